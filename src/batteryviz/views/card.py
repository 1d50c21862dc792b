"""One cell opened: who says what, where it was read, and why the voices may differ.

Made from the voices a page carries, so that opening a card needs no model.
"""

from dataclasses import replace

from batteryviz.views.document import (
    Block,
    Cell,
    Document,
    Heading,
    Interval,
    Intervals,
    Paragraph,
    Row,
    Table,
    Voice,
)


def card(document: Document, cell: Cell) -> Document:
    """Return a page about the claims behind ``cell`` and their rivals."""
    own = [document.voices[claim] for claim in cell.claims]
    everyone = list(
        dict.fromkeys(
            voice
            for claim in own
            for voice in (claim.id, *claim.rivals)
            if voice in document.voices
        )
    )
    voices = [document.voices[claim] for claim in everyone]
    blocks: list[Block] = []
    if len(voices) > len(own) or len(own) > 1:
        blocks += rival_blocks(own[0].label, voices)
    for voice in voices:
        blocks += _one(voice)
    cited = {line.source for voice in voices for line in voice.citations}
    return replace(
        document,
        key=f"claims:{'+'.join(cell.claims)}",
        title=f"{own[0].subject_name}: {own[0].label}",
        subtitle="",
        blocks=tuple(blocks),
        claims=cell.claims,
        data=[f"claim:{claim}" for claim in cell.claims],
        records=(),
        listed=tuple(item for item in document.references if item.source in cited),
        colophon=replace(
            document.colophon,
            unchecked_ids=tuple(voice.id for voice in own if voice.evidence == "unchecked"),
            disputed_ids=tuple(voice.id for voice in own if voice.disputed),
        ),
    )


def _one(voice: Voice) -> list[Block]:
    facts = [("value", voice.text)]
    if voice.printed:
        facts.append(("as printed", voice.printed))
    facts.append(("said of", voice.subject_name))
    if voice.scope:
        facts.append(("holds for", voice.scope))
    if voice.note:
        facts.append(("note", voice.note))
    rows = [Row((Cell(name), Cell(text))) for name, text in facts]
    rows += [
        Row(
            (
                Cell("read in" if line.evidence == "checked" else "to be checked in"),
                Cell(
                    f"{line.text} {line.locator[:1].upper()}{line.locator[1:]}. ({line.read})",
                    marks=() if line.evidence == "checked" else ("unchecked",),
                    target=f"source:{line.source}",
                ),
            ),
            key=line.source,
        )
        for line in voice.citations
    ]
    rows.append(Row((Cell("claim id"), Cell(voice.id)), key=voice.id))
    return [
        Heading(f"{voice.text}: {voice.evidence}", 3),
        Table(("", ""), tuple(rows)),
    ]


def rival_blocks(title: str, voices: list[Voice]) -> list[Block]:
    """Return rival voices as a table, numbers also as intervals on one scale."""
    blocks: list[Block] = [
        Heading(f"{title}: {len(voices)} voices", 3),
        Table(
            ("value", "said of", "who says it", "where", "how it was read"),
            tuple(
                Row(
                    (
                        Cell(
                            voice.printed or voice.text,
                            claims=(voice.id,),
                            marks=("unchecked",) if voice.evidence == "unchecked" else (),
                        ),
                        Cell(
                            f"{voice.subject_name} ({voice.scope})"
                            if voice.scope
                            else voice.subject_name
                        ),
                        Cell("; ".join(f"{c.publisher}, {c.year}" for c in voice.citations)),
                        Cell("; ".join(c.locator for c in voice.citations)),
                        Cell("; ".join(dict.fromkeys(c.read for c in voice.citations))),
                    ),
                    key=voice.id,
                )
                for voice in voices
            ),
        ),
    ]
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
    reasons = dict.fromkeys(reason for voice in voices for reason in voice.reasons)
    blocks += [Paragraph(f"Why they may differ: {reason}") for reason in reasons]
    return blocks
