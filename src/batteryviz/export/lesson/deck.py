"""The deck of a lesson: one idea a slide, notes for the presenter, sources at the end."""

from collections.abc import Sequence
from datetime import datetime

from batteryviz.export.lesson.pictures import draw_battery, draw_map, laid_out
from batteryviz.export.lesson.slides import (
    FULL,
    MARGIN,
    SMALLEST,
    Place,
    SlideMaker,
    table,
    text,
)
from batteryviz.export.lesson.words import drawing_words, part_lines
from batteryviz.export.words import reference_line
from batteryviz.export.zips import settled
from batteryviz.views.document import Cell, Reference, Schematic
from batteryviz.views.lesson import Lesson, Stop
from batteryviz.views.quiz import spelling
from batteryviz.views.quiz.question import Choice
from batteryviz.views.wording import year_in

_REFERENCES_ON_A_SLIDE = 14
_LONG = 150
"""Characters of a text that fills its place in the larger letters."""

_LINE, _LINES = 84, 6
"""Characters of a line and lines of facts, on a slide without a drawing or rival voices."""

_QUESTIONS = 3
"""Questions shown; all of them are on the quiz sheet."""


def to_deck(lesson: Lesson, moment: datetime) -> bytes:
    """Return the deck of ``lesson`` as a PowerPoint file that gives ``moment`` as its own."""
    maker = SlideMaker()
    as_of = lesson.colophon.facts_as_of
    maker.opening(
        lesson.title,
        f"{lesson.minutes} · facts as of {as_of}",
        f"{lesson.summary} Planned time: {lesson.minutes}. "
        "Each slide has its notes and its sources below it.",
    )
    maker.bullets("What we will learn", lesson.aims, "The aims of the lesson.")
    if lesson.drawing is not None:
        _battery(maker, lesson.drawing)
    for stop in lesson.stops:
        _stop(maker, lesson, stop)
    for question in [q for q in lesson.quiz.questions if isinstance(q, Choice)][:_QUESTIONS]:
        slide = maker.page(
            "Check yourself",
            f"Answer: {spelling.key(question)}. {question.basis.text} "
            f"Source: {spelling.sources(question.basis)}.",
        )
        text(slide, Place(MARGIN, 1.6, FULL, 1.6), [question.prompt])
        options = spelling.lettered(question.options)
        text(slide, Place(MARGIN + 0.4, 3.4, FULL - 0.4, 3.4), options)
    _references(maker, lesson)
    properties = maker.deck.core_properties
    properties.title, properties.author = lesson.title[:250], lesson.colophon.pack[:250]
    properties.subject, properties.language = lesson.summary[:250], "en-US"
    properties.comments = f"Facts as of {as_of}, version {lesson.colophon.version}."
    # PowerPoint keeps moments without a time zone, in UTC.
    properties.created = properties.modified = moment.replace(tzinfo=None)
    properties.last_modified_by, properties.revision = lesson.colophon.pack[:250], 1
    return settled(maker.save(), moment)


def _battery(maker: SlideMaker, schematic: Schematic) -> None:
    drawing = laid_out(schematic)
    if drawing is None:
        notes = f"The battery has too many parts to draw on a slide. {drawing_words(schematic)}"
        maker.bullets(schematic.title, part_lines(schematic), notes, SMALLEST)
        return
    slide = maker.page(
        schematic.title,
        "The lines are those that a source states. ≠ marks what sources disagree on.",
    )
    draw_battery(slide, Place(MARGIN, 1.6, FULL, 5.5), schematic, drawing)


