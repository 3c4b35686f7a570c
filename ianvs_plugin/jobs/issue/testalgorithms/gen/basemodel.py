"""The model under test: the class comes from Postil, the hyperparameter ``client`` says which model answers.

A class of your own goes here as well: it needs preprocess, train, save, load and predict, an alias of its own
(``@ClassFactory.register(ClassType.GENERAL, alias="...")``), and returns a list of texts.
"""

from postil_ianvs.algorithms import AnyModel

__all__ = ["AnyModel"]
