"""A spec file can never crash, hang or bloat the program: each is refused in clear words.

Every tenth broken pack is tried here; ``python scripts/prove.py packs`` tries all.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hostile.broken import CLASSES
from hostile.making import HEAD, VICTIM, Breaker
from hostile.refusals import changed_files
from hostile.trial import fresh_copy, try_out
from program import TOY
from reliability.packs import broken_packs, packs_out_of_reach

pytestmark = [
    pytest.mark.proofs,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="trials are forked"),
]

PART = 10
"""One in so many broken packs is tried."""


def test_the_pack_that_is_broken_below_is_sound_when_whole(pack: Path) -> None:
    """Without this, a pack that never loads would pass every trial."""
    trial = try_out(["list", "--specs", str(pack)])
    assert (trial.code, trial.err) == (0, b"")
    (pack / VICTIM).write_text(HEAD, encoding="utf-8")
    trial = try_out(["list", "--specs", str(pack)])
    assert trial.code == 0
    assert b"Bad lamp" in trial.out


@pytest.mark.parametrize("breakers", CLASSES, ids=lambda made: made.__name__)
def test_each_broken_pack_is_refused_in_clear_words_at_a_small_price(
    breakers: Callable[[], Iterator[Breaker]], tmp_path: Path
) -> None:
    """Exit code 65, words that name the broken file, and little time and memory.

    Seconds are the processor's, not the clock's: a busy machine does not fail this.
    """
    tried = list(broken_packs(tmp_path, [breakers], PART))
    assert tried
    assert [refused for refused in tried if refused.faults] == []


def test_a_file_that_cannot_be_read_or_is_swapped_is_named_and_no_other(tmp_path: Path) -> None:
    """Closed to the reader, gone, or a link, a pipe, a folder by the time it is opened."""
    tried = list(packs_out_of_reach(tmp_path, PART))
    assert len(tried) > PART
    assert [refused for refused in tried if refused.faults] == []


def test_there_are_twelve_hundred_different_ones_in_two_dozen_classes(tmp_path: Path) -> None:
    """Each breaker breaks something that no other one breaks."""
    assert len(CLASSES) == 25
    seen: set[str] = set()
    for breakers in CLASSES:
        for break_it in breakers():
            pack = fresh_copy(TOY, tmp_path / "pack")
            break_it(pack)
            changes = changed_files(TOY, pack)
            assert changes
            seen.add(hashlib.sha256(repr(sorted(changes.items())).encode()).hexdigest())
    assert len(seen) >= 1_200
