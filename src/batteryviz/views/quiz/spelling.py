"""How a question and its key are spelled in lines, for paper, terminals and listeners."""

from typing import assert_never

from batteryviz.views.document import CitationLine
from batteryviz.views.quiz.question import (
    Basis,
    Choice,
    Discussion,
    Marked,
    Matching,
    Numeric,
    Ordering,
    Question,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def lines(question: Question) -> list[str]:
    """Return what stands below the prompt: options, items, voices."""
    match question:
        case Choice():
            return lettered(question.options)
        case Numeric():
            return []
        case Matching():
            return [
                *(f"{number}. {name}" for number, name in enumerate(question.left, 1)),
                *lettered(question.right),
            ]
        case Ordering():
            return lettered(question.items)
        case Discussion():
            return [f"- {voice}" for voice in question.voices]
        case _:
            assert_never(question)


def how_to_answer(question: Question) -> str:
    """Return how a reader types the answer."""
    match question:
        case Choice():
            return "Type a letter."
        case Numeric():
            return "Type a number."
        case Matching():
            return f"Type one letter for each number, in order: {_example(len(question.left))}."
        case Ordering():
            return f"Type the letters from oldest to newest: {_example(len(question.items))}."
        case Discussion():
            return "There is no right or wrong here. Press Enter to read what is known."
        case _:
            assert_never(question)


def key(question: Question) -> str:
    """Return the right answer in words; for a discussion, what is known."""
    match question:
        case Choice():
            return f"{LETTERS[question.answer]}) {question.options[question.answer]}"
        case Numeric():
            return question.shown
        case Matching():
            return ", ".join(
                f"{number}{LETTERS[place]}" for number, place in enumerate(question.answer, 1)
            )
        case Ordering():
            return ", ".join(
                f"{LETTERS[place]} ({question.dates[place]})" for place in question.answer
            )
        case Discussion():
            return question.basis.text
        case _:
            assert_never(question)


def verdict(question: Question, marked: Marked) -> str:
    """Return how an answer was, in a few words; a wrong one with the right one."""
    if marked.right is None:
        return "What is known"
    return "Right." if marked.right else f"Not quite. The answer is {key(question)}."


def sources(basis: Basis) -> str:
    """Return who says so, in one line."""
    return "; ".join(dict.fromkeys(source(line) for line in basis.citations))


def source(line: CitationLine) -> str:
    """Return one citation in words: ``The War Zone, 2020, para 4``."""
    return f"{line.publisher}, {line.year}, {line.locator}"


def lettered(options: tuple[str, ...]) -> list[str]:
    """Return options behind letters: ``a) 120°``."""
    return [f"{letter}) {option}" for letter, option in zip(LETTERS, options, strict=False)]


def _example(count: int) -> str:
    return " ".join(reversed(LETTERS[:count]))
