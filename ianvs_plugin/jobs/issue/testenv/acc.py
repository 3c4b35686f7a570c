"""The metrics of the job: importing Postil's registers every one under its own alias.

A metric of your own goes here as well, under an alias of its own; it gets the references and what ``predict``
returned, and must return a number.
"""

from postil_ianvs import metrics

__all__ = ["metrics"]
