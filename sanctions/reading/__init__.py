"""Questions about what is published, answered from editions and their flat rows alone."""
