"""Questions for the value of a firm claim: chosen from options, or typed."""

from decimal import Decimal
from itertools import islice

from batteryviz.views.document import Voice
from batteryviz.views.quiz.apart import excludes
from batteryviz.views.quiz.dice import Dice, Lots
from batteryviz.views.quiz.material import Material, Option, Value
from batteryviz.views.quiz.question import Basis, Choice, Numeric

FEWEST_WRONG = 2
MOST_WRONG = 3
"""Wrong options beside the right one."""

MOST_TRIED = 50
"""Values looked at for wrong options: what touches fifty others makes a poor question."""


def value_choice(material: Material, value: Value, voice: Voice, dice: Dice) -> Choice | None:
    """Return a question with the value of a claim among values of other subjects."""
    right = Option(voice.text, value.low, value.high)
    wrong: list[str] = []
    for number in islice(Lots(material.groups.get(value.options, ()), dice), MOST_TRIED):
        option = material.record(Option, number)
        if excludes(option, right) and option.text not in wrong:
            wrong.append(option.text)
        if len(wrong) == MOST_WRONG:
            break
    if len(wrong) < FEWEST_WRONG:
        return None
    options = dice.shuffled([right.text, *wrong])
    return Choice(
        f"choice.{value.claim}",
        about(value, voice),
        tuple(options),
        options.index(right.text),
        value_basis(voice),
    )


def value_number(value: Value, voice: Voice) -> Numeric | None:
    """Return a question for a number to be typed, or ``None`` when the value is no such number."""
    if not value.typed:
        return None
    return Numeric(
        f"number.{value.claim}",
        f"{about(value, voice)} Give a number{f' in {value.sign}' if value.sign else ''}.",
        value.sign,
        Decimal(value.low),
        Decimal(value.high),
        voice.text,
        value_basis(voice),
    )


def value_basis(voice: Voice) -> Basis:
    """Return what a claim states, with who says so."""
    return Basis(
        f"{named(voice)}, {voice.label}: {voice.text}.",
        tuple(line for line in voice.citations if line.evidence == "checked"),
        claims=(voice.id,),
    )


def about(value: Value, voice: Voice) -> str:
    """Return the question of a value, with what it is asked about."""
    return f"{named(voice)}: {value.asked}"


def named(voice: Voice) -> str:
    """Return what a claim speaks of, with its scope."""
    return f"{voice.subject_name} ({voice.scope})" if voice.scope else voice.subject_name
