"""Marking an answer: what was meant, and whether it is right."""

import re
from decimal import Decimal, InvalidOperation

from batteryviz.views.quiz.question import (
    Choice,
    Discussion,
    Marked,
    Matching,
    Numeric,
    Ordering,
    Question,
)
from batteryviz.views.quiz.spelling import LETTERS


class NoAnswerError(ValueError):
    """A text that is no answer to the question, with a sentence that says what is."""


def mark(question: Question, text: str) -> Marked:
    """Return the mark of the answer ``text``; raise ``NoAnswerError`` when it is none."""
    match question:
        case Choice():
            chosen = _letter(text, question.options)
            return Marked(LETTERS[chosen], chosen == question.answer)
        case Numeric():
            number = _number(text, question.unit)
            return Marked(text.strip(), question.low <= number <= question.high)
        case Matching():
            places = _letters(text, len(question.left), len(question.right))
            return Marked(_spelled(places), places == question.answer)
        case Ordering():
            places = _letters(text, len(question.items), len(question.items))
            return Marked(_spelled(places), places == question.answer)
        case Discussion():
            return Marked(text.strip(), None)


def _letter(text: str, options: tuple[str, ...]) -> int:
    wanted = text.strip().casefold().rstrip(").")
    for place, option in enumerate(options):
        if wanted in {LETTERS[place], str(place + 1), option.casefold()}:
            # A digit means a place in the list unless an option reads just so.
            exact = [n for n, other in enumerate(options) if other.casefold() == wanted]
            return exact[0] if exact else place
    raise NoAnswerError(f"type a letter from a to {LETTERS[len(options) - 1]}")


def _number(text: str, unit: str) -> Decimal:
    bare = text.strip()
    if unit:
        bare = bare.removesuffix(unit)
    bare = re.sub(r"[\s_'\u2019]", "", bare)
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    bare = bare.replace(",", ".")
    try:
        if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", bare):
            raise InvalidOperation
        return Decimal(bare)
    except InvalidOperation:
        raise NoAnswerError("type a number, such as 8 or 2.5") from None


def _letters(text: str, count: int, known: int) -> tuple[int, ...]:
    # "1c 2a", "c, a" and "ca" are one answer.
    letters = [sign for sign in text.casefold() if sign.isalpha()]
    places = tuple(LETTERS.find(letter) for letter in letters)
    if len(places) != count or any(not 0 <= place < known for place in places):
        raise NoAnswerError(f"type {count} letters from a to {LETTERS[known - 1]}")
    return places


def _spelled(places: tuple[int, ...]) -> str:
    return " ".join(LETTERS[place] for place in places)
