"""Alignment: which statements a comment is about."""
