"""The read-only API: each view reads its parameters and makes one call into the rooms below."""
