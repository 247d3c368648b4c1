"""From a release of an official list to the desk and to the public: stage, guard, plan, apply, promote."""
