"""A monkey at the explorer: keys, bursts, clicks, pastes and sizes, from a seed.

    PYTHONPATH=tests python -m reliability.monkey --keys 100000

What it types goes through the explorer's own reader of terminal input, as bytes from a real
keyboard do; some of them are no UTF-8, and some mean nothing. A paste that leaves is a failure.
Sessions are short and take turns over five packs: the shipped one, the toy pack, one whose
every text is odd, one that composes no battery, and one that says next to nothing.
``--seed S --session N`` plays one of them again.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.app import ScreenStackError
from textual.geometry import Size
from textual.pilot import Pilot

from batteryviz.compiled.opening import Library, open_library
from batteryviz.tui import app as explorer
from batteryviz.tui.app import Explorer
from batteryviz.tui.memory import Memory
from batteryviz.tui.typed import Typed
from program import SHIPPED, TOY
from reliability import odd_pack, report

SESSION = 250
"""Keys of one session, unless it is left before."""

MOST_FAILURES = 25
"""Failures after which there is enough to mend."""

USUAL = ((80, 24), (60, 20), (100, 30), (160, 50))
ODD = ((1, 1), (500, 200), (2, 200), (500, 1))
MOST_CELLS = 12_000

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "page up": "\x1b[5~",
    "page down": "\x1b[6~",
    "shift tab": "\x1b[Z",
    "f1": "\x1bOP",
    "delete": "\x1b[3~",
    "alt left": "\x1b[1;3D",
    "alt right": "\x1b[1;3C",
    "escape": "\x1b[27u",
}
OFTEN: tuple[str, ...] = (
    *"\r\r\r\t",
    *KEYS.values(),
    KEYS["escape"],
    KEYS["down"],
    KEYS["page down"],
)
LETTERS = "123456789/yYeuvoCT?:PdDmMbtaswxfnjrhilcgkp+-= [](){}#.,;!@$%^&*|~'\"<>\x7f"
CONTROLS = "\x01\x02\x03\x04\x05\x06\x07\x0b\x0c\x0e\x0f\x10\x12\x13\x14\x15\x16\x17\x18\x19"
STRANGE = "äß漢😀\u0301\u200d\u202e\u00a0ŉǅ\ue000"
PALETTE, PAGE_DOWN = "\x10", KEYS["page down"]
PASTES = (
    "AN/MPQ-65",
    "[/]",
    "[@click=app.quit]x",
    "x" * 5_000,
    "\n" * 300,
    "'; drop table entries; --",
    '" AND NEAR( OR *',
    "漢" * 900,
    "\x00\x07\u202e",
)
WITH_ESCAPES = (
    "hello \x1b q world",
    "x \x1bo\x1b y \x1b[27u q \x1b[200~ q",
    "\x1b" * 50 + "q\x11q",
    "\x1b q 2 " * 3_000,
)
"""What stands in a paste is text: none of it is a key that leaves, or opens an address."""
IMPOSSIBLE: tuple[bytes, ...] = (
    *(b"\x1b[1114112u", b"\x1b[99999999999u", b"\x1b[9999999999999999999~", b"\x1b[55296u"),
    *(b"\x1b[97;;55296u", b"\x1b[97;;1114112u", b"\x1b[1114112;5u", b"\x1b[0;0;0M"),
    *(b"\x1b[48;0;0;0;0t", b"\x1b[48;99999;99999;9;9t", b"\x1b[<99999999999;1;1M"),
    *(b"\xff", b"caf\xe9", b"\xed\xa0\x80", b"\xc3\x1b[A", b"\xf5\x80\x80\x80", b"\xfe\xff"),
)
"""Sequences whose code no sign has, sizes no window has, and bytes that are no UTF-8."""
PASTE, PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"


READ = 1_000
"""Bytes that come from a terminal at once: a mark may be cut in two."""


class Resize(NamedTuple):
    """The window takes another size."""

    width: int
    height: int


Act = str | bytes | Resize
"""Keys as text, bytes as they come from a terminal, or another size."""


def acts(seed: str) -> Iterator[tuple[Act, int]]:
    """Yield what the monkey does, and how many keys that is, without an end."""
    chance = random.Random(seed)  # noqa: S311 - a game, not a secret
    size, stays = Resize(100, 30), 0
    while True:
        stays -= 1
        if size.width * size.height > MOST_CELLS and stays < 0:
            # A vast window costs a tenth of a second a key: it is not stayed in.
            size = Resize(*chance.choice(USUAL))
            yield size, 0
        what = chance.random()
        if what < 0.50:
            yield _key(chance), 1
        elif what < 0.64:
            burst = [_key(chance) for _ in range(chance.randint(2, 30))]
            yield "".join(burst), len(burst)
        elif what < 0.65:
            yield PALETTE + PAGE_DOWN * 3, 4
        elif what < 0.77:
            yield _mouse(chance, size), 1
        elif what < 0.83:
            pasted = chance.choice(chance.choice((PASTES, WITH_ESCAPES)))
            yield PASTE + pasted.encode() + PASTE_ENDS, 1
        elif what < 0.87:
            yield chance.choice(IMPOSSIBLE), 1
        elif what < 0.90:
            size, stays = _size(chance), 2
            yield size, 0
        else:
            key = chance.choice((*KEYS.values(), "+", "-", "\r", "n", "b"))
            times = chance.randint(2, 40)
            yield key * times, times


def _key(chance: random.Random) -> str:
    what = chance.random()
    if what < 0.45:
        return chance.choice(OFTEN)
    if what < 0.93:
        return chance.choice(LETTERS)
    if what < 0.97:
        return chance.choice(CONTROLS)
    return "q" if what < 0.98 else chance.choice(STRANGE)


def _mouse(chance: random.Random, size: Resize) -> str:
    # Now and then outside the window: terminals report that while a button is held.
    x, y = (chance.randint(0 if chance.random() < 0.05 else 1, side) for side in size)
    button = chance.choice((0, 0, 0, 0, 1, 2, 64, 65, 35, 32, 4, 16))
    press = f"\x1b[<{button};{x};{y}M"
    return press if button in {64, 65, 35} else press + f"\x1b[<{button};{x};{y}m"


def _size(chance: random.Random) -> Resize:
    if chance.random() < 0.6:
        return Resize(*chance.choice((*USUAL, *ODD)))
    return Resize(chance.randint(1, 200), chance.randint(1, 80))


class Watched(Explorer):
    """The explorer, which tells which address it would have opened in a browser."""

    # Textual looks for it beside the module of each class.
    CSS_PATH = str(Path(explorer.__file__).with_name("explorer.tcss"))
    opened: tuple[str, ...] = ()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Note ``url``; nothing is opened while a monkey plays."""
        del new_tab
        self.opened = (*self.opened, url)

    def _print_error_renderables(self) -> None:
        """Leave the words to whoever reads the exception."""
        self._exit_renderables.clear()


