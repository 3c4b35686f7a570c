"""What remarks assert and what statements prove, in words that both share."""
