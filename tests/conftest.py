"""Puts `tests/` on the path: `made_up` serves the tests of several folders."""
