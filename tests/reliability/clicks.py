"""Promise 3: data is never code.

``PYTHONPATH=tests python -m reliability.clicks`` plants every payload in every field and
every allowed address in every source, opens the explorer, and clicks, double-clicks and
activates every cell of every page and words of what opens over it, while an audit hook meets
files opened for writing outside of the program's own folders, processes, sockets,
browsers, and code compiled from the data. ``--part N`` clicks every N-th cell only,
and from 20 on goes to fewer pages.
"""

import argparse
import asyncio
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.events import Click, MouseDown, MouseUp
from textual.pilot import _get_mouse_message_arguments

from batteryviz.tui.document_view import DocumentView
from reliability import report
from reliability.doors import Recording, Watched, watching
from reliability.payloads import own_folders
from reliability.planting import Content, planted, read_content, write_pack
from reliability.signs import PAYLOADS

ADDRESSES = (
    "https://example.org/%1b]0;title%07",
    "https://example.org/?q=javascript:alert(1)",
    "https://example.org/#<script>".replace("<", "%3C").replace(">", "%3E"),
    "http://example.org/plain",
    "https://xn--e1awd7f.example/",
    "https://example.org/..%2f..%2fetc/passwd",
    "https://example.org/;touch%20x;$(id)&&id",
    "https://example.org/--flag",
)
"""Addresses that a source may have, and that someone wrote with a purpose."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_WRITING |= getattr(os, "O_PATH", 0)  # the writer of files opens the folder first
_MARKER = re.compile(r"zq\d+qz")
_STARTS = ("subprocess.", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "os.system", "pty.")
_CHANGES = frozenset(
    ("os.remove", "os.rename", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.chmod")
)
_CODE = frozenset(
    ("compile", "exec", "import", "ctypes.dlopen", "marshal.loads", "pickle.find_class")
)


class Guard:
    """Meets what data could make the program do; an audit hook cannot be taken off again."""

    def __init__(self) -> None:
        """Stand by."""
        self.faults: list[str] = []
        self.met = 0
        """Events looked at."""
        self._own = ""
        self._is_on = False
        sys.addaudithook(self._look)

    @contextmanager
    def watching(self, own: Path) -> Iterator[None]:
        """Look at every event; files may be written under ``own``."""
        self._own, self._is_on = str(own), True
        try:
            yield
        finally:
            self._is_on = False

    def _look(self, event: str, words: tuple[Any, ...]) -> None:
        if not self._is_on:
            return
        self.met += 1
        if event == "open":
            path, _, flags = words
            if isinstance(flags, int) and flags & _WRITING and not self._is_ours(path):
                self.faults.append(f"opened for writing: {path!r}")
        elif event in _CHANGES:
            if not any(self._is_ours(word) for word in words if isinstance(word, (str, bytes))):
                self.faults.append(f"{event} {words!r:.120}")
        elif event.startswith(_STARTS) or event.startswith(("socket.", "webbrowser.")):
            self.faults.append(f"{event} {words!r:.120}")
        elif event in _CODE and _MARKER.search(repr(words)[:4_000]):
            self.faults.append(f"{event} of the data: {words!r:.120}")

    def _is_ours(self, path: object) -> bool:
        if isinstance(path, int):
            return True
        text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
        # What has no folder before it stands in one that was opened, which is ours.
        return not Path(text).is_absolute() or text.startswith((self._own, os.devnull))


class Browserless(Recording):
    """A driver that notes addresses instead of opening them."""

    opened: list[str] = []  # noqa: RUF012 - of the class: Textual makes the driver itself

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Note ``url``."""
        del new_tab
        self.opened.append(url)


def hostile(shift: int) -> Content:
    """Return a pack with a payload in each field and an odd address in each source."""
    content, _ = planted(read_content(), PAYLOADS, shift)
    for number, source in enumerate(content["sources.yaml"].values()):
        if "url" in source:
            source["url"] = ADDRESSES[(number + shift) % len(ADDRESSES)]
    return content


