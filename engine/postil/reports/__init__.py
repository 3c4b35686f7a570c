"""What is shown of scores: lines of JSON, a table, a page. Each writer takes pairs of row and score."""
