"""The ways in which text leaves the program, each run in this process and recorded."""

import asyncio
import io
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import NamedTuple

from textual.drivers.headless_driver import HeadlessDriver

from batteryviz.catalog.loading import load
from batteryviz.cli.main import main
from batteryviz.compiled.opening import open_library
from batteryviz.export.formats import FORMATS
from batteryviz.tui.app import Explorer
from reader import Reader


class Output(NamedTuple):
    """What a run wrote."""

    code: int
    out: bytes
    err: bytes


class _Stream(io.TextIOWrapper):
    """A standard stream that may say it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="\n")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def written(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


@contextmanager
def _streams(terminal: bool, typed: str) -> Iterator[tuple[_Stream, _Stream]]:
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = _Stream(terminal), _Stream(terminal)
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(typed), out, err
    term = os.environ.get("TERM")
    os.environ["TERM"] = "xterm-256color"
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
        if term is None:
            del os.environ["TERM"]
        else:
            os.environ["TERM"] = term


def run(words: list[str], *, terminal: bool = False, typed: str = "") -> Output:
    """Run the command line ``words``; with ``terminal``, as if on one."""
    with _streams(terminal, typed) as (out, err):
        code = main(words)
        return Output(code, out.written(), err.written())


class Door(NamedTuple):
    """One way out: the words of a command, what is typed, and whether on a terminal."""

    words: tuple[str, ...]
    terminal: bool = False
    typed: str = ""

    @property
    def name(self) -> str:
        """What reports call it."""
        return f"{' '.join(self.words)}{' (terminal)' if self.terminal else ''}"

    def open(self, pack: Path) -> Output:
        """Run it on ``pack``."""
        words = [*self.words, "--specs", str(pack)]
        return run(words, terminal=self.terminal, typed=self.typed)


def doors(pack: Path) -> list[Door]:
    """Return the commands that print something of ``pack``, in a pipe and on a terminal."""
    catalog = load(pack)
    printed = [form.name for form in FORMATS if form.is_text and not form.is_for_all]
    commands = [
        ("list",),
        ("sources",),
        ("timeline",),
        ("glossary",),
        ("battery",),
        ("tour",),
        ("search", "lamp"),
        ("search", "zq5qz"),
        ("search", "e"),
        ("compare", "lamps"),
        ("compare", "ol-lmp-1", "fs-1", "--mixed"),
        ("battery", "full-battery", "northmere-battery"),
        ("show", "ol-lmp-2", "--depth", "label"),
        ("show", "ol-lmp-2", "--units", "metric"),
        ("quiz", "--seed", "1", "--key"),
        ("check", "--report"),
        ("check", "--unchecked"),
        ("check",),
        *(("show", subject) for subject in catalog.subjects),
        *(("sources", source) for source in catalog.sources),
        *(("glossary", term) for term in catalog.terms),
        *(("tour", tour) for tour in catalog.tours),
    ]
    return [
        *(Door(words, terminal) for words in commands for terminal in (False, True)),
        *(Door(("export", "all", "--to", form), form == "text") for form in printed),
        # On a terminal, notes wait for a presenter.
        *(Door(("tour", tour, "--notes")) for tour in catalog.tours),
        *(Door(("list", "--format", form)) for form in ("json", "csv", "markdown", "plain")),
        *(
            Door(("tour", tour, "--walk"), terminal, "n\n\nn\n\nb\n\n\n\n\n\n")
            for tour in catalog.tours
            for terminal in (False, True)
        ),
        Door(("quiz", "--seed", "1", "--questions", "30"), True, "1\n2\nx\n" * 40),
        Door(("quiz", "--seed", "2", "--questions", "30"), False, "2\n" * 80),
    ]


class Recording(HeadlessDriver):
    """A driver that keeps what a terminal would be written, and has none."""

    written: list[str]

    @property
    def is_headless(self) -> bool:
        """Say no, so that Textual draws."""
        return False

    def write(self, data: str) -> None:
        """Keep ``data``."""
        if not hasattr(self, "written"):
            self.written = []
        self.written.append(data)


PAINTED = 0.02
"""Seconds in which Textual paints what changed: it does so sixty times in one."""


class Watched(Reader):
    """A reader whose terminal is recorded, and who is too quick to wait for idleness."""

    async def press(self, *keys: str) -> None:
        """Press keys, each answered before the next."""
        for key in keys:
            self.app.simulate_key(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until every message is answered, twice, and the screen is painted."""
        for _ in range(2):
            await self.pilot._wait_for_screen()
        await asyncio.sleep(PAINTED)

    def taken(self) -> bytes:
        """Return what was written since the last call."""
        driver = self.app._driver
        assert isinstance(driver, Recording)
        data = "".join(getattr(driver, "written", ()))
        driver.written = []
        return data.encode("utf-8", "surrogatepass")


@asynccontextmanager
async def watching(
    pack: Path, size: tuple[int, int] = (100, 40), driver: type[Recording] = Recording
) -> AsyncIterator[Watched]:
    """Open the explorer on ``pack``, all that it writes recorded."""
    library = open_library(str(pack))
    app = Explorer(library)
    app.driver_class = driver
    try:
        async with app.run_test(headless=False, size=size) as pilot:
            reader = Watched(app, pilot)
            await reader.settle()
            yield reader
    finally:
        library.close()


async def walk(reader: Watched, offset: int = 0, step: int = 1) -> AsyncIterator[tuple[str, bytes]]:
    """Go through every page, list and overlay; yield each with what was written for it.

    With ``step``, through every so many-th of them, from the one numbered ``offset``.
    """
    app = reader.app
    store = app.library.store
    keys = [entry.page for entry in (*store.entries(), *store.entries("source"))]
    keys += [entry.page for entry in store.entries("term")]
    keys += ["battery", "tours", "timeline", "glossary", "sources", "battalion"]
    keys += [f"tour:{tour}:{step}" for tour in app.library.catalog.tours for step in (1, 2, 3, 4)]
    for key in keys[offset % step :: step]:
        app.visit(key)
        await reader.settle()
        yield key, reader.taken()
        for opens in ("down", "enter", "v", "C", "y", "down", "enter", "o"):
            await reader.press(opens)
            yield f"{key} {opens}", reader.taken()
            await _close(reader)
        yield f"{key} after", reader.taken()
    for number in "12345678"[offset % min(step, 4) :: min(step, 4)]:
        await reader.press(number)
        yield f"page {number}", reader.taken()
        for opens in (
            "slash",
            "colon",
            "Y",
            "e",
            "question_mark",
            "u",
            "T",
            "a",
            "s",
            "n",
            "enter",
        ):
            await reader.press(opens)
            yield f"page {number} {opens}", reader.taken()
            if app.screen.is_modal:
                await reader.press("e", "down", "enter")
                yield f"page {number} {opens} chosen", reader.taken()
            await _close(reader)


async def _close(reader: Watched) -> None:
    while reader.app.screen.is_modal:
        await reader.press("escape")
    reader.app.clear_notifications()