class Clicker:
    """Clicks through an explorer, and counts."""

    def __init__(self, reader: Watched, part: int, end: float) -> None:
        """Click every ``part``-th word until the moment ``end``."""
        self._reader, self._part, self._end = reader, part, end
        self._app = reader.app
        self.clicks = 0
        self.pages: set[str] = set()
        self.cells = 0
        self._rooms: set[str] = set()
        self._turn = 0

    async def everywhere(self) -> None:
        """Go through every page, and click and activate what is on it."""
        app = self._app
        store = app.library.store
        keys = [entry.page for entry in (*store.entries(), *store.entries("source"))]
        keys += [entry.page for entry in store.entries("term")]
        keys += ["battery", "tours", "timeline", "glossary", "sources", "comparison:lamps", "quiz"]
        keys += [f"tour:{tour}:{n}" for tour in app.library.catalog.tours for n in (1, 2, 3, 4)]
        step = max(1, self._part // 10)
        for key in keys[::step]:
            await self._page(key)
        await self._addresses([key for key in keys if key.startswith("source:")][::step])

    async def _page(self, key: str) -> None:
        await self._back_to(key)
        room = key.partition(":")[0]
        if room not in self._rooms:
            self._rooms.add(room)
            await self._around(key)
        self.pages.add(key)
        view = self._app.page.current()
        stops = list(view._laid.stops) if view else []
        for number, stop in enumerate(stops):
            for column, place in enumerate(stop.places):
                if place.width and not self._is_passed_over():
                    self.cells += 1
                    for act in (self._click_once, self._click_twice, self._enter):
                        await act(number, column, stop.first, place.start)
                        await self._inside()
                        await self._back_to(key)

    async def _around(self, key: str) -> None:
        """Click every word of the screen once: lists, tabs, hints and headings too."""
        for row, line in enumerate(self._reader.lines):
            for word in re.finditer(r"\S+", line):
                if not self._is_passed_over():
                    await self._click(word.start(), row, 1)
                    await self._inside()
                    await self._back_to(key)

    async def _select(self, number: int, column: int) -> DocumentView | None:
        view = self._app.page.current()
        if view is not None and number < len(view._laid.stops):
            view.stop, view.column = number, column
            await self._reader.pilot._wait_for_screen()
        return view

    async def _click_once(self, number: int, column: int, line: int, start: int) -> None:
        await self._click_cell(number, column, line, start, 1)

    async def _click_twice(self, number: int, column: int, line: int, start: int) -> None:
        await self._click_cell(number, column, line, start, 2)

    async def _click_cell(
        self, number: int, column: int, line: int, start: int, times: int
    ) -> None:
        view = await self._select(number, column)
        if view is not None:
            for y in range(view.size.height):
                if view.line_at(y)[0] == line:
                    x = view.region.x + view.gutter.left + start
                    await self._click(x, view.region.y + y, times)
                    return

    async def _enter(self, number: int, column: int, line: int, start: int) -> None:
        del line, start
        view = await self._select(number, column)
        if view is not None:
            view.focus()
            await self._press("enter")

    async def _inside(self) -> None:
        """Click what opened over the page, and leave it."""
        app = self._app
        for _ in range(3):
            if not app.screen.is_modal:
                break
            lines = self._reader.lines
            for row in range(2, len(lines), 5 * self._part):
                word = re.search(r"[^\W_]{3,}", lines[row])
                if word and app.screen.is_modal:
                    await self._click(word.start(), row, 1)
                    await self._press("enter")
            await self._press("escape")
        while app.screen.is_modal:
            await self._press("escape")
        app.clear_notifications()

    async def _addresses(self, keys: list[str]) -> None:
        """Open the address of every source, with yes, and with no."""
        for key in keys:
            for answer in ("n", "y"):
                before = len(Browserless.opened)
                await self._back_to(key)
                await self._press("o")
                await self._reader.settle()
                asked = self._app.screen.is_modal
                assert len(Browserless.opened) == before, "opened before the answer"
                if asked:
                    await self._press(answer)
                    await self._reader.settle()
                assert len(Browserless.opened) - before == (asked and answer == "y")

    def _is_passed_over(self) -> bool:
        self._turn += 1
        return self._turn % self._part != 0 or time.monotonic() > self._end

    async def _back_to(self, key: str) -> None:
        if self._app.journey.here is None or self._app.journey.here.key != key:
            self._app.visit(key)
            await self._reader.pilot._wait_for_screen()
            await self._reader.pilot._wait_for_screen()

    async def _press(self, *keys: str) -> None:
        for key in keys:
            self.clicks += 1
            self._app.simulate_key(key)
            await self._reader.pilot._wait_for_screen()

    async def _click(self, column: int, row: int, times: int) -> None:
        screen = self._app.screen
        if not (0 <= column < screen.size.width and 0 <= row < screen.size.height):
            return
        words = _get_mouse_message_arguments(screen, (column, row), button=1)
        for chain in range(1, times + 1):
            self.clicks += 1
            for kind in (MouseDown, MouseUp, Click):
                more: dict[str, Any] = {"chain": chain} if kind is Click else {}
                screen._forward_event(kind(**words, **more))
                await self._reader.pilot._wait_for_screen()


async def _run(pack: Path, guard: Guard, part: int, end: float) -> Clicker:
    async with watching(pack, driver=Browserless) as reader:
        clicker = Clicker(reader, part, end)
        with guard.watching(Path.cwd().parent):
            await clicker.everywhere()
    return clicker


def main(words: list[str]) -> int:
    """Click through as many packs as asked for, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="click every so many-th word only")
    asked.add_argument("--packs", type=int, default=1, help="how many plantings")
    asked.add_argument("--seconds", type=float, default=1e9, help="stop clicking after this time")
    options = asked.parse_args(words)
    began, guard = time.monotonic(), Guard()
    clicks, cells, pages = 0, 0, set[str]()
    sys.dont_write_bytecode = True
    with own_folders() as work:
        for number in range(options.packs):
            pack = write_pack(hostile(number * 17), work / "pack")
            end = began + options.seconds * (number + 1) / options.packs
            clicker = asyncio.run(_run(pack, guard, options.part, end))
            clicks += clicker.clicks
            pages |= clicker.pages
            cells += clicker.cells
            sys.stderr.write(f"{number}: {clicks} {len(guard.faults)}\n")
    faults = [*guard.faults]
    if not Browserless.opened:
        faults.append("no address was opened: the question was never asked")
    faults += [f"opened {url!r}" for url in Browserless.opened if not url.startswith("https://")]
    for fault in faults[:40]:
        sys.stderr.write(f"{fault.encode('unicode_escape').decode()}\n")
    return report(
        "3 code",
        checks=clicks,
        failures=len(faults),
        seconds=time.monotonic() - began,
        pages=len(pages),
        cells=cells,
        events_met=guard.met,
        addresses_opened=len(Browserless.opened),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
