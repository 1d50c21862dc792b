"""The terminal comes back, and no command falls over the place where it is started.

``python scripts/prove.py endings surroundings`` tries all; here is a part.
"""

import os
import signal
import sys
from pathlib import Path

import pytest

from reader import reading
from reliability import endings
from reliability.surroundings import AS_USUAL, tries

pytestmark = [
    pytest.mark.proofs,
    pytest.mark.skipif(sys.platform != "linux", reason="terminals and shells of Linux"),
]


@pytest.mark.parametrize(
    "ending",
    [
        endings.by_signal(signal.SIGINT, "in a comparison"),
        endings.by_signal(signal.SIGTERM, "in the finder"),
        endings.by_signal(signal.SIGHUP, "over a spec file"),
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
        *("INT", "TERM", "HUP", "TERM early", "INT before", "TERM unmade", "HUP unpainted"),
        *("TERM while busy", "keys after q", "crash", "early crash", "suspend", "Ctrl+Z"),
    ],
)
def test_however_a_session_ends_the_terminal_is_as_before(
    ending: endings.Ending, tmp_path: Path
) -> None:
    """Settings, screen, mouse, paste, cursor; and the exit code tells the truth."""
    assert ending(tmp_path).faults == []


def test_no_command_falls_over_bad_surroundings(tmp_path: Path) -> None:
    """Outputs closed or full, no home, a folder that cannot be written or is gone."""
    done = list(tries(tmp_path, step=19))
    assert [tried for tried in done if tried.faults] == []
    assert len(done) >= len(AS_USUAL)


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
