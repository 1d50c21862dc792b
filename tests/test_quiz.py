"""No quiz asks what is not settled, and none has two right answers."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise, permutations
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batteryviz.catalog.loading import load
from batteryviz.model.dates import PartialDate
from batteryviz.model.evidence import Claim
from batteryviz.model.quantity import Quantity
from batteryviz.views import wording
from batteryviz.views.quiz.dice import Dice, Lots
from batteryviz.views.quiz.gathered import Gathered
from batteryviz.views.quiz.marking import NoAnswerError, mark
from batteryviz.views.quiz.question import (
    Basis,
    Choice,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    Question,
)
from batteryviz.views.quiz.quiz import make_quiz
from program import SHIPPED, run

R = TypeVar("R")

FACTS = load(SHIPPED)
MATERIAL = Gathered(FACTS)
CONTESTED = {name for item in FACTS.disagreements.values() for name in item.events}


def above(subject: str) -> set[str]:
    """Return a subject and the families it belongs to."""
    family = FACTS.subjects[subject].family
    return {subject} | (above(family) if family else set())


def same_line(one: str, other: str) -> bool:
    """Say whether one subject is the other, or a model of it."""
    return one in above(other) or other in above(one)


def speaking_of(claim: Claim) -> list[Claim]:
    """Return all claims, whatever their evidence, on the subject and parameter of ``claim``."""
    holders = [s for s in FACTS.subjects if same_line(s, claim.subject)]
    standing = [other for name in holders for other in FACTS.subjects[name].claims]
    naming = [other for other in FACTS.claims.values() if same_line(other.subject, claim.subject)]
    return [other for other in (*standing, *naming) if other.parameter == claim.parameter]


def ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the bounds a quantity prints, without any allowance."""
    low = Decimal("-Infinity") if quantity.min is None else Decimal(quantity.min)
    high = Decimal("Infinity") if quantity.max is None else Decimal(quantity.max)
    return low, high


def first_and_last_year(date: PartialDate) -> tuple[int, int]:
    """Return the years a date can fall in."""
    year = date.first_day.year
    return year, year + {"decade": 9, "part of a decade": 3}.get(date.precision, 0)


def holds(question: Question) -> None:
    """Fail when a question asks what is not settled, or has not exactly one key."""
    basis = question.basis
    assert basis.citations
    assert all(line.evidence == "checked" for line in basis.citations)
    claims = [FACTS.claims[name] for name in basis.claims]
    assert all(claim.evidence == "checked" for claim in claims)
    disputes = question.id.startswith(("source.", "why."))
    assert all(FACTS.is_disputed(claim) == disputes for claim in claims)
    match question:
        case Choice():
            assert len(set(question.options)) == len(question.options) >= 3
            if question.id.startswith("choice."):
                _value_choice_holds(question, claims[0])
            elif question.id.startswith("source."):
                _source_choice_holds(question, claims[0])
            else:
                term = FACTS.terms[basis.terms[0]]
                assert question.options[question.answer] == term.expansion
        case Numeric():
            for claim in speaking_of(claims[0]):
                assert claim.states == claims[0].states, claim.id
            assert isinstance(claims[0].value, Quantity)
            low, high = ends(claims[0].value)
            assert question.low <= low <= high <= question.high
        case Matching():
            assert sorted(question.answer) == list(range(len(question.left)))
            assert len(set(question.right)) == len(question.right) == len(question.left) >= 3
            for name, place in zip(question.left, question.answer, strict=True):
                meant = {t.expansion for t in FACTS.terms.values() if t.term == name}
                assert question.right[place] in meant
        case Ordering():
            _order_holds(question)
        case Discussion():
            assert len(question.voices) >= 2
            assert mark(question, "anything").right is None


def _order_holds(question: Ordering) -> None:
    events = [FACTS.events[name] for name in question.basis.events]
    assert all(event.evidence == "checked" for event in events)
    assert not CONTESTED & set(question.basis.events)
    texts = [question.items[place] for place in question.answer]
    assert all(event.text in text for event, text in zip(events, texts, strict=True))
    for earlier, later in pairwise(event.date for event in events):
        assert earlier < later
        if {earlier.precision, later.precision} - {"day", "month"}:
            assert first_and_last_year(earlier)[1] < first_and_last_year(later)[0]
        elif earlier.precision != later.precision:
            assert earlier.text[:7] != later.text[:7]


