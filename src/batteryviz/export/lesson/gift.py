"""Questions in Moodle's GIFT format, which many learning platforms import."""

import re
from decimal import Decimal
from typing import assert_never

from batteryviz.views.lesson import Lesson
from batteryviz.views.quiz import spelling
from batteryviz.views.quiz.question import (
    Choice,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    Question,
)

_CONTROL = re.compile(r"([~=#{}:\\])")
_LONGEST_NAME = 80
"""Characters of the name under which a question bank lists a question."""

_PLACES = ("1st, the oldest", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")


def to_gift(lesson: Lesson) -> bytes:
    """Return the quiz of ``lesson``; texts are marked as plain, so no sign is markup."""
    blocks = [
        f"// {_comment(lesson.title)}\n"
        f"// {_comment(lesson.colophon.catalog_line())} Quiz number {lesson.quiz.seed}.\n"
        f"// Public and educational. {_comment(lesson.colophon.scope)}",
        f"$CATEGORY: {_category(lesson.title)}",
        *(
            f"// {_comment(question.id)}: {_comment(spelling.sources(question.basis))}\n"
            f"::{escape(f'{number}. {question.prompt[:_LONGEST_NAME]}')}::"
            f"[plain]{escape(_prompt(question))} {{{_answers(question)}}}"
            for number, question in enumerate(lesson.quiz.questions, 1)
        ),
    ]
    # An empty line ends a question, so none may stand inside one.
    return ("\n\n".join(blocks) + "\n").encode()


def escape(text: str) -> str:
    """Return ``text`` with every sign that GIFT reads made literal."""
    return _CONTROL.sub(r"\\\1", " ".join(text.split()))


def _prompt(question: Question) -> str:
    if isinstance(question, Discussion):
        return f"{question.prompt} {'; '.join(question.voices)}."
    return question.prompt


def _answers(question: Question) -> str:
    feedback = _feedback(question)
    match question:
        case Choice():
            lines = [
                f"{'=' if place == question.answer else '~'}{_option(option)}"
                for place, option in enumerate(question.options)
            ]
        case Numeric():
            return f"#{_number(question.low)}..{_number(question.high)} {feedback}"
        case Matching():
            lines = [
                f"={_option(left)} -> {_option(question.right[place])}"
                for left, place in zip(question.left, question.answer, strict=True)
            ]
        case Ordering():
            lines = [
                f"={_option(question.items[place])} -> {_PLACES[rank]}"
                for rank, place in enumerate(question.answer)
            ]
        case Discussion():
            return feedback
        case _:
            assert_never(question)
    return "\n" + "\n".join([*lines, feedback]) + "\n"


def _option(text: str) -> str:
    """Return an option that begins with no weight, format or arrow of its own."""
    literal = escape(text).replace("->", "→")
    if literal.startswith("%"):
        literal = f"\N{FULLWIDTH PERCENT SIGN}{literal[1:]}"
    return f"[plain]{literal}" if literal.startswith("[") else literal


def _feedback(question: Question) -> str:
    basis = question.basis
    return f"####{escape(f'{basis.text} Source: {spelling.sources(basis)}.')}"


def _number(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _category(text: str) -> str:
    # A single slash would begin a category inside another.
    return " ".join(text.replace("/", "//").split())


def _comment(text: str) -> str:
    return " ".join(text.split())
