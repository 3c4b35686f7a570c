"""Clean tasks made of collected work."""
