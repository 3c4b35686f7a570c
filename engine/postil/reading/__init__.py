r"""Reading: rows, answers of models, predictions and source files become records, whatever their state.

>>> from postil.reading.answers import read_answer
>>> read_answer("Line 2: Return half of n.", "def half(n):\n    return n / 2").comments[0].line_number
2
"""