def _stop(maker: SlideMaker, lesson: Lesson, stop: Stop) -> None:
    slide = maker.page(stop.title, _notes(lesson, stop))
    drawing = lesson.drawing
    kinds = {node.kind for node in drawing.nodes} if drawing else set()
    mapped = stop.kind in kinds or stop.page.partition(":")[0] == "battery"
    # One voice alone is no disagreement to show; the notes name it.
    voices = stop.voices if len(stop.voices) > 1 else ()
    beside = bool(mapped and voices)
    size = SMALLEST if beside else 28 if voices or len(stop.text) > _LONG else 32
    text(slide, Place(MARGIN, 1.6, FULL * (0.58 if beside else 1.0), 2.4), [stop.text], size)
    if voices:
        rows = [("It says", "Who says it"), *((voice.value, voice.speaker) for voice in voices)]
        top = 4.1 if beside else 3.6
        table(
            slide,
            Place(MARGIN, top, FULL, min(0.5 * len(rows), 6.6 - top)),
            rows,
            (0.45, 0.55),
            "Sources disagree. " + "; ".join(f"{voice.speaker}: {voice.value}" for voice in voices),
        )
    if drawing is not None and mapped:
        place = Place(MARGIN + FULL * 0.2, 4.1, FULL * 0.6, 2.4)
        if beside:
            place = Place(MARGIN + FULL * 0.62, 1.75, FULL * 0.38, 2.1)
        draw_map(slide, place, drawing, stop.kind)
    elif not voices:
        text(slide, Place(MARGIN, 3.8, FULL, 2.8), _shown(stop.facts), SMALLEST)
    numbers = " ".join(f"[{number}]" for number in stop.refs)
    text(slide, Place(MARGIN, 6.75, FULL, 0.6), [f"Sources: {numbers}"], SMALLEST)


def _shown(facts: Sequence[Cell]) -> list[str]:
    """Return as many facts as fit; what several say of one matter is named once, above them.

    All of them are in the notes.
    """
    matter = facts[0].text.partition(": ")[0] if facts else ""
    shared = len(facts) > 1 and all(fact.text.startswith(f"{matter}: ") for fact in facts)
    lines = [f"{matter}:"] if shared else []
    for fact in facts:
        lines.append(f"• {_fact(fact).removeprefix(f'{matter}: ' if shared else '')}")
        if sum(-(-len(line) // _LINE) for line in lines) > _LINES:
            return lines[:-1]
    return lines


def _fact(fact: Cell) -> str:
    return f"{fact.text} {''.join(f'[{number}]' for number in fact.refs)}".rstrip()


def _notes(lesson: Lesson, stop: Stop) -> str:
    known = {reference.number: reference for reference in lesson.references}
    facts = [
        f"- {_fact(fact)}{' (sources disagree)' if 'disputed' in fact.marks else ''}"
        for fact in stop.facts
    ]
    sources = [f"[{number}] {reference_line(known[number])}" for number in stop.refs]
    return "\n".join(
        [stop.notes, f"Time: {stop.minutes}. Page: {stop.page}.", "It rests on:", *facts, *sources]
    )


def _references(maker: SlideMaker, lesson: Lesson) -> None:
    items = lesson.references
    slides = -(-len(items) // _REFERENCES_ON_A_SLIDE)
    for number in range(slides):
        some = items[number * len(items) // slides : (number + 1) * len(items) // slides]
        notes = "\n".join(f"[{item.number}] {reference_line(item)} {item.url}" for item in some)
        slide = maker.page("Sources", notes)
        half = -(-len(some) // 2)
        for column, column_items in enumerate((some[:half], some[half:])):
            if column_items:
                place = Place(MARGIN + column * FULL / 2, 1.6, FULL / 2 - 0.2, 5.2)
                text(slide, place, [_short(item) for item in column_items], SMALLEST)
    colophon = lesson.colophon
    maker.bullets(
        "About these facts",
        [
            colophon.scope,
            f"Facts as of {colophon.facts_as_of}, version {colophon.version}.",
            f"Licence of the facts: {colophon.licence}.",
            f"A wrong fact? Report it to {colophon.report_faults_to}.",
        ],
        "\n".join(colophon.lines()),
    )


def _short(reference: Reference) -> str:
    """Return a reference as short as a slide wants it; the notes hold it in full."""
    data = reference.data if isinstance(reference.data, dict) else {}
    publisher = str(data.get("publisher", reference.source))
    return f"[{reference.number}] {publisher}, {year_in(str(data.get('published') or ''))}"
