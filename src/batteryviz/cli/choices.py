"""The formats as choices on the command line, read from the one tuple of formats."""

from typing import TYPE_CHECKING, Literal

from batteryviz.export.formats import FORMATS

EVERY = "every"
"""The word that asks for all formats at once."""

if TYPE_CHECKING:
    PrintedName = str
    FileName = str
else:
    # The parser reads the choices from a Literal: for its help, its errors and completion.
    PrintedName = Literal[tuple(known.name for known in FORMATS if known.prints)]
    FileName = Literal[(*(known.name for known in FORMATS), EVERY)]
