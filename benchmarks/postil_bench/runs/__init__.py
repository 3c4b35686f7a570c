"""Runs: tasks x models x seeds, with a log that survives a kill."""
