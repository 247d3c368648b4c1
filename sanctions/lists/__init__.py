"""The official lists as their authorities print them: bytes in, entries out, and nothing else."""
