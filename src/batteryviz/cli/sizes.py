"""The size of a page of text, kept to what a page can have.

The libraries believe the environment and the terminal: a help text two columns wide never
ends, and one a million wide fills the memory.
"""

import os

NARROWEST, WIDEST = 20, 1_000
_LOWEST, _HIGHEST = 2, 500

_BOUNDS = (("COLUMNS", NARROWEST, WIDEST), ("LINES", _LOWEST, _HIGHEST))


def bound_environment() -> None:
    """Make ``COLUMNS`` and ``LINES`` a size that a page can have; what is no size goes."""
    for name, least, most in _BOUNDS:
        told = os.environ.get(name)
        if told is None:
            continue
        digits = told.lstrip("0") if told.isascii() and told.isdecimal() else ""
        if not digits:
            del os.environ[name]
        elif len(digits) > len(str(most)):
            # Python refuses to read a number of thousands of digits.
            os.environ[name] = str(most)
        else:
            os.environ[name] = str(bounded(int(digits), least, most))


def bounded(columns: int, least: int = NARROWEST, most: int = WIDEST) -> int:
    """Return the number nearest to ``columns`` that a page can have."""
    return min(max(columns, least), most)