async def session(library: Library, memory: Memory, seed: str, keys: int) -> int:
    """Let the monkey play until it leaves or ``keys`` are typed; return their number.

    Raises whatever ended the explorer, and ``AssertionError`` when it would have opened
    anything but a web page.
    """
    app = Watched(library, None, None, memory)
    terminal = Typed()
    typed = 0
    async with app.run_test(size=(100, 30)) as pilot:
        # A session that ends meanwhile has no screen left for the pilot to look at.
        with contextlib.suppress(ScreenStackError):
            await pilot.pause(0)
        for act, number in acts(seed):
            was_leaving = app.is_leaving
            do(app, terminal, act)
            await settle(pilot)
            typed += number
            # Neither a paste nor what cannot be read is a key that leaves.
            if isinstance(act, bytes) and not was_leaving:
                assert not app.is_leaving, f"left by {act[:80]!r}"
            if app._exception is not None or not app.is_running or typed >= keys:
                break
        app.call_later(app.exit)
        task = app._task
        assert task is not None
        await asyncio.wait_for(asyncio.shield(task), 60)
    assert all(url.startswith("https://") for url in app.opened), app.opened
    return typed


def do(app: Explorer, terminal: Typed, act: Act) -> None:
    """Type ``act`` as a terminal would, or give the window another size."""
    driver = app._driver
    assert driver is not None
    if isinstance(act, Resize):
        size = Size(act.width, act.height)
        driver._size = size
        app.post_message(events.Resize(size, size))
        return
    data = act.encode("utf-8", "surrogatepass") if isinstance(act, str) else act
    for start in range(0, len(data), READ):
        for message in terminal.read(data[start : start + READ]):
            driver.process_message(message)


