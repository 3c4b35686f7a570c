"""Boards and comparisons of runs: numbers with intervals, and no order where none was shown.

``values`` takes the numbers out of samples, ``standings`` makes boards of them, ``comparing`` holds two models
against each other, ``writing`` prints both.
"""
