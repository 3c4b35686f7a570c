"""The diff view: what a file was at an earlier revision, and what became of it."""
