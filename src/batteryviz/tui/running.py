"""Running the explorer, and giving the terminal back whatever happens."""

import _thread
import asyncio
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from rich.console import COLOR_SYSTEMS, RenderableType
from textual import constants, events
from textual.driver import Driver

from batteryviz.compiled.opening import Library
from batteryviz.safety.folders import memory_file, settings_file
from batteryviz.safety.text import clean
from batteryviz.tui.app import Explorer
from batteryviz.tui.memory import keep, recall
from batteryviz.tui.settings import SettingsError, read_settings
from batteryviz.views.document import Units

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")

QUIET = 0.3
"""Seconds without a key or the mouse after which there is time to clear up."""

MOST_ROUNDS = 30
"""Rounds of the collector over what is young before it looks at everything unasked.

Python's own number is 10, a pause of 20 to 50 ms at every twentieth key.
"""

PATIENCE = 0.15
"""Seconds an action has to end after a signal."""

LONGEST = 0.25
"""Seconds the session has to end after a signal: then the terminal is taken from it."""

LAST = 0.2
"""Seconds that giving the terminal back may take then: nobody may be reading any more."""


def run(library: Library, units: Units | None, page: str = "", *, projector: bool = False) -> int:
    """Run the explorer, from ``page`` or where the reader left it; return the exit code.

    Raises ``SettingsError`` before anything is drawn, and whatever exception ended the
    explorer, once the terminal is as it was.
    """
    _check_environment()
    settings = read_settings(settings_file())
    place = memory_file() if settings.remember else None
    memory = recall(place)
    if page:
        memory.pack, memory.page = library.directory, page
    app = Session(library, units, settings, memory)
    app.projecting = projector
    code = None
    with _listening(app):
        try:
            code = app.run()
        except OSError:
            # The terminal itself went away.
            if not app.ended_by:
                raise
        keep(place, app.memory)
    if app.ended_by:
        return 128 + app.ended_by
    if app.failure is not None:
        raise app.failure
    if app.has_panicked:
        raise RuntimeError("the explorer stopped without saying why")
    return code or 0


def _check_environment() -> None:
    """Refuse a name that Rich does not know and would end at."""
    known, asked = ("auto", *COLOR_SYSTEMS), constants.COLOR_SYSTEM
    if asked not in known:
        told = clean(asked or "")[:100]
        raise SettingsError(f"TEXTUAL_COLOR_SYSTEM: {told!r} is none of {', '.join(known)}")


@contextmanager
def _listening(app: "Session") -> Iterator[None]:
    """Listen to those who want the program to end, from before anything is drawn."""
    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = [signal.signal(number, app.end_by_signal) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


class Session(Explorer):
    """The explorer in a real terminal, which is given back on a signal and after a crash."""

    has_panicked = False
    """Whether Textual gave up without an exception of ours."""
    _is_ready = False
    _dropping = _thread.allocate_lock()
    _clearing: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """Answer, and clear up when the reader has been still for a moment."""
        await super().on_event(event)
        if isinstance(event, events.InputEvent):
            if self._clearing is not None:
                self._clearing.cancel()
            self._clearing = asyncio.get_running_loop().call_later(QUIET, _clear_up)

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that was asked for, or our own; Windows has Textual's."""
        if constants.DRIVER is not None or sys.platform == "win32":
            try:
                return super().get_driver_class()
            except Exception as error:
                told = clean(constants.DRIVER or "")[:100]
                raise SettingsError(f"TEXTUAL_DRIVER: {told!r} is no driver") from error
        from batteryviz.tui.terminal_driver import TerminalDriver

        return TerminalDriver

    def panic(self, *renderables: RenderableType) -> None:
        """Note that the session did not end as it should."""
        self.has_panicked = True
        super().panic(*renderables)

    @property
    def failure(self) -> Exception | None:
        """The exception that ended the session."""
        return self._exception

    async def on_mount(self, event: events.Mount) -> None:
        """Begin."""
        await super().on_mount(event)
        self.call_after_refresh(_collect_from_now_on)
        self._is_ready = True

    def end_by_signal(self, number: int, frame: FrameType | None) -> None:
        """End the session: at once while the terminal is untouched, else after this step."""
        del frame
        if self.ended_by:
            return
        self.ended_by = number
        driver = self._driver
        if driver is None:
            os._exit(128 + number)
        if not self.is_leaving and self._loop is not None and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._end)
        # A thread of "threading" takes a lock, which the step that is interrupted may hold.
        _thread.start_new_thread(self._insist, (driver,))

    def _insist(self, driver: Driver) -> None:
        """Give the terminal back from another thread, if a long step does not end."""
        time.sleep(LONGEST)
        # No longer running, it is giving the terminal back.
        if self.is_running:
            _thread.start_new_thread(self._drop, ())
        time.sleep(LAST)
        # Only our own driver waits for a terminal that may have stopped reading.
        if not getattr(driver, "is_given_back", True):
            try:
                let_go: Callable[[], None] = getattr(driver, "let_go", lambda: None)
                let_go()
            finally:
                os._exit(128 + self.ended_by)

    def _end(self) -> None:
        if not self._is_ready:
            # No page is there yet, and no place to remember: only the terminal has to come back.
            self._drop()
        # Between two actions, not in the middle of one; but never later than this.
        self.call_later(self.exit)
        asyncio.get_running_loop().call_later(PATIENCE, self._leave_now)

    def _drop(self) -> NoReturn:
        """Give the terminal back and end, whatever else goes on."""
        # Never released: a second thread that comes here waits for the end.
        self._dropping.acquire()
        # Without a driver, nothing more is drawn.
        driver, self._driver = self._driver, None
        try:
            if driver is not None:
                driver.stop_application_mode()
                driver.close()
            # Another thread may be at it; it has until the second one that insists.
            while not getattr(driver, "is_given_back", True):
                time.sleep(LAST / 20)
        finally:
            os._exit(128 + self.ended_by)

    def _leave_now(self) -> None:
        if not self.is_leaving:
            self.exit()

    def exit(
        self,
        result: int | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Note where the reader is, for the next session, and end."""
        self.remember()
        super().exit(result, return_code, message)

    def _print_error_renderables(self) -> None:
        """Leave the words to the command line: one line, and the traceback only on request."""
        self._exit_renderables.clear()


def _collect_from_now_on() -> None:
    """Clear what the start left behind, keep the rest for good, and watch what comes after."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], MOST_ROUNDS)
    gc.enable()


def _clear_up() -> None:
    """Look at everything, if the collector has looked at what is young since it last did."""
    if gc.isenabled() and gc.get_count()[2]:
        gc.collect()
