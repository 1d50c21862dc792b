"""The command line's app: the options every command shares, and how names are found."""

import difflib
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from batteryviz import __version__
from batteryviz.catalog.faults import NoPackError, PackError
from batteryviz.cli.choices import PlaceName, PrintedName
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import lines_told, say
from batteryviz.compiled.opening import Library, open_library
from batteryviz.safety.text import clean

UnitsName = Literal["published", "metric", "us-customary"]
DepthName = Literal["label", "summary", "full"]

app = App(
    name="batteryviz",
    help="The Patriot air-defence battery from public sources, each value with its source. "
    "Without a command, the explorer opens.",
    version=__version__,
    help_format="plaintext",
    default_parameter=Parameter(negative=()),
)


@Parameter(parse=False)
@dataclass(frozen=True)
class Settings:
    """The options that every command shares."""

    specs: str | None = None
    units: UnitsName = "published"
    form: PrintedName = "text"
    plain: bool = False
    kept: bool = True
    """Whether a compiled pack may answer that an earlier run left."""
    _opened: list[Library] = field(default_factory=list, init=False, repr=False)

    def library(self) -> Library:
        """Open the pack that was asked for."""
        library = open_library(self.specs, kept=self.kept)
        self._opened.append(library)
        return library

    @property
    def has_read_kept(self) -> bool:
        """Whether what an earlier run left was read."""
        return any(library.is_kept for library in self._opened)

    def close(self) -> None:
        """Close every pack that was opened."""
        while self._opened:
            self._opened.pop().close()

    @property
    def shown(self) -> PrintedName:
        """The format to print in."""
        return "plain" if self.plain else self.form


@app.meta.default
def _with_settings(
    *tokens: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    specs: PlaceName | None = None,
    units: UnitsName = "published",
    format: PrintedName = "text",
    plain: bool = False,
    debug: bool = False,
) -> int:
    """Options that may stand before or after the command.

    Parameters
    ----------
    specs:
        Read another pack of spec files from this folder.
    units:
        Show values as published, or also converted.
    format:
        The format to print in.
    plain:
        Linear text: no colour, no drawing.
    debug:
        Show where the program failed, if it fails.

    """
    settings = Settings(specs, units, format, plain)
    told = lines_told()
    try:
        return _done(tokens, settings)
    except (CycloptsError, RefusalError, NoPackError, PackError, OSError):
        _debug(debug)
        raise
    except Exception:
        _debug(debug)
        if not settings.has_read_kept or lines_told() != told:
            raise
    finally:
        settings.close()
    # A compiled pack that says what no pack says may lead to any failure: the specs
    # themselves decide whether it was the program's.
    settings = Settings(specs, units, format, plain, kept=False)
    try:
        return _done(tokens, settings)
    finally:
        settings.close()


def _done(tokens: Sequence[str], settings: Settings) -> int:
    """Run the command in ``tokens`` and return its exit code."""
    command, bound, ignored = app.parse_args(list(tokens), exit_on_error=False, print_error=False)
    extra = dict.fromkeys(ignored, settings)
    result = command(*bound.args, **bound.kwargs, **extra)
    return int(result) if isinstance(result, int) else Exit.DONE


def _debug(wanted: bool) -> None:
    """Show where the program failed, if that is wanted."""
    if wanted:
        # The words of an exception may come from a file or from the command line.
        for line in traceback.format_exc().splitlines():
            say(clean(line))


def subject(library: Library, words: str) -> str:
    """Return the id of the subject called ``words``, or refuse with the nearest names."""
    found = library.store.find(words)
    if found is None and library.store.plain(f"battery:{words}") is not None:
        name = clean(words)
        raise RefusalError(
            f"batteryviz: {name} is a composition: batteryviz battery {name} shows it", Exit.NO
        )
    if found is None:
        near = [entry.id for entry in library.store.search(words, limit=3)]
        ids = [entry.id for entry in library.store.entries()]
        known = [name for name in near if name in ids] or difflib.get_close_matches(words, ids)
        guess = f"; did you mean {' or '.join(known)}?" if known else ""
        raise RefusalError(f"batteryviz: nothing is called {clean(words)!r}{guess}", Exit.NO)
    return found


def guess(word: str, known: Sequence[str]) -> str:
    """Return a clause with the nearest known word, or with all known words."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)[:300]}"
