"""Errors that a user can mend: each says what is wrong, where, and how to cure it."""

from __future__ import annotations


class PostilError(Exception):
    """Base of all errors that Postil raises on purpose. Its text is one line for a person in a hurry."""


class UsageError(PostilError):
    """A wrong call: an unknown option, profile or format, a file that is not there. Exit code 2."""
