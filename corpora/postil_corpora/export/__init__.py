"""Corpora in the shapes that others read: JSON Lines, Parquet, Ianvs, Hugging Face."""
