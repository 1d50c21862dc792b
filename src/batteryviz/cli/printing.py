"""From a document to standard output."""

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
"""Importing ``typing`` costs a tenth of a look-up; checkers know this name too."""

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batteryviz.views.document import Document


_told = 0


def emit(documents: "Sequence[Document]", form: str) -> None:
    """Print ``documents`` in the format ``form``; ``text`` is painted on a terminal."""
    write(rendered(documents, form).encode())


def rendered(documents: "Sequence[Document]", form: str) -> str:
    """Return what ``emit`` prints."""
    if form == "text":
        from batteryviz.export.terminal import painted, show

        return painted(documents, width()) if paints() else show(documents)
    from batteryviz.export.formats import named

    return named(form).show(documents)


def paints() -> bool:
    """Say whether standard output is a terminal that shows colours, and they are wanted."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def width() -> int:
    """Return the columns of the terminal, or 80 when it does not tell."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def lines_told() -> int:
    """Return how often something was written: what is told cannot be told anew."""
    return _told


def write(data: bytes) -> None:
    """Write bytes to standard output."""
    global _told
    _told += 1
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def say(message: str) -> None:
    """Write one line of narration to standard error.

    Where nobody can read it, it is lost: the exit code still tells the truth.
    """
    global _told
    _told += 1
    with suppress(OSError):
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
