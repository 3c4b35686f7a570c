"""The benchmark suite for code models that work with engineers."""
