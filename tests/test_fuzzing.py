"""What was found once by fuzzing is met for ever, and a little is fuzzed anew.

``python -m reliability.fuzz --seconds N`` goes on for as long as it is let, and keeps
what it finds in ``tests/reliability/finds``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import fuzz
from reliability.payloads import own_folders
from reliability.planting import read_content, write_pack

pytestmark = pytest.mark.proofs

FINDS = sorted(fuzz.FINDS.iterdir())


@pytest.mark.parametrize("find", FINDS, ids=lambda find: find.stem)
def test_a_find_stays_mended(find: Path) -> None:
    assert fuzz.faults_of(find.name.partition("-")[0], find.read_bytes()) == []


def test_there_are_finds_for_every_target() -> None:
    assert {find.name.partition("-")[0] for find in FINDS} == set(fuzz.TARGETS)


@pytest.mark.parametrize("target", ["cleaner", "reader", "search"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_text_is_answered_or_refused(target: str, seed: int) -> None:
    data = fuzz.made(target, seed)
    assert fuzz.faults_of(target, data) == [], data


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_any_file_is_refused_or_its_pack_is_written_in_every_format(seed: int) -> None:
    data = fuzz.made("loader", seed)
    assert fuzz.faults_of("loader", data) == [], data


def test_a_good_part_of_what_is_made_loads_and_is_written() -> None:
    """Without this, a fuzzer whose every file is refused would find no fault of a writer."""
    from batteryviz.catalog.faults import PackError
    from batteryviz.catalog.loading import load

    loaded = 0
    with own_folders() as work:
        for seed in range(12):
            name, _, content = fuzz.made("loader", seed).partition(b"\n")
            pack = write_pack(read_content(), work / "pack")
            (pack / name.decode()).write_bytes(content)
            try:
                load(pack)
            except PackError:
                continue
            loaded += 1
    assert 1 <= loaded <= 11


def test_a_target_that_fails_is_a_find(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(data: bytes) -> Iterator[str]:
        raise KeyError(data)

    monkeypatch.setitem(fuzz.TARGETS, "search", broken)
    monkeypatch.setattr(fuzz, "FINDS", tmp_path / "finds")
    assert fuzz.faults_of("search", b"x") == ["KeyError: b'x'"]
    assert fuzz.keep("search", b"x").read_bytes() == b"x"
