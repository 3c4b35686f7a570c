"""People's verdicts on answers: a blind page to give them on, a log that keeps them, and how far judges agree.

``postil judge serve LOG`` opens the page, ``postil judge agreement`` reads what was said:

>>> from postil_bench.judge.agreement import alpha
>>> alpha([[1, 1], [2, 2], [1, 2]], "nominal")
0.4444444444444444
"""
