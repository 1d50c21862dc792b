"""The terminal comes back, and no command falls over the place where it is started.

``python scripts/prove.py endings surroundings`` tries all; here is a part.
"""

import os
import signal
import sys
from pathlib import Path

import pytest

from batteryviz.tui.pages import PAGES
from reader import reading
from reliability import endings
from reliability.surroundings import AS_USUAL, CLOSED, tries, untried

pytestmark = [
    pytest.mark.proofs,
    pytest.mark.skipif(sys.platform != "linux", reason="terminals and shells of Linux"),
]


OVER = {
    "Battery": "battalion on",
    "Elements": "address in",
    "Compare": "commands on",
    "Timeline": "help on",
    "Sources": "export on",
    "Glossary": "spec in",
    "Tour": "projector in",
    "Quiz": "search on",
}
"""What is opened on each page before it ends: every page, and every screen over one."""

PLACES = {place.name: place for place in endings.places()}


@pytest.mark.parametrize(
    "ending",
    [
        endings.by_signal_after(signal.SIGTERM, 0.5),
        endings.by_signal_at(signal.SIGINT, "before the terminal is touched"),
        endings.by_signal_at(signal.SIGTERM, "before the page is made"),
        endings.by_signal_at(signal.SIGHUP, "before the first paint"),
        endings.by_signal_while_busy,
        endings.by_keys(b"2q31"),
        endings.by_crash("while drawing"),
        endings.by_crash("at the start"),
        endings.by_suspending,
        endings.by_suspending_key,
    ],
    ids=[
        *("TERM early", "INT before", "TERM unmade", "HUP unpainted"),
        *("TERM while busy", "keys after q", "crash", "early crash", "suspend", "Ctrl+Z"),
    ],
)
def test_however_a_session_ends_the_terminal_is_as_before(
    ending: endings.Ending, tmp_path: Path
) -> None:
    """Settings, screen, mouse, paste, cursor, in time; and the exit code tells the truth."""
    assert endings.in_time(ending, tmp_path).faults == []


def test_from_every_page_and_every_screen_over_one_the_terminal_comes_back(tmp_path: Path) -> None:
    """By each of the three signals in turn; the session itself says what was in sight."""
    assert list(OVER) == [page.name for page in PAGES]
    done = []
    for turn, (page, action) in enumerate(OVER.items()):
        number = endings.SIGNALS[turn % len(endings.SIGNALS)]
        ending = endings.by_signal(number, PLACES[f"{action} {page}"])
        done.append(endings.in_time(ending, tmp_path))
    assert [one for one in done if one.faults] == []
    assert endings.unseen(done) == set()


def test_no_command_falls_over_bad_surroundings(tmp_path: Path) -> None:
    """No usable output, no home, no place to write; the explorer in each, commands in turn."""
    done = list(tries(tmp_path, step=12))
    assert [tried for tried in done if tried.faults] == []
    assert {tried.surroundings for tried in done} == {*AS_USUAL, *CLOSED}


def test_every_command_is_tried_in_bad_surroundings() -> None:
    """The program itself says which commands it has."""
    assert untried() == set()


async def test_in_a_folder_that_is_gone_nothing_is_saved_and_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    before = Path.cwd()
    monkeypatch.chdir(gone)
    gone.rmdir()
    try:
        async with reading() as reader:
            await reader.press("s")
            told = [str(each.message) for each in reader.app._notifications]
            assert told == ["not saved: the folder you started in is gone"]
            await reader.press("e", "enter")
            assert reader.app._exception is None
    finally:
        os.chdir(before)
