"""From a document to standard output."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from batteryviz.export.formats import named
from batteryviz.views.document import Document


def emit(documents: Sequence[Document], form: str) -> None:
    """Print ``documents`` in the format ``form``; ``text`` is painted on a terminal."""
    if form == "text" and paints():
        from rich.console import Console

        from batteryviz.export.terminal import print_document

        console = Console(markup=False, emoji=False, highlight=False)
        for document in documents:
            print_document(document, console)
        return
    write(named(form).show(documents).encode())


def paints() -> bool:
    """Say whether standard output is a terminal that shows colours, and they are wanted."""
    return (
        sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "dumb") != "dumb"
    )


def write(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def say(message: str) -> None:
    """Write one line of narration to standard error.

    Where nobody can read it, it is lost: the exit code still tells the truth.
    """
    with suppress(OSError):
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
