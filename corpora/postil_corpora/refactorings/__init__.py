"""Finds refactorings in Python: what the facts before and after a commit show to have changed its form."""