def _value_choice_holds(question: Choice, key: Claim) -> None:
    said = speaking_of(key)
    for claim in said:
        assert claim.states == key.states, f"{claim.id} contradicts {key.id}"
    assert question.options[question.answer] == wording.value(key)
    for option in set(question.options) - {wording.value(key)}:
        origins = [
            claim
            for claim in FACTS.claims.values()
            if claim.parameter == key.parameter
            and claim.unit == key.unit
            and claim.evidence == "checked"
            and wording.value(claim) == option
        ]
        assert origins, option
        assert option not in {wording.value(claim) for claim in said}
        value = origins[0].value
        if isinstance(value, Quantity) and isinstance(key.value, Quantity):
            (low, high), (least, most) = ends(value), ends(key.value)
            assert high < least or most < low, f"{option} and {wording.value(key)}"


def _source_choice_holds(question: Choice, key: Claim) -> None:
    def speakers(claim: Claim) -> set[str]:
        sources = [FACTS.sources[cited.source] for cited in claim.cited]
        return {f"{source.publisher}, {wording.year(source)}" for source in sources}

    saying = set().union(
        *(
            speakers(claim)
            for claim in FACTS.claims.values()
            if claim.parameter == key.parameter and claim.states == key.states
        )
    )
    right = [option for option in question.options if option in saying]
    assert right == [question.options[question.answer]]
    assert right[0] in speakers(key)


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=1, max_value=40))
def test_whatever_the_seed_every_key_holds_and_is_the_only_one(seed: int, count: int) -> None:
    """No key a claim contradicts, no two right options, no unchecked claim; nothing twice."""
    quiz = make_quiz(MATERIAL, seed, count)
    assert len(quiz.questions) == count
    for question in quiz.questions:
        holds(question)
    ids = [question.id for question in quiz.questions]
    assert len(set(ids)) == len(ids)
    bases = [name for question in quiz.questions for name in question.basis.terms]
    assert len(set(bases)) == len(bases)


@pytest.mark.parametrize("seed", range(12))
def test_no_answer_stands_in_another_question(seed: int) -> None:
    """What the letters of a name stand for is asked once: as a term, a match or a claim."""
    told: list[str] = []
    expansions = {term.expansion for term in FACTS.terms.values() if term.expansion}
    for question in make_quiz(MATERIAL, seed, 40).questions:
        if isinstance(question, Choice):
            told += [question.options[question.answer]]
        elif isinstance(question, Matching):
            told += question.right
    names = [words.casefold() for words in told if words in expansions]
    assert len(names) == len(set(names))


def test_all_kinds_of_question_are_asked() -> None:
    """A quiz of twenty holds choices, numbers, matching, ordering and talk."""
    kinds = {type(question) for question in make_quiz(MATERIAL, 3, 20).questions}
    assert kinds == {Choice, Numeric, Matching, Ordering, Discussion}


def test_the_boxes_of_the_schematic_are_matched_to_names() -> None:
    """The first matching question names the boxes as the home page draws them."""
    drawn = [
        question
        for question in make_quiz(MATERIAL, 1, 20).questions
        if isinstance(question, Matching) and question.drawn
    ]
    assert len(drawn) == 1
    assert set(drawn[0].left) == {"RS", "ECS", "AMG", "EPP", "LS"}


@pytest.mark.parametrize("tour", ["battery-parts", "two-radars", "who-says-so"])
def test_each_shipped_tour_gives_a_quiz_of_its_own(tour: str) -> None:
    """Five questions or more on what the tour shows."""
    ran = run("quiz", "--tour", tour, "--seed", "1", "--format", "json", specs=None)
    assert ran.code == 0
    assert len(json.loads(ran.out)["questions"]) >= 5


LANTERN = """\
kind: support
name: Lantern {number}
label: The lantern number {number}.
summary: One of many lanterns.
claims:
  - id: thickness
    parameter: thickness
    value: {number}
    unit: millimetre
    cited:
      - {{source: lamp-works-leaflet, locator: page 2, evidence: checked, read_on: 2026-05-02}}
  - id: colour
    parameter: colour
    value: colour{number}
    cited:
      - {{source: lamp-works-leaflet, locator: page 2, evidence: checked, read_on: 2026-05-02}}
"""


class Counted(Gathered):
    """Material that counts what a quiz reads of it."""

    read = 0

    def record(self, kind: Callable[..., R], number: int) -> R:
        self.read += 1
        return super().record(kind, number)


