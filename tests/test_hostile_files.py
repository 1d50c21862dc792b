"""A spec file can never crash, hang or bloat the program: each is refused in clear words.

Every tenth broken pack is tried here; ``python scripts/prove.py packs`` tries all.
"""

import ast
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from batteryviz.safety import strict_yaml
from hostile import bad_syntax, bad_values
from hostile.broken import CLASSES, SAYS
from hostile.making import HEAD, VICTIM, Breaker
from hostile.refusals import changed_files, shortcomings
from hostile.trial import Trial, fresh_copy, try_out
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


def _without(refusal: str) -> type:
    """Return the builder of the strict reader as it would be without one of its refusals."""
    tree = ast.parse(Path(strict_yaml.__file__).read_text("utf-8"))
    found = 0
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            lines = getattr(node, field, None)
            if not isinstance(lines, list):
                continue
            for number, line in enumerate(lines):
                if isinstance(line, ast.Raise) and refusal in ast.unparse(line):
                    lines[number] = ast.copy_location(ast.Pass(), line)
                    found += 1
    assert found == 1, refusal
    inside: dict[str, object] = {"__name__": strict_yaml.__name__}
    exec(compile(tree, strict_yaml.__file__, "exec"), inside)  # noqa: S102 - our own module
    inside |= {"SpecSyntaxError": strict_yaml.SpecSyntaxError}
    builder = inside["_Builder"]
    assert isinstance(builder, type)
    return builder


@pytest.mark.parametrize(
    ("refusal", "breakers"),
    [
        ("anchors and aliases", bad_syntax.bombs),
        ("tags (!)", bad_syntax.anchors_and_tags),
        ("holds one document", bad_syntax.documents),
        ("nested deeper", bad_syntax.block_nesting),
        ("a number has at most", bad_values.huge_numbers),
        ("_NoNumberError('write numbers", bad_values.number_forms),
        ("values under one key", bad_values.floods),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_class_fails_when_its_refusal_is_switched_off(
    refusal: str,
    breakers: Callable[[], Iterator[Breaker]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else its files would be refused for another reason, and prove nothing of this one."""
    # Trials are forked, so that what is changed here holds in them.
    monkeypatch.setattr(strict_yaml, "_Builder", _without(refusal))
    assert any(refused.faults for refused in broken_packs(tmp_path, [breakers]))


def test_who_blames_another_file_or_says_nothing_is_no_clear_refusal() -> None:
    changed = {VICTIM: ""}
    good = f"{VICTIM}:1:1: not UTF-8 text\nbatteryviz: the specs do not load\n"

    def judged(words: str) -> list[str]:
        return shortcomings(Trial(65, b"", words.encode(), 0, 0), changed, "not UTF-8 text")

    assert judged(good) == []
    assert judged(f"terms.yaml:1:1: not UTF-8 text\n{good}")
    assert judged(good.replace("not UTF-8 text", "x"))
    assert judged(good.replace(VICTIM, "terms.yaml"))


def test_a_file_that_cannot_be_read_or_is_swapped_is_named_and_no_other(tmp_path: Path) -> None:
    """Closed to the reader, gone, or a link, a pipe, a folder by the time it is opened."""
    tried = list(packs_out_of_reach(tmp_path, PART))
    assert len(tried) > PART
    assert [refused for refused in tried if refused.faults] == []


def test_there_are_twelve_hundred_different_ones_in_two_dozen_classes(tmp_path: Path) -> None:
    """Each breaker breaks something that no other one breaks."""
    assert len(CLASSES) == 25
    assert list(SAYS) == [breakers.__name__ for breakers in CLASSES]
    seen: set[str] = set()
    for breakers in CLASSES:
        for break_it in breakers():
            pack = fresh_copy(TOY, tmp_path / "pack")
            break_it(pack)
            changes = changed_files(TOY, pack)
            assert changes
            seen.add(hashlib.sha256(repr(sorted(changes.items())).encode()).hexdigest())
    assert len(seen) >= 1_200
