"""The voices of a page about questions, from whatever keeps them. Free of pydantic."""

from collections.abc import Sequence
from dataclasses import replace

from batteryviz.views.document import Cell, Colophon, Reference, Voice
from batteryviz.views.numbered import Numbered
from batteryviz.views.quiz.material import Material
from batteryviz.views.quiz.question import Basis
from batteryviz.views.telling import told


class Speaking(Numbered):
    """Collects the voices of one page and numbers its sources as they are met."""

    def __init__(self, material: Material) -> None:
        """Start a page of the pack that ``material`` was gathered from."""
        super().__init__()
        self._material = material

    def cell(self, claims: Sequence[str]) -> Cell:
        """Return the cell in which claims stand together, and remember them and their rivals."""
        for claim in claims:
            self.own[claim] = None
            voice = self._hear(claim)
            self._note(claim, voice.evidence, disputed=voice.disputed)
            for rival in voice.rivals:
                self._hear(rival)
            for line in voice.citations:
                self.number(line.source, line.locator)
        return told([self.voices[claim] for claim in claims], self.voices, self._numbers)

    def explained(self, basis: Basis) -> Cell:
        """Return the cell that says what sources state, with all that stands behind it."""
        known = self.cell(basis.claims)
        refs = {self.number(line.source, line.locator) for line in basis.citations}
        return Cell(basis.text, known.claims, tuple(sorted(refs)), known.marks)

    def _hear(self, claim: str) -> Voice:
        if claim not in self.voices:
            self.voices[claim] = self._material.voice(claim)
        return self.voices[claim]

    def _reference(self, source: str, number: int, locators: tuple[str, ...]) -> Reference:
        return replace(self._material.reference(source), number=number, locators=locators)

    def _about(self) -> Colophon:
        return self._material.colophon