def test_a_quiz_reads_what_it_asks_whatever_the_size_of_the_pack(pack: Path) -> None:
    """Ten questions of eight times as many facts read three times as much at most.

    Thicknesses make questions; colours that share a word never do, and are given up.
    """
    read = {}
    for elements in (100, 800):
        for number in range(elements):
            file = pack / "elements" / f"lantern-{number}.yaml"
            file.write_text(LANTERN.format(number=number), encoding="utf-8")
        material = Counted(load(pack))
        for seed in range(20):
            assert len(make_quiz(material, seed).questions) == 10
        read[elements] = material.read
    assert read[800] < 3 * read[100]


def test_lots_are_drawn_once_each_and_all_of_them_in_any_order() -> None:
    """Every order of three comes up as often as the others, near enough."""
    orders = Counter(tuple(Lots(range(7, 10), Dice(seed))) for seed in range(6_000))
    assert set(orders) == set(permutations(range(7, 10)))
    assert all(850 < times < 1_150 for times in orders.values())


def test_chance_repeats_on_every_platform() -> None:
    """The dice throw what they always threw: a printed quiz number stays good."""
    dice = Dice(7)
    assert [dice.below(100) for _ in range(6)] == [32, 15, 65, 7, 53, 36]
    assert Dice(7).shuffled(list("abcdef")) == list("dfecab")


def test_the_same_seed_prints_the_same_quiz_whatever_the_hash_seed() -> None:
    """Two processes that order their sets differently print the same bytes."""
    outs = {
        run(
            *("quiz", "--seed", "11", "--questions", "30", "--plain"),
            specs=None,
            environment={"PYTHONHASHSEED": hash_seed},
        ).out
        for hash_seed in ("1", "2")
    }
    assert len(outs) == 1


@pytest.mark.parametrize("words", [(), ("--tour", "two-radars"), ("--questions", "3")])
def test_the_command_a_quiz_prints_repeats_it(words: tuple[str, ...]) -> None:
    """Whatever it was made from: its number, its length, its tour."""
    once = run("quiz", "--plain", *words, specs=None).out
    line = next(line for line in once.splitlines() if line.startswith("To repeat it: batteryviz "))
    again = run(*line.removeprefix("To repeat it: batteryviz ").split(), "--plain", specs=None)
    assert again.out == once


def test_without_input_the_questions_are_printed_and_the_end_is_good() -> None:
    """With standard input at its end, ``quiz --plain`` asks nothing and exits 0."""
    ran = run("quiz", "--plain", "--seed", "5", "--questions", "4", specs=None)
    assert ran.code == 0
    assert all(f"\n{number}. " in ran.out for number in (1, 2, 3, 4))
    assert "Score" not in ran.out


def answered(lines: str, *words: str) -> str:
    """Run a quiz of five with ``lines`` typed, and return what it prints."""
    quiz = ["quiz", "--plain", "--seed", "5", "--questions", "5", *words]
    done = subprocess.run(
        [sys.executable, "-m", "batteryviz", *quiz],
        input=lines.encode(),
        capture_output=True,
        env=dict(os.environ),
        timeout=60,
        check=True,
    )
    return done.stdout.decode()


def right_answers(seed: int, count: int) -> str:
    """Return the right answers of a quiz as a reader would type them."""
    typed = []
    for question in make_quiz(MATERIAL, seed, count).questions:
        match question:
            case Choice():
                typed.append("abcd"[question.answer])
            case Numeric():
                typed.append(str(question.low))
            case Matching() | Ordering():
                typed.append(" ".join("abcdef"[place] for place in question.answer))
            case Discussion():
                typed.append("")
    return "\n".join(typed) + "\n"


def test_right_answers_score_and_each_is_explained_with_its_source() -> None:
    """Every answer is followed by what the sources state, and by who states it."""
    out = answered(right_answers(5, 5))
    scored = make_quiz(MATERIAL, 5, 5).scored
    assert f"Score: {scored} of {scored}." in out
    assert out.count("\nRight. ") == scored
    assert out.count("\nSource: ") == 5


def test_wrong_words_are_asked_again_and_wrong_answers_explained() -> None:
    """A typing slip costs nothing; a wrong answer names the right one."""
    question = make_quiz(MATERIAL, 5, 5).questions[0]
    assert isinstance(question, Choice)
    wrong = "abc"[(question.answer + 1) % 3]
    out = answered(f"what?\n{wrong}\n")
    assert "Not understood: type a letter" in out
    assert f"Not quite. The answer is {'abcd'[question.answer]}) " in out


