"""Filters: what must not get into a data set, and what is not worth being there.

A filter is a function of a :class:`~postil_corpora.filters.view.View`, or one that changes a row; a recipe names them,
:class:`~postil_corpora.filters.chain.Chain` runs them.
"""
