"""The papers of a lesson, as pages: handout, labelling sheet, quiz, their keys, teacher's page."""

from dataclasses import replace
from decimal import Decimal

from batteryviz.views.blank import blank, key_of
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Colophon,
    Document,
    Heading,
    Paragraph,
    References,
    Row,
    Schematic,
    Table,
)
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.lesson import Lesson, Stop
from batteryviz.views.quiz.sheet import BLANK, quiz_key, quiz_sheet


def handout(lesson: Lesson) -> Document:
    """Return what the class takes home: the drawing, each step, the sources."""
    blocks: list[Block] = [Paragraph(lesson.summary, "lead")]
    if lesson.drawing is not None:
        blocks.append(lesson.drawing)
    for stop in lesson.stops:
        blocks += _handout_stop(stop)
    if lesson.words:
        rows = tuple(Row((Cell(word), Cell(meaning))) for word, meaning in lesson.words)
        blocks += [Heading("Words to know"), Table(("", ""), rows)]
    blocks += [Heading("Sources"), References(lesson.references)]
    return _page(lesson, "handout", lesson.title, f"Handout · {lesson.minutes}", blocks)


def _handout_stop(stop: Stop) -> list[Block]:
    blocks: list[Block] = [
        Heading(f"{stop.number}. {stop.title}", 3),
        Paragraph(f"{stop.text} {''.join(f'[{number}]' for number in stop.refs)}"),
    ]
    if len(stop.voices) > 1:
        voices = (Cell(f"{voice.value} ({voice.speaker})") for voice in stop.voices)
        blocks.append(Bullets(tuple(voices)))
    return blocks


def worksheet(lesson: Lesson) -> Document | None:
    """Return the drawing with numbered boxes to be named, or ``None`` without a battery."""
    if lesson.battery is None or lesson.drawing is None:
        return None
    page = blank(lesson.battery)
    drawing = next(block for block in page.blocks if isinstance(block, Schematic))
    names = dict.fromkeys(KIND_NAMES.get(n.kind, n.name).lower() for n in lesson.drawing.nodes)
    half = -(-len(drawing.nodes) // 2)
    rows = tuple(
        Row(
            (
                Cell(f"{number}."),
                Cell(BLANK * 2),
                *(
                    (Cell(f"{number + half}."), Cell(BLANK * 2))
                    if number + half <= len(drawing.nodes)
                    else (Cell(""), Cell(""))
                ),
            )
        )
        for number in range(1, half + 1)
    )
    blocks: list[Block] = [
        Paragraph("Name the part in each numbered box. The lines say what goes between.", "lead"),
        drawing,
        Table(("", "", "", ""), rows),
        Paragraph(f"Words to use: {', '.join(sorted(names))}.", "muted"),
    ]
    mark = _settled(lesson.battery.colophon, _drawn(lesson.drawing))
    return _page(lesson, "worksheet", "Name the boxes", lesson.title, blocks, mark)


def worksheet_key(lesson: Lesson) -> Document | None:
    """Return the key to the labelling sheet, or ``None`` without a battery."""
    if lesson.battery is None or lesson.drawing is None:
        return None
    key = key_of(lesson.battery)
    blocks: list[Block] = [lesson.drawing, *key.blocks]
    listed = {
        claim
        for block in key.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        for claim in cell.claims
    }
    mark = _settled(lesson.battery.colophon, _drawn(lesson.drawing) | listed)
    return _page(lesson, "worksheet-key", "Name the boxes: the key", lesson.title, blocks, mark)


def questions(lesson: Lesson) -> Document:
    """Return the quiz without its key."""
    page = quiz_sheet(lesson.material, lesson.quiz, "Quiz")
    return _page(lesson, "quiz", "Quiz", lesson.title, list(page.blocks), page.colophon)


def answers(lesson: Lesson) -> Document:
    """Return the key to the quiz, with its sources."""
    page = quiz_key(lesson.material, lesson.quiz, "Quiz: the key")
    blocks = list(page.blocks)
    return _page(lesson, "quiz-key", "Quiz: the key", lesson.title, blocks, page.colophon)


def teachers_page(lesson: Lesson, files: dict[str, str]) -> Document:
    """Return aims, timing, where sources disagree, and what each of ``files`` is for."""
    begin = Decimal(0)
    rows = []
    for stop in lesson.stops:
        length = Decimal(stop.minutes.split()[0])
        rows.append(
            Row(
                (
                    Cell(f"{float(begin):g} to {float(begin + length):g}"),
                    Cell(stop.title, refs=stop.refs),
                    Cell(stop.notes),
                )
            )
        )
        begin += length
    disputed = [stop for stop in lesson.stops if len(stop.voices) > 1]
    blocks: list[Block] = [
        Paragraph(lesson.summary, "lead"),
        Heading("Aims"),
        Bullets(tuple(Cell(aim) for aim in lesson.aims)),
        Heading("Timing"),
        Table(("minutes", "step", "what you may say or ask"), tuple(rows)),
    ]
    if disputed:
        blocks += [
            Heading("Where sources disagree"),
            Bullets(
                tuple(
                    Cell(
                        f"{stop.title}: "
                        + "; ".join(f"{v.value} ({v.speaker})" for v in stop.voices)
                    )
                    for stop in disputed
                )
            ),
            Paragraph("None of these is asked as right or wrong. Let the class say who says what."),
        ]
    blocks += [
        Heading("What is in the pack"),
        Table(
            ("file", "what it is for"),
            tuple(Row((Cell(name), Cell(purpose))) for name, purpose in files.items()),
        ),
        Heading("Sources"),
        References(lesson.references),
    ]
    subtitle = f"Teacher's page · {lesson.minutes}"
    return _page(lesson, "teacher", lesson.title, subtitle, blocks)


def _drawn(drawing: Schematic) -> set[str]:
    return {claim for link in drawing.links for claim in link.cell.claims}


def _settled(colophon: Colophon, claims: set[str]) -> Colophon:
    """Return ``colophon`` as that of a paper that shows ``claims`` and no others."""
    return replace(
        colophon,
        unchecked_ids=tuple(name for name in colophon.unchecked_ids if name in claims),
        disputed_ids=tuple(name for name in colophon.disputed_ids if name in claims),
    )


def _page(
    lesson: Lesson,
    room: str,
    title: str,
    subtitle: str,
    blocks: list[Block],
    colophon: Colophon | None = None,
) -> Document:
    """Return a paper; without a ``colophon``, it shows what the tour rests on."""
    return Document(
        key=f"lesson:{lesson.id}:{room}",
        title=title,
        subtitle=subtitle,
        blocks=tuple(blocks),
        colophon=colophon or lesson.colophon,
    )
