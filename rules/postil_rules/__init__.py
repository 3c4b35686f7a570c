"""The rules, one in each file, in folders by what they judge.

A file holds one class: its message, its cases and its check. To add a rule, add a file.
"""
