"""GitHub: its API asked with patience, its answers kept raw, read tolerantly and made into redacted rows."""
