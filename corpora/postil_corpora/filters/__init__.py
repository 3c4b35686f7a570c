"""Filters: what must not get into a data set, and what is not worth being there."""
