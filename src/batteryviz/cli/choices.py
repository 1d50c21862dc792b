"""The formats as choices on the command line, read from the one tuple of formats."""

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from batteryviz.export.formats import FORMATS

EVERY = "every"
"""The word that asks for all formats at once."""


def _named(_: object, words: str | None) -> None:
    # As a path, no word at all would be the folder one stands in.
    if words == "":
        raise ValueError("An empty word names no file and no folder.")


PlaceName = Annotated[str, Parameter(validator=_named)]
"""A file or folder as typed."""

if TYPE_CHECKING:
    PrintedName = str
    FileName = str
else:
    # The parser reads the choices from a Literal: for its help, its errors and completion.
    PrintedName = Literal[tuple(known.name for known in FORMATS if known.prints)]
    FileName = Literal[(*(known.name for known in FORMATS), EVERY)]
