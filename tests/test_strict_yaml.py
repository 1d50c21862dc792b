"""The reader of spec files: plain values with their places, and no surprises."""

import time
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from batteryviz.safety import strict_yaml
from batteryviz.safety.strict_yaml import (
    DEEPEST,
    MOST_DIRECTIVES,
    MOST_PASSED_OVER,
    MOST_UNDER_ONE_KEY,
    MOST_VALUES,
    Path,
    Place,
    SpecSyntaxError,
    Value,
    parse,
)


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    """What was read before stays in memory, and would answer for the reader."""
    strict_yaml._kept.cache_clear()
    strict_yaml._kept_plain.cache_clear()


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


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("before", ["", "\n", "# 100 %\n", f"{'# %' * 20}\n", "a: b\n...\n"])
def test_the_number_of_directives_is_bounded(before: str, line_end: str) -> None:
    """Wherever a line may end, and whether they stand before the document or behind one."""
    directives = [f"%TAG !{number}! b{line_end}" for number in range(MOST_DIRECTIVES + 5)]
    message, place = refusal(f"{before}{''.join(directives)}---\na: b\n")
    assert message == f"more than {MOST_DIRECTIVES} lines begin with %: remove or indent them"
    assert place == (before.count("\n") + MOST_DIRECTIVES + 1, 1)
    few = "".join(directives[:MOST_DIRECTIVES])
    assert parse(f"{few}---\na: b\n") == {"a": "b"}


def test_directives_without_end_are_refused_before_they_are_compared() -> None:
    """Comparing each of them with all others would take some twenty seconds."""
    directives = "".join(f"%TAG !{number:x}! b\n" for number in range(80_000))
    began = time.process_time()
    refusal(f"{directives}---\na: b\n")
    assert time.process_time() - began < 2


def test_per_cent_signs_within_lines_are_as_many_as_they_like() -> None:
    """Lines of a block that begin so are indented, as all that stands under a key."""
    lines = ["50 % of them or %60", "% of all"] * 20
    block = "".join(f"  {line}\n" for line in lines)
    assert parse(f"a: |-\n{block}") == {"a": " ".join(lines)}


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


# Bounds


def test_the_values_under_one_key_are_bounded() -> None:
    """A list or a stanza of the top may hold so many values, and the next one as many again."""
    full = ", ".join("1" * (MOST_UNDER_ONE_KEY - 1))
    value = parse(f"a: [{full}]\nb: [{full}]\n")
    assert isinstance(value, dict)
    assert [len(part) for part in value.values() if isinstance(part, tuple)] == [
        MOST_UNDER_ONE_KEY - 1
    ] * 2
    message, place = refusal(f"a: [{full}, 1, 1]\n")
    assert message == f"more than {MOST_UNDER_ONE_KEY} values under one key: split it"
    assert place == (1, 5 + 3 * MOST_UNDER_ONE_KEY)


def test_the_values_of_one_file_are_bounded_though_no_key_holds_too_many() -> None:
    parts = "\n".join(f"k{number}: [{', '.join('1' * 9_999)}]" for number in range(11))
    message, place = refusal(parts)
    assert message == f"more than {MOST_VALUES} values in one file: split it"
    # Each list is a value too, and so is the whole: the last one of the tenth is too much.
    assert place == (10, len("k9: [") + 3 * 9_998 + 1)
    assert len(_mapping(parse(parts.rpartition("\n")[0].replace(", 1]", "]")))) == 10


def _mapping(value: Value) -> dict[str, Value]:
    assert isinstance(value, dict)
    return value


def test_nesting_of_maps_is_bounded_where_it_is_too_deep() -> None:
    assert parse("{a: " * DEEPEST + "1" + "}" * DEEPEST) is not None
    message, place = refusal("{a: " * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1))
    assert message == f"nested deeper than {DEEPEST} levels"
    assert place == (1, 4 * (DEEPEST + 1) + 1)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("9" * 16, int("9" * 16)),
        ("-" + "9" * 15, -int("9" * 15)),
        ("0." + "3" * 14, Decimal("0." + "3" * 14)),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 41),
        ("8" * 16 + "x", "8" * 16 + "x"),
        ("x" * 5_000, "x" * 3_999 + "…"),
        ("TRUE", True),
        ("NULL", None),
        ("Null", None),
        ("FALSE", False),
        ("1.", "1."),
        (".5", ".5"),
        ("+", "+"),
        ("1.2.3", "1.2.3"),
        ("01.5", "01.5"),
        ("+0.50", Decimal("0.50")),
    ],
)
def test_scalars_at_their_bounds(written: str, value: object) -> None:
    read = _mapping(parse(f"key: {written}\n"))["key"]
    assert (type(read), str(read)) == (type(value), str(value))


