"""Text: what is read out of a remark without looking at any code."""
