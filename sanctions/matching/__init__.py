"""Comparing names: pure functions, which any engine can run."""
