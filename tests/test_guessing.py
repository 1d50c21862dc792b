"""Guesses at what a misspelt word may have meant: right for slips, cheap for strangers."""

import difflib
import time

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.guessing import LONGEST_TRIED, MOST_TRIED, Guesses

NAMES = [
    "lamp",
    "stand",
    "mast",
    "hut",
    "cart",
    "wagon",
    "lens",
    "mirror",
    "flare",
    "signal",
    "dynamo",
    "tower",
    "winch",
    "cable",
    "shelter",
    "trailer",
    "beacon",
    "horn",
    "ladder",
    "crane",
    "pump",
    "wheel",
]
"""Words that ids are made of."""


def slips(word: str) -> list[str]:
    """Return ``word`` with a letter left out, with one too many, and with one that is wrong."""
    middle = len(word) // 2
    begin, end = word[:middle], word[middle:]
    return [begin + end[1:], f"{begin}x{end}", f"{begin}q{end[1:]}"]


def test_a_slip_in_any_id_gets_its_guess(toy: Catalog) -> None:
    """The nearest word by the measure of the standard library, and of equals the last."""
    for known in (sorted(toy.claims), sorted(toy.sources), sorted(toy.parameters)):
        guesses = Guesses()
        for word in known[:10]:
            for slip in slips(word):
                near = difflib.get_close_matches(slip, known, n=1, cutoff=0.6)
                assert near
                assert guesses.did_you_mean(slip, known) == f"; did you mean {near[0]}?"


def test_of_equally_near_words_the_last_is_the_guess() -> None:
    assert Guesses().did_you_mean("lamp-", ["lamp-a", "lamp-c", "lamp-b"]).endswith(" lamp-c?")
    assert Guesses().did_you_mean("lamp", ["zzz", "radar"]) == ""


def test_eighty_slips_among_many_words_all_get_their_guess() -> None:
    """More than a writer mends in one go, among nearly as many words as are tried."""
    known = [f"{first}-{second}" for first in NAMES for second in NAMES]
    guesses = Guesses()
    told = [guesses.did_you_mean(f"{word}x", known) for word in known[:80]]
    assert told == [f"; did you mean {word}?" for word in known[:80]]


@pytest.mark.parametrize(
    ("asked", "named"), [("aab", "abb"), ("abc", "aabbcc"), ("abcd", "dcba"), ("ab", "ab")]
)
@pytest.mark.parametrize("number", [1, 150, MOST_TRIED])
def test_words_made_to_be_nearly_alike_are_compared_for_a_bounded_time(
    asked: str, named: str, number: int
) -> None:
    """The first pair takes a hundredth of a second; hundreds of them would take seconds."""
    word = (asked * LONGEST_TRIED)[:LONGEST_TRIED]
    row = (named * LONGEST_TRIED)[: LONGEST_TRIED - 1]
    known = [f"{row[:at]}{sign}{row[at:]}" for sign in "vwxyz" for at in range(LONGEST_TRIED - 1)][
        :number
    ]
    guesses = Guesses()
    began = time.process_time()
    for _ in range(600):
        guesses.did_you_mean(word, known)
    assert time.process_time() - began < 2


def test_a_stranger_who_spends_all_effort_is_told_nothing_more() -> None:
    known = [f"{number:03}" for number in range(MOST_TRIED)]
    guesses = Guesses()
    asked = 0
    while guesses.did_you_mean("1x23", known):
        asked += 1
        assert asked < 1_000
    assert asked > 50
    assert [guesses.did_you_mean("1x23", known) for _ in range(3)] == [""] * 3
