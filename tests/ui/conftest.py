"""Tests of screens."""

from support.memory import only_new_garbage

__all__ = ["only_new_garbage"]
