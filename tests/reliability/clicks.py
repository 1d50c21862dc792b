"""Promise 3: data is never code.

``PYTHONPATH=tests python -m reliability.clicks`` plants every payload in every field and
every allowed address in every source, opens the explorer, and clicks, double-clicks and
activates every cell of every page, of every question of some quizzes, and words of what opens
over it, while an audit hook meets
files opened for writing outside of the program's own folders, processes, sockets,
browsers, and code compiled from the data. ``--part N`` clicks every N-th cell only,
and from 20 on goes to fewer pages. ``--jobs N`` shares the pages among so many processes.
"""

import argparse
import asyncio
import os
import re
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from textual.events import Click, MouseDown, MouseUp
from textual.pilot import _get_mouse_message_arguments

from batteryviz.export.layout import Stop
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.quiz_page import QUESTIONS, QuizPage
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

QUIZZES = 6
"""How many quizzes are gone through, each by one of three ways to click."""

OPTIONS = tuple("abcdefghijkl"[:length] for length in range(2, 9))
"""Answers that give everything asked for its letter, in the order in which it stands."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_WRITING |= getattr(os, "O_PATH", 0)  # the writer of files opens the folder first
_MARKER = re.compile(r"zq\d+qz")
_STARTS = ("subprocess.", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "os.system", "pty.")
_CHANGES = {
    **dict.fromkeys(("os.rename", "os.link"), 2),
    **dict.fromkeys(("os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown"), 1),
    **dict.fromkeys(("os.truncate", "os.utime", "os.setxattr", "os.removexattr"), 1),
}
"""What changes files, and how many of its first words are paths; each must be ours."""
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
        self._own, self._is_on = os.path.realpath(own), True
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
            if not all(self._is_ours(word) for word in words[: _CHANGES[event]]):
                self.faults.append(f"{event} {words!r:.120}")
        elif event == "os.symlink":
            if not self._is_ours(words[1]):
                self.faults.append(f"{event} {words!r:.120}")
        elif event.startswith(_STARTS) or event.startswith(("socket.", "webbrowser.")):
            self.faults.append(f"{event} {words!r:.120}")
        elif event in _CODE and _MARKER.search(repr(words)[:4_000]):
            self.faults.append(f"{event} of the data: {words!r:.120}")

    def _is_ours(self, path: object) -> bool:
        if isinstance(path, int):
            return True
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False
        text = os.fsdecode(path)
        if text == os.devnull or text.startswith("/proc/self/fd/"):
            return True
        # A bare name stands in the folder that was opened before it, which is ours.
        if text not in {"", ".", ".."} and "/" not in text:
            return True
        return Path(os.path.realpath(text)).is_relative_to(self._own)


class Share(NamedTuple):
    """What one process clicks: every ``of``-th page from ``number`` on, every ``part``-th word."""

    number: int
    of: int
    part: int
    planting: int
    end: float
    """The time of the clock after which nothing more is clicked."""


class Clicked(NamedTuple):
    """What one process clicked, and what it met."""

    clicks: int
    cells: int
    cells_of_quizzes: int
    pages: set[str]
    events: int
    opened: list[str]
    faults: list[str]


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


Act: TypeAlias = Callable[[int, int, int, int], Awaitable[bool]]
"""Clicks or activates a cell, by its row, its column, its line and its place in the line."""


class Clicker:
    """Clicks through an explorer, and counts."""

    def __init__(self, reader: Watched, share: Share) -> None:
        """Click the words of the pages in a share."""
        self._reader, self._share = reader, share
        self._app = reader.app
        self.clicks = 0
        self.faults: list[str] = []
        self.pages: set[str] = set()
        self.cells = 0
        self.cells_of_quizzes = 0
        self._opened: set[int] = set()
        self._turn = 0

    async def everywhere(self) -> None:
        """Go through every page, and click and activate what is on it."""
        app = self._app
        store = app.library.store
        keys = [entry.page for entry in (*store.entries(), *store.entries("source"))]
        keys += [entry.page for entry in store.entries("term")]
        keys += ["battery", "tours", "timeline", "glossary", "sources", "comparison:lamps", "quiz"]
        keys += [f"tour:{tour}:{n}" for tour in app.library.catalog.tours for n in (1, 2, 3, 4)]
        step, share = max(1, self._share.part // 10), self._share
        sources = [key for key in keys if key.startswith("source:")][::step]
        keys = keys[::step]
        rooms = {key.partition(":")[0]: key for key in reversed(keys)}
        mine = keys[share.number :: share.of]
        for key in mine:
            await self._page(key)
        await self._addresses(sources[share.number :: share.of])
        for number in range(1, QUIZZES + 1, step)[share.number :: share.of]:
            await self._quiz(number)
        # Last, for what is clicked around a page changes what others show.
        for key in rooms.values():
            if key in mine:
                await self._around(key)

    async def _page(self, key: str) -> None:
        await self._back_to(key)
        self.pages.add(key)
        wanted = [
            (number, column)
            for number, stop in enumerate(await self._stops())
            for column, place in enumerate(stop.places)
            if place.width
        ]
        for number, column in wanted:
            if self._is_passed_over():
                continue
            acts = (self._click_once, self._click_twice, self._enter)
            done = [await self._act(key, act, number, column) for act in acts]
            self.cells += all(done)
            if not all(done):
                self.faults.append(f"{key}: cell {column} of row {number} cannot be clicked")

    async def _quiz(self, number: int) -> None:
        """Click what is asked in a quiz, what is told of the answers, and the scores."""
        key = f"quiz:{number}"
        act = (self._click_once, self._click_twice, self._enter)[number % 3]
        for question in range(1, QUESTIONS + 2):
            await self._rows(key, question, act)
            await self._answer(key, question)
            await self._rows(key, question, act)

    async def _rows(self, key: str, question: int, act: Act) -> None:
        await self._turn_to(key, question)
        for row, stop in enumerate(await self._stops()):
            for column in range(len(stop.places)):
                if not self._is_passed_over():
                    await self._turn_to(key, question)
                    # A click may answer: then the page has other rows.
                    done = await self._act(key, act, row, column)
                    self.cells += done
                    self.cells_of_quizzes += done

    async def _answer(self, key: str, question: int) -> None:
        """Answer by the key, as a number, as letters, or with the first that is offered."""
        for words in ("1", *OPTIONS, ""):
            page = await self._turn_to(key, question)
            if question > QUESTIONS or page._marks[question - 1] is not None:
                return
            await self._press("a")
            await self._reader.settle()
            await self._press(*words, *(["enter"] if self._app.screen.is_modal else []))
            await self._reader.settle()
        self.faults.append(f"{key}: question {question} takes no answer")

    async def _turn_to(self, key: str, question: int) -> QuizPage:
        await self._back_to(key)
        page = self._app.page
        assert isinstance(page, QuizPage)
        while page._number != question:
            await self._press("n" if page._number < question else "b")
        await self._reader.settle()
        return page

    async def _stops(self) -> list[Stop]:
        """Return the rows of the page in sight, once they are laid out."""
        view = self._app.page.current()
        for _ in range(20):
            if view is None or view._laid.stops:
                break
            await self._reader.settle()
        return list(view._laid.stops) if view else []

    async def _act(self, key: str, act: Act, number: int, column: int) -> bool:
        await self._back_to(key)
        stops = await self._stops()
        if number >= len(stops) or column >= len(stops[number].places):
            return False
        stop = stops[number]
        done = await act(number, column, stop.first, stop.places[column].start)
        await self._inside()
        return done

    async def _around(self, key: str) -> None:
        """Click every word of the screen once: lists, tabs, hints and headings too."""
        await self._back_to(key)
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

    async def _click_once(self, number: int, column: int, line: int, start: int) -> bool:
        return await self._click_cell(number, column, line, start, 1)

    async def _click_twice(self, number: int, column: int, line: int, start: int) -> bool:
        return await self._click_cell(number, column, line, start, 2)

    async def _click_cell(
        self, number: int, column: int, line: int, start: int, times: int
    ) -> bool:
        view = await self._select(number, column)
        if view is None:
            return False
        for _ in range(5):
            for y in range(view.size.height):
                if view.line_at(y)[0] == line:
                    x = view.region.x + view.gutter.left + start
                    return await self._click(x, view.region.y + view.gutter.top + y, times)
            view.scroll_to(y=line, animate=False, immediate=True)
            await self._reader.settle()
        return False

    async def _enter(self, number: int, column: int, line: int, start: int) -> bool:
        del line, start
        view = await self._select(number, column)
        if view is None:
            return False
        view.focus()
        await self._press("enter")
        return True

    async def _inside(self) -> None:
        """Click what opened over the page, and leave it."""
        app = self._app
        # What was asked for opens a moment later.
        await self._reader.settle()
        for _ in range(3):
            if not app.screen.is_modal:
                break
            lines = self._reader.lines
            told = hash(tuple(lines))
            if told in self._opened:
                # What looks the same was clicked before.
                await self._press("escape")
                continue
            self._opened.add(told)
            for row in range(2, len(lines), 5 * self._share.part):
                word = re.search(r"[^\W_]{3,}", lines[row])
                if word and app.screen.is_modal:
                    await self._click(word.start(), row, 1)
                    await self._press("enter")
            await self._press("escape")
        await self._close()
        app.clear_notifications()

    async def _close(self) -> None:
        while self._app.screen.is_modal:
            await self._press("escape")
            await self._reader.settle()

    async def _addresses(self, keys: list[str]) -> None:
        """Open the address of every source, with yes, and with no."""
        for key in keys:
            for answer in ("n", "y"):
                before = len(Browserless.opened)
                await self._back_to(key)
                await self._press("o")
                await self._reader.settle()
                asked = self._app.screen.is_modal
                if len(Browserless.opened) != before:
                    self.faults.append(f"{key}: an address was opened before the answer")
                if asked:
                    await self._press(answer)
                    await self._reader.settle()
                opened = len(Browserless.opened) - before
                if opened != (asked and answer == "y"):
                    self.faults.append(f"{key}: the answer was {answer}, {opened} were opened")

    def _is_passed_over(self) -> bool:
        self._turn += 1
        return self._turn % self._share.part != 0 or time.time() > self._share.end

    async def _back_to(self, key: str) -> None:
        journey = self._app.journey
        for _ in range(20):
            await self._close()
            if journey.here is not None and journey.here.key == key:
                return
            # What a click opened may come after this visit, and lead away again.
            self._app.visit(key)
            await self._reader.settle()
        self.faults.append(f"{key} cannot be gone back to")

    async def _press(self, *keys: str) -> None:
        for key in keys:
            self.clicks += 1
            self._app.simulate_key(key)
            await self._reader.pilot._wait_for_screen()

    async def _click(self, column: int, row: int, times: int) -> bool:
        screen = self._app.screen
        if not (0 <= column < screen.size.width and 0 <= row < screen.size.height):
            return False
        words = _get_mouse_message_arguments(screen, (column, row), button=1)
        for chain in range(1, times + 1):
            self.clicks += 1
            for kind in (MouseDown, MouseUp, Click):
                more: dict[str, Any] = {"chain": chain} if kind is Click else {}
                screen._forward_event(kind(**words, **more))
                await self._reader.pilot._wait_for_screen()
        return True


async def _run(pack: Path, guard: Guard, share: Share) -> Clicker:
    async with watching(pack, driver=Browserless) as reader:
        clicker = Clicker(reader, share)
        with guard.watching(Path.cwd().parent):
            await clicker.everywhere()
    return clicker


def click(share: Share) -> Clicked:
    """Click what is in ``share``; the audit hook makes this once in the life of a process."""
    sys.dont_write_bytecode = True
    Browserless.opened.clear()
    guard = Guard()
    with own_folders() as work:
        pack = write_pack(hostile(share.planting * 17), work / "pack")
        clicker = asyncio.run(_run(pack, guard, share))
    return Clicked(
        clicker.clicks,
        clicker.cells,
        clicker.cells_of_quizzes,
        clicker.pages,
        guard.met,
        Browserless.opened,
        [*guard.faults, *clicker.faults],
    )


def main(words: list[str]) -> int:
    """Click through as many packs as asked for, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="click every so many-th word only")
    asked.add_argument("--packs", type=int, default=1, help="how many plantings")
    asked.add_argument("--jobs", type=int, default=1, help="so many processes at once")
    asked.add_argument("--seconds", type=float, default=1e9, help="stop clicking after this time")
    options = asked.parse_args(words)
    began, done = time.monotonic(), list[Clicked]()
    end = time.time() + options.seconds
    shares = [
        Share(number, options.jobs, options.part, planting, end)
        for planting in range(options.packs)
        for number in range(options.jobs)
    ]
    with ProcessPoolExecutor(
        options.jobs, mp_context=get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        for clicked in pool.map(click, shares):
            done.append(clicked)
            sys.stderr.write(f"{len(done)}: {clicked.clicks} {len(clicked.faults)}\n")
    opened = [url for clicked in done for url in clicked.opened]
    faults = [fault for clicked in done for fault in clicked.faults]
    if not opened:
        faults.append("no address was opened: the question was never asked")
    faults += [f"opened {url!r}" for url in opened if not url.startswith("https://")]
    for fault in faults[:40]:
        sys.stderr.write(f"{fault.encode('unicode_escape').decode()}\n")
    return report(
        "3 code",
        checks=sum(clicked.clicks for clicked in done),
        failures=len(faults),
        seconds=time.monotonic() - began,
        pages=len(set[str]().union(*(clicked.pages for clicked in done))),
        cells=sum(clicked.cells for clicked in done),
        cells_of_quizzes=sum(clicked.cells_of_quizzes for clicked in done),
        events_met=sum(clicked.events for clicked in done),
        addresses_opened=len(opened),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
