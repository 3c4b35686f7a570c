"""The actions of ``postil corpora``, each in a file with a ``COMMAND``."""
