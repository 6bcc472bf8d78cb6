"""Web forms made from annex definitions."""
