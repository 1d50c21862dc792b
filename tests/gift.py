"""A reader of Moodle's GIFT format, written from its published description alone.

It knows nothing of our writer: it undoes escapes, finds titles, formats, answers and
feedback, and fails where the text does not fit the format.
"""

import re
from typing import NamedTuple

_ESCAPED = re.compile(r"\\([~=#{}:\\])")
_HIDDEN = {sign: chr(0xE000 + place) for place, sign in enumerate("~=#{}:\\")}


class Gift(NamedTuple):
    """One question: its kind, name, text, answers with their marks, and feedback."""

    kind: str
    name: str
    text: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    span: tuple[float, float] | None
    feedback: str


def read(text: str) -> tuple[list[str], list[Gift]]:
    """Return the categories and the questions of a file."""
    categories: list[str] = []
    questions: list[Gift] = []
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        lines = [line for line in block.split("\n") if not line.startswith("//")]
        body = "\n".join(lines).strip()
        if body.startswith("$CATEGORY:"):
            categories.append(body.removeprefix("$CATEGORY:").strip())
        elif body:
            questions.append(_question(body))
    return categories, questions


def _question(body: str) -> Gift:
    hidden = _ESCAPED.sub(lambda found: _HIDDEN[found[1]], body)
    found = re.fullmatch(r"::(.*?)::(?:\[(\w+)\])?([^{}]*)\{([^{}]*)\}", hidden, re.DOTALL)
    assert found, f"no question: {body!r}"
    name, form, text, inside = found.groups()
    assert form == "plain", "a text that is not plain is read as markup"
    assert ":" not in name
    assert not set(text) & set("~=#:"), f"a sign of the format stands open in {text!r}"
    answers, mark, feedback = inside.partition("####")
    assert "#" not in feedback
    assert mark
    plain = answers.strip()
    right: list[str] = []
    wrong: list[str] = []
    pairs: list[tuple[str, str]] = []
    span = None
    if not plain:
        kind = "essay"
    elif plain.startswith("#"):
        kind = "numerical"
        low, high = re.fullmatch(r"#(-?[\d.]+?)\.\.(-?[\d.]+)", plain).groups()  # type: ignore[union-attr]  # else the test fails
        span = (float(low), float(high))
    else:
        parts = re.findall(r"([=~])([^=~]*)", plain)
        assert "".join(sign + part for sign, part in parts) == plain
        for sign, part in parts:
            left, arrow, end = part.partition("->")
            if arrow:
                assert sign == "="
                pairs.append((_shown(left), _shown(end)))
            else:
                (right if sign == "=" else wrong).append(_shown(part))
        kind = "matching" if pairs else "choice"
    return Gift(
        kind,
        _shown(name),
        _shown(text),
        tuple(right),
        tuple(wrong),
        tuple(pairs),
        span,
        _shown(feedback),
    )


def _shown(text: str) -> str:
    literal = re.sub(r"^\[plain\]", "", text.strip())
    assert not re.match(r"%-?\d", literal), "an answer would carry a weight"
    for sign, code in _HIDDEN.items():
        literal = literal.replace(code, sign)
    return literal
