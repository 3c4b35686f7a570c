"""Embedders: nearness in meaning as a number."""

DEFAULT = "static"
"""The embedder that is used where none is named, by the commands as by the library."""
