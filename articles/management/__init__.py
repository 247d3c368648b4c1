"""The command line: what an operator can ask for."""
