"""The ways in which text leaves the program, each run in this process and recorded."""

import asyncio
import io
import os
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from rich.console import Console
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip

from batteryviz.catalog.loading import load
from batteryviz.cli.main import main
from batteryviz.compiled.opening import open_library
from batteryviz.export.formats import FORMATS
from batteryviz.tui.app import Explorer
from batteryviz.tui.pages import PAGES
from batteryviz.views.pages import all_pages
from reader import Reader
from reliability.scanning import copied, foreign


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

    @property
    def line_ends(self) -> str:
        """The control signs its output may hold: only CSV ends its lines with a return."""
        return "\r\n" if "csv" in self.words else "\n"

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


OUTSIDE = frozenset(
    {
        b"a place of the cursor",
        b"a text for the clipboard",
        b"\x1b]22;default\x07",
        b"\x1b]22;pointer\x07",
        b"\x1b]22;text\x07",
    }
)
"""The kinds of sequence the explorer writes between the strips it paints."""

SCREEN_SEQUENCES = OUTSIDE | {b"a colour or a style"}
"""What the explorer writes on a harmless pack; a test says when that is not so."""

_BEGIN, _END = "\x02", "\x03"
"""Stand around each strip in what is recorded, and are taken out before it is read."""

_STRIP = re.compile(f"{_BEGIN}[^{_END}]*{_END}")
_RENDER = Strip.render


PAINTED = 0.02
"""Seconds in which Textual paints what changed: it does so sixty times in one."""


class Watched(Reader):
    """A reader whose terminal is recorded, and who is too quick to wait for idleness."""

    painted: list[str]
    """Each text that was painted since the last look, without its colours."""

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
        return (
            self._recorded().replace(_BEGIN, "").replace(_END, "").encode("utf-8", "surrogatepass")
        )

    def _recorded(self) -> str:
        driver = self.app._driver
        assert isinstance(driver, Recording)
        data = "".join(getattr(driver, "written", ()))
        driver.written = []
        return data

    def look(self, name: str) -> "Seen":
        """Return what was written since the last call, and say what in it is not ours.

        A text that is painted may hold no control sign at all: its colours and its place
        are added later, by Textual. Whatever else is written may place the cursor, form the
        pointer, and copy what the explorer copied.
        """
        recorded = self._recorded()
        between = _STRIP.sub("", recorded).encode("utf-8", "surrogatepass")
        data = recorded.replace(_BEGIN, "").replace(_END, "").encode("utf-8", "surrogatepass")
        faults = foreign(between, OUTSIDE) + foreign(data, SCREEN_SEQUENCES)
        for text in self.painted:
            for fault in foreign(text.encode("utf-8", "surrogatepass"), controls=""):
                faults.append(f"painted: {fault}")
        faults += [
            f"copied, but not by the explorer: {text!r}"
            for text in copied(data)
            if text != self.app.clipboard
        ]
        self.painted.clear()
        return Seen(name, data, faults)


class Seen(NamedTuple):
    """What one key or visit made the explorer write."""

    name: str
    data: bytes
    faults: list[str]
    """What in it is not ours."""


@asynccontextmanager
async def watching(
    pack: Path, size: tuple[int, int] = (100, 40), driver: type[Recording] = Recording
) -> AsyncIterator[Watched]:
    """Open the explorer on ``pack``, all that it writes recorded."""
    library = open_library(str(pack))
    app = Explorer(library)
    app.driver_class = driver
    painted: list[str] = []

    def render(strip: Strip, console: Console) -> str:
        painted.extend(segment.text for segment in strip)
        return f"{_BEGIN}{_RENDER(strip, console)}{_END}"

    try:
        with patch.object(Strip, "render", render):
            async with app.run_test(headless=False, size=size) as pilot:
                reader = Watched(app, pilot)
                reader.painted = painted
                await reader.settle()
                yield reader
    finally:
        library.close()


OVERLAYS = ("slash", "colon", "Y", "e", "question_mark", "u", "T", "a", "s", "n", "enter")
"""Keys that open something over a numbered page, or change how it looks."""


def stops(reader: Watched) -> list[str]:
    """Return every key of a page, and after them the key of each numbered page."""
    library = reader.app.library
    catalog, store = library.catalog, library.store
    kinds = (None, "source", "term")
    keys = [
        *all_pages(catalog),
        *(entry.page for kind in kinds for entry in store.entries(kind)),
        *(f"source:{source}" for source in catalog.sources),
        *(f"term:{term}" for term in catalog.terms),
        *(
            f"tour:{name}:{number}"
            for name, tour in catalog.tours.items()
            for number in range(1, len(tour.steps) + 1)
        ),
        *(room for page in PAGES for room in page.rooms),
    ]
    return [*dict.fromkeys(keys), *(page.key for page in PAGES)]


async def walk(reader: Watched, offset: int = 0, step: int = 1) -> AsyncIterator[Seen]:
    """Go through every page, list and overlay; yield what was written for each.

    With ``step``, through every so many-th of ``stops``, from the one numbered ``offset``.
    The name of what is seen first at each is the stop itself.
    """
    numbers = {page.key: number for number, page in enumerate(PAGES)}
    for stop in stops(reader)[offset % step :: step]:
        visiting = _visit_number if stop in numbers else _visit_key
        async for seen in visiting(reader, stop):
            yield seen
        if stop in numbers:
            assert reader.app.page_number == numbers[stop], stop


async def _visit_key(reader: Watched, key: str) -> AsyncIterator[Seen]:
    reader.app.visit(key)
    await reader.settle()
    yield reader.look(key)
    assert key.partition(":")[0] in PAGES[reader.app.page_number].rooms, key
    for opens in ("down", "enter", "v", "C", "y", "down", "enter", "o"):
        await reader.press(opens)
        yield reader.look(f"{key} {opens}")
        await _close(reader)
    yield reader.look(f"{key} after")


async def _visit_number(reader: Watched, number: str) -> AsyncIterator[Seen]:
    await reader.press(number)
    yield reader.look(number)
    for opens in OVERLAYS:
        await reader.press(opens)
        yield reader.look(f"page {number} {opens}")
        if reader.app.screen.is_modal:
            await reader.press("e", "down", "enter")
            yield reader.look(f"page {number} {opens} chosen")
        await _close(reader)
        await reader.press(number)


async def _close(reader: Watched) -> None:
    while reader.app.screen.is_modal:
        await reader.press("escape")
    reader.app.clear_notifications()
