"""The terminal of a session, on POSIX: it is taken once and given back once.

Textual's own driver ends at bytes it cannot read, begins a second time when a process that
runs is told to go on, and waits without an end for a terminal that has stopped reading.
"""

import os
import selectors
import signal
import subprocess
import sys
import termios
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Full
from typing import TYPE_CHECKING, Any, Final, cast

from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

from batteryviz.tui.typed import Typed

if TYPE_CHECKING:
    from batteryviz.tui.running import Session

REPORTS_OFF: Final = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?2026l"
)
"""What ends all reports: of the mouse, the focus, pastes and sizes; and a drawing begun."""

SCREEN_BACK: Final = "\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"
"""What gives back line wrap, the keyboard, the screen and the cursor."""

SHORT: Final = 0.1
"""Seconds a session that was ended by a signal waits for what may never come."""

OPENING = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
"""A program that opens an address, and says whether there was a browser."""

SOON_ENDED = 20.0
"""Seconds in which a browser that fails has not been seen by the reader."""


class TerminalDriver(LinuxDriver):
    """Takes the terminal for a session, reads it, and gives it back whatever happens."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Leave the terminal alone until the application mode is started."""
        self._session = cast("Session", app)
        self._first_settings: list[Any] | None = None
        self._was_continued = False
        self.is_given_back = True
        """Whether the terminal is as it was before the session took it."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # The number, as the stream of Python may be held by a thread that is stuck.
        self._output = self._file.fileno() if self._file is not None else self.fileno

    # Taking the terminal, and giving it back

    def start_application_mode(self) -> None:
        """Take the terminal."""
        # A thread of a time before, should it still be there, keeps the event that ended it.
        self.exit_event = threading.Event()
        # What is given back is what the session found at its very beginning.
        if self._first_settings is None:
            with suppress(termios.error):
                self._first_settings = termios.tcgetattr(self.fileno)
        self.is_given_back = False
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # A session begun in the background was stopped there, and has taken nothing yet.
        self.is_given_back = self._writer_thread is None

    def write(self, data: str) -> None:
        """Hand ``data`` to the terminal; without one, while suspended, nothing is drawn."""
        writer = self._writer_thread
        while writer is not None and writer is self._writer_thread and writer.is_alive():
            # Waited for in steps: meanwhile the terminal may be given back.
            with suppress(Full):
                writer._queue.put(data, timeout=SHORT)
                return

    def stop_application_mode(self) -> None:
        """Give the terminal back; a second time nothing happens."""
        writer, self._writer_thread = self._writer_thread, None
        if writer is None:
            return
        with _never_stopped():
            is_hurried = bool(self._session.ended_by)
            if is_hurried:
                self._restore_settings()
            _finish(writer, SHORT if is_hurried else None)
            self._write_now(REPORTS_OFF)
            self.disable_input()
            if self._is_in_front():
                with suppress(termios.error):
                    termios.tcflush(self.fileno, termios.TCIFLUSH)
            self._restore_settings()
            self._write_now(SCREEN_BACK)
        self.is_given_back = True

    def let_go(self) -> None:
        """Give back what can be given back without waiting for anything."""
        with _never_stopped(), suppress(OSError):
            self._restore_settings()
            # Opened anew: whether writing waits is a matter of how a file was opened.
            name = os.ttyname(self._output)
            terminal = os.open(name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            os.write(terminal, f"{REPORTS_OFF}{SCREEN_BACK}".encode())

    def disable_input(self) -> None:
        """Read no more of the terminal."""
        reading, self._key_thread = self._key_thread, None
        if reading is None:
            return
        # Python takes handlers from its first thread alone.
        with suppress(ValueError):
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self.exit_event.set()
        if reading is not threading.current_thread():
            reading.join(5 * SHORT)

    def _restore_settings(self) -> None:
        # In the background the settings are those of the shell, which reads its own line.
        if self._first_settings is not None and self._is_in_front():
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._first_settings)

    def _write_now(self, text: str) -> None:
        """Write past the thread that has ended, or is stuck."""
        with suppress(OSError):
            os.write(self._output, text.encode())

    def _is_in_front(self) -> bool:
        """Say whether the terminal is ours to use: a shell may have it."""
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            # Of a terminal that steers no processes there is no background.
            return True

    # Being stopped, and going on

    def _sigtstp_application(self, *_: Any) -> None:
        """Suspend after this step: the one that is interrupted may be writing."""
        self._after_this_step(self._suspend)

    def _sigcont_application(self, *_: Any) -> None:
        """Go on after this step."""
        self._was_continued = True
        self._after_this_step(self._go_on)

    def _after_this_step(self, act: Callable[[], None]) -> None:
        # The loop is closed when the session is over.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(act)

    def _suspend(self) -> None:
        """Give the terminal back, and stop with all that was started with us."""
        if self._session.ended_by or self._session.is_leaving or self._writer_thread is None:
            return
        self._must_signal_resume = True
        self.stop_application_mode()
        self._was_continued = False
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            # The kernel knows best whether there is a shell: without one it does not stop us.
            os.kill(0, signal.SIGTSTP)
            time.sleep(SHORT)
        finally:
            signal.signal(signal.SIGTSTP, handler)
        if not self._was_continued:
            self._go_on()
            self._session.say("there is no shell here to go back to")

    def _go_on(self) -> None:
        """Take the terminal again, if it was given back; else put right what another did."""
        if self._session.ended_by or self._session.is_leaving:
            return
        if not self._is_in_front():
            os.kill(os.getpid(), signal.SIGSTOP)
        elif self._writer_thread is None:
            self._must_signal_resume = True
            self.start_application_mode()
        else:
            self._take_again()

    def _take_again(self) -> None:
        """Set up anew what a shell may have changed while something else had stopped us."""
        if self._first_settings is not None:
            settings: list[Any] = list(self._first_settings)
            settings[tty.IFLAG] = self._patch_iflag(settings[tty.IFLAG])
            settings[tty.LFLAG] = self._patch_lflag(settings[tty.LFLAG])
            settings[tty.CC] = list(settings[tty.CC])
            settings[tty.CC][termios.VMIN] = 1
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, settings)
        self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h")
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        self._enable_mouse_support()
        if self._in_band_window_resize:
            self._enable_in_band_window_resize()
        if self._mouse_pixels:
            self._enable_mouse_pixels()
        self.send_message(self.SignalResume())

    # Reading

    def _run_input_thread(self) -> None:
        """Read, and let a fault of ours end the session as any other fault does."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - handed on
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read what is typed until the session ends, or the terminal does."""
        is_over, typed = self.exit_event, Typed(debug=self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not is_over.is_set():
                if selector.select(SHORT):
                    try:
                        data = os.read(self.fileno, 65_536)
                    except OSError:
                        data = b""
                    if not data:
                        self._session.end_by_signal(signal.SIGHUP, None)
                        return
                    for message in typed.read(data):
                        self.process_message(message)
                for message in typed.tick():
                    self.process_message(message)

    # Addresses

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open ``url`` in a browser, which gets neither our terminal nor our time."""
        del new_tab
        threading.Thread(target=self._open, args=(url,), daemon=True).start()

    def _open(self, url: str) -> None:
        start = time.monotonic()
        try:
            # The address is an argument of a program that opens addresses, and https alone.
            failed = subprocess.run(  # noqa: S603
                [sys.executable, "-I", "-c", OPENING, url],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                check=False,
            ).returncode
        except OSError:
            failed = 1
        if failed and time.monotonic() - start < SOON_ENDED:
            words = "no browser was found: copy the address with y"
            self._app.call_later(self._session.say, words)


def _finish(writer: WriterThread, seconds: float | None) -> None:
    """Let ``writer`` write what it was given, for at most so many seconds."""
    with suppress(Full):
        writer._queue.put(None, timeout=seconds)
        writer.join(seconds)


@contextmanager
def _never_stopped() -> Iterator[None]:
    """Use the terminal from the background too, where the kernel would stop us for it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