@pytest.mark.parametrize(
    "written",
    ["1e3", "1E3", "+1.5e10", "-.inf", "+.Inf", ".NAN", "1.e5", "1" * 50 + "e5", "1e+05", "9e-1"],
)
def test_no_spelling_of_an_exponent_or_of_no_number_is_read(written: str) -> None:
    message, place = refusal(f"key: {written}\n")
    assert message == "write numbers as 12 or 5.20, without exponent; quote it if it is text"
    assert place == (1, 6)


def test_a_long_number_is_refused_whichever_kind_it_is() -> None:
    for written in ("1" * 17, "1." + "5" * 15, "-" + "1" * 16, "1" * 41):
        assert refusal(f"key: {written}\n") == ("a number has at most 16 characters", (1, 6))


def test_a_long_key_is_cut_and_a_key_that_looks_like_a_merge_may_be_quoted() -> None:
    assert parse(f"{'k' * 40}: 1\n") == {"k" * 40: 1}
    assert parse(f"{'k' * 81}: 1\n") == {"k" * 80: 1}
    assert parse('"<<": 1\n') == {"<<": 1}
    assert refusal("<<: 1\n") == ("merge keys (<<) are not used: write the keys out", (1, 1))
    assert refusal("&a key: 1\n") == ("a key is a plain word", (1, 1))


def test_each_refusal_is_one_whole_sentence() -> None:
    """Nothing of it is left to chance: it is what a reader of a stranger's pack gets to see."""
    assert refusal("a: !t x\n")[0] == "tags (!) are not used: quote the text"
    assert refusal("a: &t x\n")[0] == "anchors and aliases (& and *) are not used: quote the text"
    assert refusal("a: 1\n---\nb: 1\n")[0] == "a spec file holds one document: remove the line ---"
    assert refusal("a: \x01\n")[0] == "a control character stands in the text: remove it"
    assert refusal("a: [\n")[0].startswith("not YAML: did not find expected")
    assert refusal("a: 1\na: 2\n")[0] == "a: the key is written twice"


