"""The one way to write the desk: every save is compared with what its editor saw, and journalled in the same breath."""
