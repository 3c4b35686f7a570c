"""The linter: judges the comments of a tree of source files, as a team runs it on every commit.

files.py -> judge.py (one file) -> cache.py -> run.py (all of them, then across files) -> baseline.py -> formats/
"""
