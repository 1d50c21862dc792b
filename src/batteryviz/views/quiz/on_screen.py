"""One question on the screen, answered row by row, and the scores at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from batteryviz.views.blank import only_short_names
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
)
from batteryviz.views.quiz import spelling
from batteryviz.views.quiz.material import Material
from batteryviz.views.quiz.question import (
    Choice,
    Discussion,
    Marked,
    Matching,
    Numeric,
    Ordering,
    Question,
    Quiz,
)
from batteryviz.views.quiz.sheet import question_data, quiz_data
from batteryviz.views.quiz.speaking import Speaking
from batteryviz.views.quiz.spelling import LETTERS

ANSWER = "answer:"
"""What the key of a row begins with that can be chosen as an answer; its letter follows."""

EXPLAINED = "explained"
"""The key of the row that says what sources state."""

RIGHT = "✓ right"
YOURS = "✗ yours"


def question_page(
    material: Material,
    quiz: Quiz,
    number: int,
    marked: Marked | None = None,
    picked: Sequence[int] = (),
) -> Document:
    """Return question ``number``, counted from 1; once marked, with its key and sources.

    ``picked`` are the places chosen so far, where an answer is made of several.
    """
    question = quiz.questions[number - 1]
    speaking = Speaking(material)
    # What is disputed counts from the first; who says what is told with the answer.
    explained = speaking.explained(question.basis)
    blocks: list[Block] = [Heading(question.prompt)]
    if marked is None:
        blocks += _open(question, picked)
        blocks.append(Paragraph(how_to_answer(question), "muted"))
        blocks += _drawing(material, question)
    else:
        blocks += [
            *_answered(question, marked),
            Heading(verdict(question, marked), 3),
            Table(("",), (Row((explained,), key=EXPLAINED),)),
        ]
    told = speaking if marked else Speaking(material)
    page = told.page(
        key=f"quiz:{quiz.seed}",
        title=f"Question {number} of {len(quiz.questions)}",
        subtitle=f"quiz number {quiz.seed}",
        blocks=blocks,
        data=question_data(question),
    )
    return replace(page, colophon=speaking.colophon())


def how_to_answer(question: Question) -> str:
    """Return which keys answer, in the explorer."""
    match question:
        case Choice():
            return "Enter on an answer chooses it."
        case Numeric():
            return "Press a and type a number."
        case Matching():
            return "Enter on a name gives it to the box asked for. To type all letters, press a."
        case Ordering():
            return "Enter on each, the oldest first. To type all letters, press a."
        case Discussion():
            return "There is no right or wrong here. Press a to read what is known."


def verdict(question: Question, marked: Marked) -> str:
    """Return how an answer was, beside the rows that show the right one."""
    if marked.right is None:
        return "What is known"
    if isinstance(question, Numeric) and not marked.right:
        return f"{marked.given} is not quite it. The answer is {question.shown}."
    return "Right." if marked.right else "Not quite."


def score_page(material: Material, quiz: Quiz, marks: Sequence[Marked | None]) -> Document:
    """Return how a quiz went, question by question."""
    right = sum(mark is not None and mark.right is True for mark in marks)
    rows = tuple(
        Row(
            (
                Cell(f"{number}."),
                Cell(question.prompt),
                Cell(SCORES[mark.right] if mark else "not answered"),
                Cell(
                    "to talk about" if isinstance(question, Discussion) else spelling.key(question)
                ),
            ),
            key=question.id,
        )
        for number, (question, mark) in enumerate(zip(quiz.questions, marks, strict=True), 1)
    )
    return Document(
        key=f"quiz:{quiz.seed}",
        title=f"Score: {right} of {quiz.scored}",
        subtitle=f"quiz number {quiz.seed}",
        blocks=(Table(("", "question", "yours was", "the answer"), rows),),
        colophon=material.colophon,
        data=quiz_data(quiz),
    )


SCORES = {True: "right", False: "not right", None: "not scored"}
"""How a mark is called."""


def _drawing(material: Material, question: Question) -> list[Block]:
    """Return the schematic with the short names alone, where the question is about it."""
    if not (isinstance(question, Matching) and question.drawn):
        return []
    drawing = material.drawing
    return [only_short_names(drawing)] if drawing else []


def _open(question: Question, picked: Sequence[int]) -> list[Block]:
    match question:
        case Choice():
            rows = ((letter, "", option) for letter, option in _lettered(question.options))
            return [_table(rows, to_choose=True)]
        case Numeric():
            return []
        case Matching():
            waiting = question.left[len(picked)] if len(picked) < len(question.left) else ""
            boxes = {place: question.left[n] for n, place in enumerate(picked)}
            rows = (
                (letter, boxes.get(place, ""), name)
                for place, (letter, name) in enumerate(_lettered(question.right))
            )
            return [Paragraph(f"What is {waiting}?", "lead"), _table(rows, to_choose=True)]
        case Ordering():
            order = {place: f"{n}." for n, place in enumerate(picked, 1)}
            rows = (
                (letter, order.get(place, ""), item)
                for place, (letter, item) in enumerate(_lettered(question.items))
            )
            return [_table(rows, to_choose=True)]
        case Discussion():
            return [Bullets(tuple(Cell(voice) for voice in question.voices))]


def _answered(question: Question, marked: Marked) -> list[Block]:
    given = [LETTERS.index(letter) for letter in marked.given if letter in LETTERS]
    match question:
        case Choice():
            signs = {given[0]: YOURS} if given else {}
            signs[question.answer] = RIGHT
            rows = (
                (letter, signs.get(place, ""), option)
                for place, (letter, option) in enumerate(_lettered(question.options))
            )
            return [_table(rows)]
        case Matching():
            rows = (
                (box, question.right[place], _compared(question.right[yours], place == yours))
                for box, place, yours in zip(question.left, question.answer, given, strict=True)
            )
            return [_table(rows)]
        case Ordering():
            rows = (
                (
                    question.dates[place],
                    question.items[place],
                    _compared(f"number {given.index(place) + 1}", place == given[n]),
                )
                for n, place in enumerate(question.answer)
            )
            return [_table(rows)]
        case Numeric() | Discussion():
            return _open(question, ())


def _compared(yours: str, right: bool) -> str:
    return RIGHT if right else f"{YOURS}: {yours}"


def _lettered(options: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(LETTERS, options, strict=False))


def _table(rows: Iterable[tuple[str, ...]], *, to_choose: bool = False) -> Table:
    """Return rows without a head; a column that is empty in all of them stays out."""
    kept = list(rows)
    wanted = [place for place, column in enumerate(zip(*kept, strict=True)) if any(column)]
    return Table(
        ("",) * len(wanted),
        tuple(
            Row(
                tuple(Cell(row[place]) for place in wanted),
                key=f"{ANSWER}{row[0]}" if to_choose else "",
            )
            for row in kept
        ),
    )
