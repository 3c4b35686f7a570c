"""Where work is collected from: a collector for each kind of source. Collectors never import filters' siblings."""
