"""Annexes: one definition of each drives its web form, API, checks, document and tests."""
