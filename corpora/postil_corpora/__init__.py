"""The collaborative-coding dataset: how engineers really work, from commit to review."""
