"""Sanctions: who ordered what against whom, on which grounds, from when to when, and who says so."""
