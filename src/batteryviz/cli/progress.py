"""A bar on a terminal while many things are made; nothing in a pipe."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

FEW = 3
"""Up to so many, a bar would only flicker."""


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[], None]]:
    """Yield a function to call after each of ``total`` steps; show a bar of them.

    The bar is narration: it goes to standard error, and only when that is a terminal.
    """
    if total <= FEW or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