@pytest.mark.parametrize("parser", ["CLoader", "Loader"])
@pytest.mark.parametrize(
    ("before", "line"),
    [("", 1), ("a: ", 1), ("\n\n", 3), ("a: é€😀\n", 2), (f"a: {'é' * 9_000}\r\nb: 1\nc: ", 3)],
)
def test_a_control_character_is_refused_in_its_line_by_either_library(
    parser: str, before: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where libyaml is missing, PyYAML reads by itself, and counts signs instead of bytes."""
    monkeypatch.setattr(strict_yaml, "_PARSER", getattr(yaml, parser))
    monkeypatch.setattr(strict_yaml, "_COUNTS_BYTES", parser == "CLoader")
    told = "a control character stands in the text: remove it"
    after = "\n\n\n" * 9_000
    assert refusal(f"{before}\x07{after}") == (told, (line, 1))


def test_half_a_character_is_refused_in_its_line() -> None:
    """No file holds one, but the words of a command may."""
    told = "half a character stands in the text: remove it"
    assert refusal("a: 1\nb: \U0001f600\ud800\n") == (told, (2, 1))
    assert refusal("\n\ud800\n\n\n") == (told, (2, 1))
    assert refusal("\ud800\n\n\n") == (told, (1, 1))


def test_a_refusal_prints_as_its_message() -> None:
    with pytest.raises(SpecSyntaxError, match=r"^a: the key is written twice$"):
        parse("a: 1\na: 2\n")


def test_libyaml_is_used_where_it_is_there() -> None:
    assert strict_yaml._PARSER is yaml.CLoader
    assert strict_yaml._COUNTS_BYTES


def test_an_empty_file_and_one_of_comments_hold_nothing() -> None:
    assert parse("") is None
    assert parse("# nothing\n\n") is None
    assert parse("---\n") is None


# A part


def test_of_a_part_only_what_stands_under_its_key_is_built() -> None:
    text = '{"pages": [{"a": [1, {"b": 2}]}, "x"], "specs": {"room": {"id": {"k": [1]}}}, "z": 1}'
    assert parse(text, part="specs") == {"specs": {"room": {"id": {"k": (1,)}}}}
    assert parse(text, part="none") == {}
    places: dict[Path, Place] = {}
    parse(text, places, part="specs")
    assert places["specs", "room", "id", "k", 0] == (1, text.index("[1]}") + 2)
    assert not [path for path in places if path[:1] == ("pages",)]


def test_a_key_of_the_part_beside_it_is_no_part() -> None:
    """Only at the top is a key that has another name passed over."""
    assert parse("specs: {a: 1, specs: 2}\n", part="specs") == {"specs": {"a": 1, "specs": 2}}


def test_what_is_passed_over_is_bounded_too() -> None:
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert parse(f"a: {deep}\nspecs: 1\n", part="specs") == {"specs": 1}
    message, place = refusal_of_part(f"a: [{deep}]\nspecs: 1\n")
    assert message == "too large or too deep to be an export of a pack"
    assert place == (1, 4 + DEEPEST)
    many = ",".join("1" * (MOST_PASSED_OVER - 2))
    assert parse(f"a: [{many}]\nspecs: 1\n", part="specs") == {"specs": 1}
    assert refusal_of_part(f"a: [{many},1]\nspecs: 1\n")[0] == message


def refusal_of_part(text: str) -> tuple[str, Place]:
    with pytest.raises(SpecSyntaxError) as error:
        parse(text, part="specs")
    return error.value.message, error.value.place


def test_each_thing_of_a_part_may_hold_as_much_as_a_file_of_its_own() -> None:
    full = ", ".join("1" * (MOST_UNDER_ONE_KEY - 1))
    text = f'{{"specs": {{"room": {{"a": [{full}], "b": [{full}]}}}}}}'
    assert parse(text, part="specs") is not None
    message, _ = refusal_of_part(f'{{"specs": {{"room": {{"a": [{full}, 1, 1]}}}}}}')
    assert message == f"more than {MOST_UNDER_ONE_KEY} values under one key: split it"


# Repeated keys


def test_what_stands_under_a_repeated_key_is_read_and_thrown_away() -> None:
    repeated: list[tuple[str, Place]] = []
    places: dict[Path, Place] = {}
    text = "a: {b: 1, b: {c: [2]}}\nd: 4\na: {b: 5}\n"
    assert parse(text, places, repeated) == {"a": {"b": 1}, "d": 4}
    assert repeated == [("b", (1, 11)), ("a", (3, 1))]
    assert places == {
        (): (1, 1),
        ("a", "<key>"): (1, 1),
        ("a",): (1, 4),
        ("a", "b", "<key>"): (1, 5),
        ("a", "b"): (1, 8),
        ("d", "<key>"): (2, 1),
        ("d",): (2, 4),
    }


def test_what_stands_under_a_repeated_key_may_be_as_deep_as_elsewhere() -> None:
    repeated: list[tuple[str, Place]] = []
    inside = "[" * (DEEPEST - 1) + "1" + "]" * (DEEPEST - 1)
    assert parse(f"a: 1\na: {inside}\n", None, repeated) == {"a": 1}
    with pytest.raises(SpecSyntaxError) as error:
        parse(f"a: 1\na: [{inside}]\n", None, repeated)
    assert error.value.message == f"nested deeper than {DEEPEST} levels"


def test_of_two_bounds_the_one_that_was_passed_is_named() -> None:
    """The value numbered 100,000 of the file is here one too many for its key."""
    lists = [f"k{number}: [{', '.join('1' * 19_998)}]" for number in range(4)]
    many = f"last: [{', '.join('1' * (MOST_UNDER_ONE_KEY + 1))}]"
    message, place = refusal("\n".join([*lists, "one: 1", many]))
    assert message == f"more than {MOST_UNDER_ONE_KEY} values under one key: split it"
    assert place == (6, len("last: [") + 3 * MOST_UNDER_ONE_KEY + 1)
