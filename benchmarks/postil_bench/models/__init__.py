"""Models under test, behind one protocol and found by name through the entry points ``postil.models``.

>>> from postil_bench.models.base import Prompt, model_named
>>> model = model_named("facts")
>>> [answer.text for answer in model.answer([Prompt("1", "Please comment: `total += price`")])]
['Line 1: Add price to total.']
"""
