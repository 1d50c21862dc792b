"""Driving the real explorer as a reader does: keys, clicks, and what the screen says."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from batteryviz.compiled.opening import open_library
from batteryviz.tui.app import Explorer
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.memory import Memory
from batteryviz.tui.settings import Settings
from program import TOY

SIZES = ((60, 20), (80, 24), (100, 30), (160, 50))
_LOOKS = 200
_NAMES = {" ": "space", "/": "slash", "-": "minus", ".": "full_stop"}


class Reader:
    """One reader at one terminal."""

    def __init__(self, app: Explorer, pilot: "Pilot[int]") -> None:
        self.app = app
        self.pilot = pilot
        self.keys = 0
        """How many keys were pressed."""

    async def press(self, *keys: str) -> None:
        """Press keys, each answered before the next."""
        for key in keys:
            self.keys += 1
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Type ``words``."""
        await self.press(*(_NAMES.get(sign, sign) for sign in words))

    async def settle(self) -> None:
        """Wait until nothing is left to do."""
        await self.pilot.pause()
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, as text."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def screen(self) -> str:
        """The whole screen, as text."""
        return "\n".join(self.lines)

    @property
    def card(self) -> str:
        """The whole document that lies over the page, its words in one line."""
        view = self.app.screen.query_one(DocumentView)
        lines = (view.plain_line(number) for number in range(view.virtual_size.height))
        return " ".join(" ".join(lines).split())

    async def click_on(self, words: str) -> None:
        """Click in the middle of ``words``, wherever they stand on the screen."""
        for row, line in enumerate(self.lines):
            if words in line:
                column = line.index(words) + len(words) // 2
                await self.pilot.click(offset=(column, row))
                await self.settle()
                return
        raise AssertionError(f"{words!r} is not on the screen:\n{self.screen}")


@asynccontextmanager
async def reading(
    size: tuple[int, int] = (100, 30),
    *,
    specs: Path | None = TOY,
    settings: Settings | None = None,
    memory: Memory | None = None,
) -> AsyncIterator[Reader]:
    """Open the explorer on a pack (``None``: the shipped one) and give a reader to it."""
    library = open_library(str(specs) if specs else None)
    app = Explorer(library, None, settings, memory)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader


async def until(pilot: "Pilot[int]", holds: Callable[[], bool]) -> None:
    """Wait until ``holds`` says so; a machine that works on other things too needs longer."""
    for _ in range(_LOOKS):
        if holds():
            return
        await pilot.pause()
    raise AssertionError("what the test waited for did not come")