async def settle(pilot: "Pilot[int]") -> None:
    """Wait until what was typed has been answered."""
    # What comes from a driver is posted by way of the loop.
    for _ in range(5):
        await asyncio.sleep(0)
    if pilot.app.is_running and pilot.app._exception is None and pilot.app.screen_stack:
        # A session that ends meanwhile has no screen left for the pilot to look at.
        with contextlib.suppress(ScreenStackError):
            await pilot.pause(0)


class Failure(NamedTuple):
    """A session that did not end well, and how to play it again."""

    seed: str
    number: int
    pack: str
    what: str


def packs(folder: Path) -> list[Path]:
    """Return the packs the monkey plays with."""
    undrawn = Path(shutil.copytree(TOY, folder / "undrawn"))
    (undrawn / "batteries" / "full-battery.yaml").unlink()
    return [SHIPPED, TOY, odd_pack.make(folder / "odd"), undrawn, bare(folder / "bare")]


def bare(place: Path) -> Path:
    """Write a pack of one element of which nothing is stated to ``place``, and return it."""
    (place / "elements").mkdir(parents=True)
    shutil.copy(TOY / "pack.yaml", place)
    lines = ("kind: radar-set", "name: Lamp", "label: A lamp.", "summary: A lamp.")
    (place / "elements" / "lamp.yaml").write_text("\n".join(lines))
    return place


@contextlib.contextmanager
def somewhere(folder: Path) -> Iterator[None]:
    """Work in ``folder`` and keep everything there: what is exported and remembered too."""
    rooms = {f"XDG_{room}_HOME": str(folder / room.lower()) for room in ("DATA", "STATE", "CONFIG")}
    before = {name: os.environ.get(name) for name in rooms}
    os.environ |= rooms
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def play(seed: str, keys: int, folder: Path, only: int | None = None) -> tuple[int, list[Failure]]:
    """Play sessions until ``keys`` are typed; return their number and what failed."""
    libraries = [open_library(str(pack)) for pack in packs(folder)]
    memories = [Memory() for _ in libraries]
    typed, number = 0, 0
    failures: list[Failure] = []
    with somewhere(folder):
        while typed < keys and len(failures) < MOST_FAILURES:
            turn = number % len(libraries)
            if only in {None, number}:
                library = libraries[turn]
                told = f"{seed}:{number}"
                try:
                    typed += asyncio.run(session(library, memories[turn], told, SESSION))
                except Exception as error:
                    at = traceback.extract_tb(error.__traceback__)[-1]
                    what = f"{type(error).__name__}: {error}"[:500]
                    what = f"{what} ({at.filename}:{at.lineno}, {at.name})"
                    failures.append(Failure(seed, number, library.directory, what))
                    typed += 1
                    if only is not None:
                        raise
            elif number > (only or 0):
                break
            number += 1
    for library in libraries:
        library.store.close()
    return typed, failures


def main() -> int:
    """Play, tell of failures, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=100_000)
    parser.add_argument("--seed", default="monkey")
    parser.add_argument("--session", type=int, help="play this session alone")
    parser.add_argument("--monkeys", type=int, default=1, help="so many at once")
    asked = parser.parse_args()
    start = time.monotonic()
    one = asked.session is not None or asked.monkeys == 1
    seeds = [asked.seed] if one else [f"{asked.seed}-{n}" for n in range(asked.monkeys)]
    work = [(seed, -(-asked.keys // len(seeds)), asked.session) for seed in seeds]
    if len(work) == 1:
        results = [_alone(*work[0])]
    else:
        with multiprocessing.get_context("spawn").Pool(len(work)) as pool:
            results = pool.starmap(_alone, work)
    for failure in (failure for _, failures in results for failure in failures):
        sys.stderr.write(f"--seed {failure.seed} --session {failure.number}: {failure.what}\n")
    return report(
        "6 explorer",
        checks=sum(typed for typed, _ in results),
        failures=sum(len(failures) for _, failures in results),
        seconds=time.monotonic() - start,
    )


def _alone(seed: str, keys: int, only: int | None) -> tuple[int, list[Failure]]:
    with tempfile.TemporaryDirectory() as folder:
        return play(seed, keys, Path(folder), only)


if __name__ == "__main__":
    sys.exit(main())
