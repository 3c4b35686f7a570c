"""The sub-commands of ``postil bench``, one in each module, which has a ``COMMAND``."""
