"""Digests without OpenSSL: loading that takes longer than reading every rule."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # what hashlib hands on
except ImportError:  # an interpreter that has it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
