"""Facts: what static analysis proves about a snippet, and the languages that can prove it."""
