"""A quiz as a page: the sheet for the class, and the key with its sources."""

from batteryviz.views.document import (
    SCHEMA_VERSION,
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Json,
    Paragraph,
    Row,
    Table,
)
from batteryviz.views.quiz import spelling
from batteryviz.views.quiz.material import Material
from batteryviz.views.quiz.question import (
    Choice,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    Question,
    Quiz,
)
from batteryviz.views.quiz.speaking import Speaking

BLANK = "________"


def quiz_sheet(material: Material, quiz: Quiz, title: str = "Quiz") -> Document:
    """Return the questions, with room to answer and without the key."""
    speaking = Speaking(material)
    blocks: list[Block] = []
    for number, question in enumerate(quiz.questions, 1):
        # What is asked about counts as disputed; who says what stands in the key.
        speaking.cell(question.basis.claims)
        blocks += [Heading(f"{number}. {question.prompt}", 3), *_asked(question)]
    return Document(
        key=f"quiz:{quiz.seed}",
        title=title,
        subtitle=f"{len(quiz.questions)} questions; quiz number {quiz.seed}",
        blocks=tuple(blocks),
        colophon=speaking.colophon(),
        data=quiz_data(quiz),
        records=(
            ("number", "id", "kind", "question", "answer", "sources"),
            *(
                (
                    number,
                    question.id,
                    type(question).__name__.lower(),
                    " ".join((question.prompt, *spelling.lines(question))),
                    spelling.key(question),
                    spelling.sources(question.basis),
                )
                for number, question in enumerate(quiz.questions, 1)
            ),
        ),
    )


def quiz_key(material: Material, quiz: Quiz, title: str = "Quiz: the key") -> Document:
    """Return the right answers, each with what the sources state."""
    speaking = Speaking(material)
    rows = []
    for number, question in enumerate(quiz.questions, 1):
        talk = isinstance(question, Discussion)
        rows.append(
            Row(
                (
                    Cell(f"{number}."),
                    Cell("to talk about" if talk else spelling.key(question)),
                    speaking.explained(question.basis),
                ),
                key=question.id,
            )
        )
    return speaking.page(
        key=f"quiz:{quiz.seed}:key",
        title=title,
        subtitle=f"{quiz.scored} answers that score; quiz number {quiz.seed}",
        blocks=(Table(("question", "answer", "what sources state"), tuple(rows)),),
        data=quiz_data(quiz),
    )


def quiz_data(quiz: Quiz) -> dict[str, Json]:
    """Return a quiz with its key as JSON."""
    return {
        "schema_version": SCHEMA_VERSION,
        "seed": quiz.seed,
        "questions": [question_data(question) for question in quiz.questions],
        "facts_as_of": quiz.facts_as_of,
    }


def question_data(question: Question) -> dict[str, Json]:
    """Return a question with its key as JSON."""
    data: dict[str, Json] = {
        "id": question.id,
        "kind": type(question).__name__.lower(),
        "prompt": question.prompt,
    }
    match question:
        case Choice():
            data |= {"options": list(question.options), "answer": question.answer}
        case Numeric():
            data |= {
                "unit": question.unit or None,
                "answer": {"min": float(question.low), "max": float(question.high)},
                "shown": question.shown,
            }
        case Matching():
            data |= {
                "left": list(question.left),
                "right": list(question.right),
                "answer": list(question.answer),
            }
        case Ordering():
            data |= {
                "items": list(question.items),
                "answer": list(question.answer),
                "dates": list(question.dates),
            }
        case Discussion():
            data |= {"voices": list(question.voices), "answer": None}
    data |= {
        "explanation": question.basis.text,
        "claims": list(question.basis.claims),
        "events": list(question.basis.events),
        "terms": list(question.basis.terms),
        "citations": [
            {"source": line.source, "locator": line.locator, "read_on": line.read_on or None}
            for line in question.basis.citations
        ],
    }
    return data


def _asked(question: Question) -> list[Block]:
    match question:
        case Choice():
            return [_bullets(spelling.lettered(question.options))]
        case Numeric():
            return [Paragraph(f"Answer: {BLANK} {question.unit}".rstrip())]
        case Matching():
            # Both columns side by side; the longer right one may have no left beside it.
            return [
                Table(
                    ("", "write the letter", ""),
                    tuple(
                        Row((Cell(left), Cell(BLANK), Cell(right)))
                        for left, right in zip(
                            question.left, spelling.lettered(question.right), strict=True
                        )
                    ),
                )
            ]
        case Ordering():
            return [
                _bullets(spelling.lettered(question.items)),
                Paragraph(f"In order: {'  '.join([BLANK] * len(question.items))}"),
            ]
        case Discussion():
            return [
                _bullets(list(question.voices)),
                Paragraph("Talk about it: there is no right or wrong here."),
            ]


def _bullets(texts: list[str]) -> Bullets:
    return Bullets(tuple(Cell(text) for text in texts))
