"""The one cleaner of text: nothing that leaves it can drive a terminal or a layout."""

import sys
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from batteryviz.safety.text import (
    LONGEST_TEXT,
    MOST_NORMALISED,
    MOST_WITHOUT_WIDTH,
    REPLACEMENT,
    clean,
    is_seen,
)

any_text = st.text(alphabet=st.characters(), max_size=200)
"""All of Unicode, surrogates and unassigned code points included."""

hostile = st.text(
    alphabet=st.sampled_from(
        "\x00\x07\x1b\x7f\x9b\x9d\u202e\u2066\ufeff\u200d\u0301\ud800\uffffaé\n\t\r"
    ),
    max_size=60,
)


@given(any_text | hostile)
@settings(max_examples=500, deadline=None)
@example("e\u0301" * 5000)
@example("a" + "\u0301" * 50 + "\u00a0\u0308")
@example("\u1100" + "\u0301" * 6 + "\u1161")
@example("a" + "\u0301" * 40 + "\u0334" * 40)
@example("a" + "\u0f73\u200d" * 40 + "e\u0301")
def test_cleaned_text_is_harmless(text: str) -> None:
    cleaned = clean(text)
    for character in cleaned:
        category = unicodedata.category(character)
        assert category not in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
        assert category != "Cf" or character in "\u200c\u200d"
    assert len(cleaned) <= LONGEST_TEXT
    cleaned.encode("utf-8")


@given(any_text | hostile)
@settings(max_examples=500, deadline=None)
@example("a" + "\u0301" * 40 + "\u0334" * 40)
@example("\u1100" + "\u1161" * 40 + "\u0301e\u0301")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(any_text | hostile)
@settings(max_examples=300, deadline=None)
def test_cleaned_text_is_in_nfc_with_bounded_marks(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    run = 0
    for character in cleaned:
        run = run + 1 if unicodedata.category(character) in {"Mn", "Mc", "Me"} else 0
        assert run <= MOST_WITHOUT_WIDTH


@given(
    st.text(
        alphabet=st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")), max_size=80
    )
)
def test_plain_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b31m", f"{REPLACEMENT}31m"),
        ("a\u202eb\u2066c", f"a{REPLACEMENT}b{REPLACEMENT}c"),
        ("\ud800", REPLACEMENT),
        ("\uffff\ue000", REPLACEMENT * 2),
        ("a\tb\r\nc\u2028d\x85e", "a b  c d e"),
        ("no\u00a0break\u2003space", "no break space"),
        ("cafe\u0301", "café"),
        ("soft\u00adhyphen\ufeff", f"soft{REPLACEMENT}hyphen{REPLACEMENT}"),
        ("کتاب\u200cها", "کتاب\u200cها"),
        ("Αθήνα Київ Öl €", "Αθήνα Київ Öl €"),
    ],
)
def test_each_kind_of_character_has_one_treatment(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_no_sign_there_is_comes_out_that_steers_or_means_nothing() -> None:
    """A letter between two of them, as only a few without width stay in a row."""
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    for start in range(0, len(signs), LONGEST_TEXT // 4):
        cleaned = clean("a".join(signs[start : start + LONGEST_TEXT // 4]))
        steering = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        odd = {sign for sign in cleaned if unicodedata.category(sign) in steering}
        assert odd <= {"\u200c", "\u200d"}


def test_long_text_is_cut_with_an_ellipsis() -> None:
    assert clean("a" * LONGEST_TEXT) == "a" * LONGEST_TEXT
    assert clean("a" * (LONGEST_TEXT + 1)) == "a" * (LONGEST_TEXT - 1) + "…"
    assert len(clean("é" * 1_000_000)) == LONGEST_TEXT


@pytest.mark.parametrize(
    "text", ["\u0301" * 4_000 + "\u0334" * 4_000, "a" + "\u0f73" * LONGEST_TEXT * 2]
)
def test_marks_without_end_are_cleaned_in_a_time_that_grows_with_their_number(text: str) -> None:
    """Putting all of them in order would take a fifth of a second and more for each text."""
    began = time.process_time()
    for _ in range(20):
        cleaned = clean(text)
    assert time.process_time() - began < 2
    assert 0 < len(cleaned) <= 1 + MOST_WITHOUT_WIDTH


@pytest.mark.parametrize("number", [MOST_NORMALISED - 1, MOST_NORMALISED])
def test_a_row_of_marks_is_put_in_order_before_it_is_cut(number: int) -> None:
    """What comes last in the text and first in order stays, up to the length of a row."""
    row = "\u0301" * (number - 1) + "\u0334"
    assert clean(f"a{row}") == "á\u0334" + "\u0301" * (MOST_WITHOUT_WIDTH - 1)
    assert clean(f"{row}{'b' * MOST_NORMALISED}")[0] == "\u0334"


@pytest.mark.parametrize(
    ("text", "seen"),
    [("", False), (" \t\u3000", False), ("\u0301\u200d", False), (" x ", True), ("\u0301x", True)],
)
def test_text_is_seen_when_a_sign_of_it_has_width(text: str, seen: bool) -> None:
    assert is_seen(text) is seen
