"""How a quiz went, as CSV. It holds no name: who answered is for the reader to know."""

from collections.abc import Sequence

from batteryviz.export.tabular import csv_text
from batteryviz.views.quiz.question import Marked, Quiz
from batteryviz.views.quiz.spelling import key

_STATES = {True: "yes", False: "no", None: "not scored"}


def to_scores(quiz: Quiz, marks: Sequence[Marked | None]) -> bytes:
    """Return one row a question; ``None`` marks one that was not answered."""
    rows = (
        (
            quiz.seed,
            number,
            question.id,
            question.prompt,
            mark.given if mark else "",
            _STATES[mark.right] if mark else "not asked",
            key(question),
        )
        for number, (question, mark) in enumerate(zip(quiz.questions, marks, strict=True), 1)
    )
    header = ("quiz", "number", "question", "asked", "given", "right", "key")
    return csv_text([None, header, *rows]).encode()
