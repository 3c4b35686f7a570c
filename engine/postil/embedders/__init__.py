"""Embedders: nearness in meaning as a number."""
