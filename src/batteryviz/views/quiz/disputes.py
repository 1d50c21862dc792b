"""Questions about a disagreement: who speaks, and why; never who is right."""

from collections.abc import Sequence

from batteryviz.views.document import CitationLine, Voice
from batteryviz.views.quiz.dice import Dice
from batteryviz.views.quiz.material import Dispute, Material
from batteryviz.views.quiz.question import Basis, Choice, Discussion
from batteryviz.views.quiz.values import MOST_WRONG, named


def source_choice(
    material: Material, dispute: Dispute, claim: str, others: Sequence[str], dice: Dice
) -> Choice:
    """Return "which of these says…" of one claim; ``others`` say otherwise."""
    voice = material.voice(claim)
    right = _speaker(voice)
    options = dice.shuffled([right, *dice.shuffled(others)[:MOST_WRONG]])
    return Choice(
        f"source.{claim}",
        f"Sources disagree about {dispute.title}. Which of these says "
        f"“{named(voice)}: {voice.text}”?",
        tuple(options),
        options.index(right),
        Basis(
            f"{_said(voice)}. Others say otherwise: {dispute.reason}",
            _checked(voice),
            claims=(claim,),
        ),
    )


def discussion(material: Material, dispute: Dispute) -> Discussion:
    """Return "why may these differ": something to talk about, not to get right."""
    voices = [material.voice(claim) for claim, _ in dispute.voices]
    return Discussion(
        f"why.{dispute.id}",
        f"Sources disagree about {dispute.title}. Why may they differ?",
        tuple(_said(voice) for voice in voices),
        Basis(
            dispute.reason,
            tuple(dict.fromkeys(line for voice in voices for line in _checked(voice))),
            claims=tuple(voice.id for voice in voices),
        ),
    )


def _said(voice: Voice) -> str:
    return f"{_speaker(voice)}: {named(voice)}, {voice.text}"


def _speaker(voice: Voice) -> str:
    line = _checked(voice)[0]
    return f"{line.publisher}, {line.year}"


def _checked(voice: Voice) -> tuple[CitationLine, ...]:
    return tuple(line for line in voice.citations if line.evidence == "checked")
