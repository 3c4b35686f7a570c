"""The model under test: the class comes from Postil, the hyperparameter ``client`` says which model answers."""

from postil_ianvs.algorithms import AnyModel

__all__ = ["AnyModel"]