def test_scores_are_saved_on_request_only_and_hold_no_name(tmp_path: Path) -> None:
    """The CSV has one row a question; an existing file is kept unless forced."""
    scores = tmp_path / "scores.csv"
    answered(right_answers(5, 5))
    assert not scores.exists()
    answered(right_answers(5, 5), "--save", str(scores))
    rows = list(csv.DictReader(io.StringIO(scores.read_text(encoding="utf-8"))))
    assert len(rows) == 5
    assert list(rows[0]) == ["quiz", "number", "question", "asked", "given", "right", "key"]
    assert {row["right"] for row in rows} <= {"yes", "not scored"}
    before = scores.read_bytes()
    again = run("quiz", "--seed", "6", "--questions", "2", "--save", scores, specs=None)
    assert again.code == 73
    assert scores.read_bytes() == before


@pytest.mark.parametrize("words", [("--seed", "3.5"), ("--questions", "0"), ("--questions", "1e2")])
def test_numbers_that_are_none_are_wrong_usage(words: tuple[str, str]) -> None:
    """A seed and a number of questions are whole numbers, a quiz has 1 to 100."""
    ran = run("quiz", *words)
    assert (ran.code, ran.out) == (2, "")


def test_the_key_is_printed_for_the_teacher_with_sources() -> None:
    """``--key`` gives every answer and the numbered sources, and asks nothing."""
    ran = run("quiz", "--seed", "5", "--questions", "5", "--key", "--plain", specs=None)
    assert ran.code == 0
    assert "SOURCES" in ran.out
    assert "[1]" in ran.out


def test_a_pack_without_questions_says_so(pack: Path) -> None:
    """A parameter that has no question is never asked; without any, the answer is no."""
    (pack / "disagreements.yaml").unlink()
    (pack / "events.yaml").unlink()
    parameters = pack / "parameters.yaml"
    text = parameters.read_text(encoding="utf-8")
    parameters.write_text(re.sub(r", question: \"[^\"]*\"", "", text), encoding="utf-8")
    (pack / "tours" / "lamps.yaml").unlink()
    ran = run("quiz", "--seed", "1", "--plain", specs=pack)
    assert (ran.code, ran.out) == (1, "")
    assert "give no question" in ran.err


BASIS = Basis("x", ())


@pytest.mark.parametrize(
    ("text", "right"),
    [("8", True), (" 8 km", True), ("8.4", True), ("8,4", True), ("9", False), ("8.51", False)],
)
def test_a_number_is_right_within_what_the_source_leaves_open(text: str, right: bool) -> None:
    """Spaces, the unit and a decimal comma are understood."""
    question = Numeric("n", "?", "km", Decimal("7.5"), Decimal("8.5"), "about 8 km", BASIS)
    assert mark(question, text).right is right


def test_thousands_may_be_separated() -> None:
    """``1,970`` is nineteen hundred and seventy, not nearly two."""
    question = Numeric("n", "?", "", Decimal(1970), Decimal(1970), "1,970", BASIS)
    for text in ("1970", "1,970", "1 970", "1'970"):
        assert mark(question, text).right
    for text in ("", "many", "1e3", "--", "9" * 40):
        with pytest.raises(NoAnswerError):
            mark(question, text)


@pytest.mark.parametrize("text", ["b a", "ba", "1b 2a", "B, A"])
def test_letters_are_understood_however_they_are_set_apart(text: str) -> None:
    """Numbers, commas and capitals do not matter."""
    matching = Matching("m", "?", ("x", "y"), ("1", "2"), (1, 0), BASIS)
    assert mark(matching, text).right
    assert not mark(matching, "a b").right
    for wrong in ("", "a", "a b c", "a z"):
        with pytest.raises(NoAnswerError):
            mark(matching, wrong)


def test_an_option_may_be_typed_in_full() -> None:
    """The letter, the place and the words of an option all choose it."""
    choice = Choice("c", "?", ("4", "8", "16"), 1, BASIS)
    assert mark(choice, "b").right
    assert mark(choice, "8").right
    assert mark(choice, "4").right is False
    with pytest.raises(NoAnswerError):
        mark(choice, "d")
