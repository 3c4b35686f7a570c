r"""Postil's score inside other frameworks: the same row and answer give the same number, whoever asks.

Each module imports its framework; importing this package imports nothing.

>>> from postil_bench.adapters.judging import Judging
>>> Judging().value("def half(n):\n    return n / 2", "") is not None
True
"""
