"""The static embedder: a table of trained word vectors, summed. See docs/static-model-card.md."""
