"""The reader's way through the pages: visiting, back and forward, always to the same place."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from textual import events
from textual.widgets import ContentSwitcher

from batteryviz.compiled.opening import Library
from batteryviz.tui.asking import Asking
from batteryviz.tui.journey import Journey, Visit
from batteryviz.tui.page import Page
from batteryviz.tui.pages import PAGES

_PATIENCE = 0.5
"""Seconds a key waits for the page it is meant for; a page in sight takes a few hundredths."""


class Travelling(Asking):
    """An app whose pages are made when first visited, and kept."""

    library: Library
    _has_answered = False

    def __init__(self) -> None:
        """Begin nowhere."""
        super().__init__()
        self.journey = Journey()

    async def on_event(self, event: events.Event) -> None:
        """Answer; what was typed before the first page had its room waits for that."""
        if isinstance(event, events.InputEvent) and not (self._has_answered or self.is_leaving):
            self._has_answered = True
            await self._laid_out()
        await super().on_event(event)

    @property
    def page(self) -> Page:
        """The page in sight."""
        switcher = self.query_one("#pages", ContentSwitcher)
        return switcher.query_one(f"#{switcher.current}", Page)

    @property
    def page_number(self) -> int:
        """The place of the page in sight among ``PAGES``."""
        current = self.query_one("#pages", ContentSwitcher).current
        return next(n for n, page in enumerate(PAGES) if f"page-{page.slug}" == current)

    def show_frame(self) -> None:
        """Show where the reader is and what can be done here."""
        raise NotImplementedError

    def visit(self, key: str, words: Sequence[str] = ()) -> None:
        """Go to the page ``key`` and remember it; of its rows, to one that holds ``words``."""
        self.journey.go(key, self.page.place)
        self.call_later(self.show_here, words)

    def arrived(self, key: str) -> None:
        """Remember that the page in sight now shows ``key``."""
        self.journey.go(key, self.page.place)

    def passed_on(self, left: str, key: str) -> None:
        """Remember that the page in sight, which showed ``left``, shows ``key`` in passing."""
        here = self.journey.here
        # A key typed ahead may already have led elsewhere.
        if here is not None and here.key in {left, *PAGES[_number_of(key)].rooms}:
            self.journey.pass_on(key, self.page.place)

    async def show_here(self, words: Sequence[str] = ()) -> None:
        """Show the page the journey is at, and of its rows one that holds ``words``."""
        if self.journey.here is not None and not self.is_leaving:
            await self.show_visit(self.journey.here)
            view = self.page.current()
            if words and view is not None:
                view.select_words(words)

    async def show_visit(self, visit: Visit) -> None:
        """Show a page, at the place where the reader left it, and wait until it is laid out."""
        await self.turn_to(visit)
        await self._laid_out()

    async def turn_to(self, visit: Visit) -> None:
        """Turn to a page, at the place where the reader left it."""
        await self._switch(_number_of(visit.key))
        self.page.open(visit.key)
        if visit.place.row or visit.place.line:
            self.page.return_to(visit.place)
        self.show_frame()

    async def _switch(self, number: int) -> None:
        switcher = self.query_one("#pages", ContentSwitcher)
        name = f"page-{PAGES[number].slug}"
        if switcher.current == name:
            if self.focused is None:
                self.page.take_focus()
            return
        if not switcher.query(f"#{name}"):
            self.read_all_styles()
            await switcher.mount(PAGES[number].make(self.library))
        switcher.current = name
        self.page.take_focus()

    async def _laid_out(self) -> None:
        """Wait until the page has its room: without rows, keys typed ahead move nothing."""
        laid_out = asyncio.Event()
        self.page.call_after_refresh(laid_out.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(laid_out.wait(), _PATIENCE)

    async def action_page(self, number: int) -> None:
        """Go to a page as it was left."""
        left_at = self.page.place
        await self._switch(number)
        key = self.page.way_back or PAGES[number].rooms[0]
        self.journey.go(key, left_at, in_passing=True)
        self.show_frame()
        await self._laid_out()

    async def action_back(self) -> None:
        """Go back to where the reader came from."""
        visit = self.journey.back(self.page.place)
        if visit is None:
            self.say("this is where you began")
        else:
            await self.show_visit(visit)

    async def action_forward(self) -> None:
        """Go forward again."""
        visit = self.journey.forward(self.page.place)
        if visit is None:
            self.say("there is nothing ahead")
        else:
            await self.show_visit(visit)


def _number_of(key: str) -> int:
    """Return the place among ``PAGES`` of the one that shows ``key``."""
    room = key.partition(":")[0]
    return next((number for number, page in enumerate(PAGES) if room in page.rooms), 0)
