"""Questions in Moodle's GIFT format, which many learning platforms import."""

from decimal import Decimal
from typing import assert_never

from batteryviz.safety.escaping import gift, gift_category, gift_comment, gift_option
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

_LONGEST_NAME = 80
"""Characters of the name under which a question bank lists a question."""

_PLACES = ("1st, the oldest", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")


def to_gift(lesson: Lesson) -> bytes:
    """Return the quiz of ``lesson``; texts are marked as plain, so no sign is markup."""
    blocks = [
        f"// {gift_comment(lesson.title)}\n"
        f"// {gift_comment(lesson.colophon.catalog_line())} Quiz number {lesson.quiz.seed}.\n"
        f"// Public and educational. {gift_comment(lesson.colophon.scope)}",
        f"$CATEGORY: {gift_category(lesson.title)}",
        *(
            f"// {gift_comment(f'{question.id}: {spelling.sources(question.basis)}')}\n"
            f"::{gift(f'{number}. {question.prompt[:_LONGEST_NAME]}')}::"
            f"[plain]{gift(_prompt(question))} {{{_answers(question)}}}"
            for number, question in enumerate(lesson.quiz.questions, 1)
        ),
    ]
    # An empty line ends a question, so none may stand inside one.
    return ("\n\n".join(blocks) + "\n").encode()


def _prompt(question: Question) -> str:
    if isinstance(question, Discussion):
        return f"{question.prompt} {'; '.join(question.voices)}."
    return question.prompt


def _answers(question: Question) -> str:
    feedback = _feedback(question)
    match question:
        case Choice():
            lines = [
                f"{'=' if place == question.answer else '~'}{gift_option(option)}"
                for place, option in enumerate(question.options)
            ]
        case Numeric():
            return f"#{_number(question.low)}..{_number(question.high)} {feedback}"
        case Matching():
            lines = [
                f"={gift_option(left)} -> {gift_option(question.right[place])}"
                for left, place in zip(question.left, question.answer, strict=True)
            ]
        case Ordering():
            lines = [
                f"={gift_option(question.items[place])} -> {_PLACES[rank]}"
                for rank, place in enumerate(question.answer)
            ]
        case Discussion():
            return feedback
        case _:
            assert_never(question)
    return "\n" + "\n".join([*lines, feedback]) + "\n"


def _feedback(question: Question) -> str:
    basis = question.basis
    return f"####{gift(f'{basis.text} Source: {spelling.sources(basis)}.')}"


def _number(number: Decimal) -> str:
    return f"{number.normalize():f}"
