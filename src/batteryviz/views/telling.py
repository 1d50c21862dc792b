"""Claims told together in one cell. Free of pydantic: ready pages are narrowed with it too."""

from collections.abc import Mapping, Sequence

from batteryviz.views.document import Cell, Mark, Voice


def told(
    voices: Sequence[Voice],
    everyone: Mapping[str, Voice],
    numbers: Mapping[str, int],
    *,
    home: str = "",
    target: str = "",
) -> Cell:
    """Return the cell in which ``voices`` stand together.

    ``everyone`` holds all voices of the page by id, ``numbers`` its sources by id. A
    voice on another subject than ``home`` says so: what is said of "the Patriot radar"
    is said of no one model.
    """
    disputing = dict.fromkeys(
        name
        for voice in voices
        if any(rival in everyone for rival in voice.rivals)
        for name in (voice.id, *voice.rivals)
        if name in everyone
    )
    marks: list[Mark] = []
    if disputing:
        marks.append("disputed")
    if any(voice.evidence == "unchecked" for voice in voices):
        marks.append("unchecked")
    return Cell(
        text=" · ".join(dict.fromkeys(_shown(voice, home) for voice in voices)),
        claims=tuple(voice.id for voice in voices),
        refs=tuple(sorted({numbers[line.source] for voice in voices for line in voice.citations})),
        marks=tuple(marks),
        target=target,
        voices=len(disputing),
    )


def _shown(voice: Voice, home: str) -> str:
    scope = [voice.scope] if voice.scope else []
    if home and voice.subject != home:
        scope.append(f"said of the {voice.subject_name}")
    return f"{voice.text} ({'; '.join(scope)})" if scope else voice.text
