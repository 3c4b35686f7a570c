"""The page of a run: one file of HTML that needs no network, and no JavaScript to be read."""
