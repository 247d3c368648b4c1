"""The only room that writes what is public: it freezes the desk into editions, and flat rows to find them by."""
