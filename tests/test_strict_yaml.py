"""The reader of spec files: plain values with their places, and no surprises."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batteryviz.safety.strict_yaml import (
    DEEPEST,
    MOST_VALUES,
    Path,
    Place,
    SpecSyntaxError,
    Value,
    parse,
)


def refusal(text: str) -> tuple[str, Place]:
    """Return the message and the place with which ``text`` is refused."""
    with pytest.raises(SpecSyntaxError) as error:
        parse(text)
    return error.value.message, error.value.place


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("0", 0),
        ("5.20", Decimal("5.20")),
        ("-0.5", Decimal("-0.5")),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("tRuE", "tRuE"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("2026-05-04", "2026-05-04"),
        ("=", "="),
        ('"12"', "12"),
        ("'true'", "true"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(written: str, value: object) -> None:
    """A country code, a date and a time stay text; a number keeps its digits."""
    read = parse(f"key: {written}\n")
    assert read == {"key": value}
    assert isinstance(read, dict)
    assert type(read["key"]) is type(value)
    assert str(read["key"]) == str(value)


@pytest.mark.parametrize("written", ["1e3", "-2E+5", "1.5e10", ".inf", "-.INF", ".nan", ".NaN"])
def test_exponents_and_not_a_number_are_refused(written: str) -> None:
    message, place = refusal(f"key: {written}\n")
    assert "write numbers as 12 or 5.20" in message
    assert place == (1, 6)
    assert parse(f'key: "{written}"\n') == {"key": written}


@pytest.mark.parametrize("written", ["9" * 17, "0." + "3" * 40, "1" * 100_000])
def test_a_huge_number_is_refused(written: str) -> None:
    message, _ = refusal(f"key: {written}\n")
    assert message == "a number has at most 16 characters"


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("a: !!python/object:os.system x\n", "tags (!) are not used", (1, 4)),
        ("a: !thing x\n", "tags (!) are not used", (1, 4)),
        ("a: !!int 3\n", "tags (!) are not used", (1, 4)),
        ("a: ! 12\n", "tags (!) are not used", (1, 4)),
        ("!key a: 1\n", "a key is a plain word", (1, 1)),
        ("a: &here x\n", "anchors and aliases", (1, 4)),
        ("a: &here [1]\n", "anchors and aliases", (1, 4)),
        ("a: 1\nb: *a\n", "anchors and aliases", (2, 4)),
        ("<<: {a: 1}\n", "merge keys (<<) are not used", (1, 1)),
        ("a: 1\n---\nb: 2\n", "a spec file holds one document", (2, 1)),
        ("? [a, b]\n: c\n", "a key is a plain word", (1, 3)),
        ("? {a: b}\n: c\n", "a key is a plain word", (1, 3)),
        ("a: 1\na: 2\n", "a: the key is written twice", (2, 1)),
        ("a: {b: 1, c: 2, b: 3}\n", "b: the key is written twice", (1, 17)),
        ("a: [\n", "not YAML", (2, 1)),
        ("a: 'open\n", "not YAML", (2, 1)),
        ("a: b: c\n", "not YAML", (1, 5)),
        ("\tkey: 1\n", "not YAML", (1, 1)),
        ("a: x\x00y\n", "a control character stands in the text", (1, 1)),
        ("a: 1\nb: x\x07y\n", "a control character stands in the text", (2, 1)),
    ],
)
def test_what_a_spec_file_has_no_use_for_is_refused_at_its_place(
    text: str, words: str, place: Place
) -> None:
    message, found = refusal(text)
    assert words in message
    assert found == place


def test_nesting_is_bounded_and_never_crashes() -> None:
    assert parse("[" * DEEPEST + "]" * DEEPEST) is not None
    message, _ = refusal("[" * (DEEPEST + 2) + "]" * (DEEPEST + 2))
    assert message == f"nested deeper than {DEEPEST} levels"
    assert refusal("[" * 100_000)
    assert refusal("{a: " * 100_000)
    assert refusal("- " * 100_000)


def test_the_number_of_values_is_bounded() -> None:
    message, _ = refusal(f"[{','.join('1' * (MOST_VALUES + 1))}]")
    assert message.startswith(f"more than {MOST_VALUES} values in one file")


def test_every_key_and_value_keeps_its_place() -> None:
    places: dict[Path, Place] = {}
    parse("a: 1\nb:\n  - {c: x, d: [y]}\n", places)
    assert places == {
        (): (1, 1),
        ("a", "<key>"): (1, 1),
        ("a",): (1, 4),
        ("b", "<key>"): (2, 1),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 0, "c", "<key>"): (3, 6),
        ("b", 0, "c"): (3, 9),
        ("b", 0, "d", "<key>"): (3, 12),
        ("b", 0, "d"): (3, 15),
        ("b", 0, "d", 0): (3, 16),
    }


def test_a_repeated_key_is_noted_and_the_first_value_stays() -> None:
    places: dict[Path, Place] = {}
    repeated: list[tuple[str, Place]] = []
    assert parse("a: {x: 1}\nb: 2\na: {x: 3}\n", places, repeated) == {"a": {"x": 1}, "b": 2}
    assert repeated == [("a", (3, 1))]
    assert places["a", "x"] == (1, 8)


def test_text_is_cleaned_where_it_is_read() -> None:
    assert parse('a: "x\\e[31m\\u202Ey"\n') == {"a": "x␛[31m\N{REPLACEMENT CHARACTER}y"}
    assert parse('"k\\ey": 1\n') == {"k␛y": 1}
    assert parse("a: |\n  one\n  two\n") == {"a": "one two "}


@given(st.text(max_size=300) | st.text(alphabet="{}[]:,-?&*!|>'\"%@`#<~ \n\tab01.", max_size=120))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_reader_fail_in_another_way(text: str) -> None:
    """Whatever stands in a file, the answer is a value or one sentence with a place."""
    value, message, place = _outcome(text)
    assert message.isprintable()
    assert min(place) >= 1
    _is_plain(value)


def _outcome(text: str) -> tuple[Value, str, Place]:
    try:
        return parse(text), "", (1, 1)
    except SpecSyntaxError as error:
        return None, error.message, error.place


def _is_plain(value: Value) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            assert type(key) is str
            _is_plain(item)
    elif isinstance(value, tuple):
        for item in value:
            _is_plain(item)
    else:
        assert value is None or type(value) in {str, int, bool, Decimal}
