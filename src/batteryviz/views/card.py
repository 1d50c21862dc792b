"""One cell opened: who says what, where it was read, and why the voices may differ.

Made from the voices a page carries, so that opening a card needs no model.
"""

from collections.abc import Sequence
from dataclasses import replace

from batteryviz.views.document import (
    Block,
    Cell,
    Document,
    Heading,
    Interval,
    Intervals,
    Paragraph,
    References,
    Row,
    Table,
    Voice,
    in_place_of,
)
from batteryviz.views.telling import SILENCES


def card(document: Document, cell: Cell) -> Document:
    """Return a page about the claims behind ``cell`` and their rivals."""
    own = [document.voices[claim] for claim in cell.claims]
    everyone = dict.fromkeys(
        name for voice in own for name in (voice.id, *voice.rivals) if name in document.voices
    )
    voices = [document.voices[name] for name in everyone]
    blocks: list[Block] = []
    if len(voices) > 1:
        blocks += rival_blocks(own[0].label, voices)
    for voice in voices:
        blocks += _one(voice, document, len(voices) > 1)
    cited = {line.source for voice in voices for line in voice.citations}
    subjects = dict.fromkeys(voice.subject_name for voice in own)
    return replace(
        document,
        key=f"claims:{'+'.join(cell.claims)}",
        title=f"{', '.join(subjects)}: {own[0].label}",
        subtitle="",
        blocks=tuple(blocks),
        claims=cell.claims,
        data=[in_place_of(claim) for claim in cell.claims],
        records=(),
        listed=tuple(item for item in document.references if item.source in cited),
        colophon=replace(
            document.colophon,
            unchecked_ids=tuple(voice.id for voice in own if voice.evidence == "unchecked"),
            disputed_ids=tuple(voice.id for voice in own if voice.disputed),
        ),
    )


def _one(voice: Voice, document: Document, several: bool) -> list[Block]:
    facts = [("value", voice.text)]
    if voice.printed:
        facts.append(("as printed", voice.printed))
    facts.append(("said of", voice.subject_name))
    if voice.scope:
        facts.append(("holds for", voice.scope))
    if voice.note:
        facts.append(("note", voice.note))
    rows = [Row((Cell(name), Cell(text)), key=voice.id) for name, text in facts]
    rows += [
        Row(
            (
                Cell("read in" if line.evidence == "checked" else "to be checked in"),
                Cell(
                    f"{line.text} {line.locator[:1].upper()}{line.locator[1:]}. ({line.read})",
                    claims=(voice.id,),
                    marks=() if line.evidence == "checked" else ("unchecked",),
                    target=f"source:{line.source}",
                ),
            ),
            key=line.source,
        )
        for line in voice.citations
    ]
    others = [document.voices[name] for name in voice.rivals if name in document.voices]
    if others and not several:
        rows.append(Row((Cell("against"), Cell("; ".join(other.text for other in others)))))
    rows.append(Row((Cell("claim id"), Cell(voice.id)), key=voice.id))
    return [Heading(f"{voice.text}: {voice.evidence}", 3), Table(("", ""), tuple(rows))]


def rival_blocks(title: str, voices: Sequence[Voice]) -> list[Block]:
    """Return rival voices: why they may differ, who says what, and one scale for numbers."""
    meant = {(voice.subject_name, voice.scope) for voice in voices}
    names = {voice.subject_name for voice in voices}
    of = f", said of {names.pop()}" if len(names) == 1 else ""
    reasons = dict.fromkeys(reason for voice in voices for reason in voice.reasons)
    told = ("value as printed", "who says it", "where, and how it was read")
    columns = (*told[:2], "said of", told[2]) if len(meant) > 1 else told
    blocks: list[Block] = [Heading(f"{title}{of}: {len(voices)} voices", 3)]
    blocks += [Paragraph(f"Why they may differ: {reason}") for reason in reasons]
    blocks.append(Table(columns, tuple(_rival(voice, len(meant) > 1) for voice in voices)))
    numbers = [voice for voice in voices if voice.low is not None or voice.high is not None]
    if len(numbers) > 1 and len({voice.unit for voice in numbers}) == 1:
        blocks.append(
            Intervals(
                title,
                numbers[0].unit,
                tuple(
                    Interval(
                        f"{voice.citations[0].publisher}, {voice.citations[0].year}",
                        voice.low,
                        voice.high,
                        Cell(voice.text, claims=(voice.id,)),
                    )
                    for voice in numbers
                ),
            )
        )
    return blocks


def _rival(voice: Voice, says_of_what: bool) -> Row:
    scope = f"{voice.subject_name} ({voice.scope})" if voice.scope else voice.subject_name
    return Row(
        (
            Cell(
                voice.printed or voice.text,
                claims=(voice.id,),
                marks=("unchecked",) if voice.evidence == "unchecked" else (),
            ),
            Cell("; ".join(f"{line.publisher}, {line.year}" for line in voice.citations)),
            *([Cell(scope)] if says_of_what else []),
            Cell("; ".join(f"{line.locator} ({line.read})" for line in voice.citations)),
        ),
        key=voice.id,
    )


SILENCE_MEANINGS = {
    "not-published": "It was looked for in the sources below, and none of them states it.",
    "not-looked-for": "Nobody has looked for it yet: this says nothing of what is published.",
    "left-out": "Only unchecked claims speak of it, and they are left out here.",
    "not-stated": "The source describes this battery and gives no number for this part.",
}


def silence_card(document: Document, cell: Cell, matter: str) -> Document:
    """Return a page that says what the silence of ``cell`` on ``matter`` means."""
    blocks: list[Block] = [Paragraph(SILENCE_MEANINGS[cell.silence], "lead")]
    if cell.note:
        blocks.append(Paragraph(cell.note))
    searched = tuple(item for item in document.references if item.number in cell.refs)
    if searched:
        blocks += [Heading("Looked in"), References(searched)]
    return replace(
        document,
        key=f"silence:{matter}",
        title=f"{matter}: {SILENCES[cell.silence]}",
        subtitle="",
        blocks=tuple(blocks),
        claims=(),
        data={"silence": cell.silence, "matter": matter, "note": cell.note},
        records=(),
        listed=(),
        colophon=replace(document.colophon, unchecked_ids=(), disputed_ids=()),
    )
