"""The two lists of the Office of Foreign Assets Control (US): Specially Designated Nationals, and all others."""
