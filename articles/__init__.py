"""Texts and their passages: what is quoted, by whom it was published, and where in the text it stands."""
