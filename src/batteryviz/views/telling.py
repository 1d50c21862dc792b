"""Claims told together in one cell. Free of pydantic: ready pages are narrowed with it too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from batteryviz.views.document import Cell, Mark, Silence, Voice

SILENCES: dict[Silence, str] = {
    "": "",
    "not-published": "not published",
    "not-looked-for": "—",
    "not-stated": "not stated",
    "left-out": "unchecked, left out",
}
"""The silences, each in its own spelling."""


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
    parts: tuple[Cell, ...] = ()
    if len(voices) > 1:
        alone = (told([voice], everyone, numbers, home=home) for voice in voices)
        # The whole cell says how many voices there are, once.
        parts = tuple(replace(part, voices=0) for part in alone)
    unchecked = any(voice.evidence == "unchecked" for voice in voices)
    return Cell(
        text=" · ".join(dict.fromkeys(_shown(voice, home) for voice in voices)),
        claims=tuple(voice.id for voice in voices),
        refs=tuple(sorted({numbers[line.source] for voice in voices for line in voice.citations})),
        marks=marked(disputed=bool(disputing), unchecked=unchecked),
        target=target,
        parts=parts,
        voices=len(disputing),
    )


def marked(*, disputed: bool, unchecked: bool) -> tuple[Mark, ...]:
    """Return the marks of a cell, in the order they are shown."""
    marks: list[Mark] = ["disputed"] if disputed else []
    return (*marks, "unchecked") if unchecked else tuple(marks)


def _shown(voice: Voice, home: str) -> str:
    scope = [voice.scope] if voice.scope else []
    if home and voice.subject != home:
        scope.append(f"said of the {voice.subject_name}")
    return f"{voice.text} ({'; '.join(scope)})" if scope else voice.text
