"""What may be asked, and what may stand beside the right answer without being right too."""

import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.dates import PartialDate
from batteryviz.model.evidence import Claim
from batteryviz.model.quantity import Quantity, Value

Span = tuple[Decimal, Decimal]

_ENDLESS = Decimal("Infinity")
_SMALL = (
    "about also and another are each for from have having into its like made more most near "
    "not off one onto other over several some than that the their them then there they this "
    "under was were when which while with"
)
_SMALL_WORDS = frozenset(_SMALL.split())


class Truth:
    """What a catalog says of each subject, kin included."""

    def __init__(self, catalog: Catalog) -> None:
        """Index the claims of ``catalog`` by parameter."""
        self._catalog = catalog
        self._kin: dict[str, frozenset[str]] = {}
        self._by_parameter: defaultdict[str, list[tuple[str, Claim]]] = defaultdict(list)
        for subject in catalog.subjects.values():
            for claim in subject.claims:
                self._by_parameter[claim.parameter].append((subject.id, claim))

    def kin(self, subject_id: str) -> frozenset[str]:
        """Return a subject, its families and its members: what is said of one may hold for all."""
        if subject_id not in self._kin:
            found = [subject_id, *self._catalog.families(subject_id)]
            waiting = [subject_id]
            while waiting:
                members = [member.id for member in self._catalog.members(waiting.pop())]
                waiting += [member for member in members if member not in found]
                found += members
            self._kin[subject_id] = frozenset(found)
        return self._kin[subject_id]

    def said_of(self, subject_id: str, parameter: str) -> list[Claim]:
        """Return every claim, unchecked ones too, that may speak of a subject's parameter."""
        related = self.kin(subject_id)
        return [
            claim
            for holder, claim in self._by_parameter[parameter]
            if claim.subject in related or holder in related
        ]

    def is_firm(self, claim: Claim) -> bool:
        """Say whether a claim is checked and no claim, of any date or variant, says otherwise."""
        if claim.evidence == "unchecked" or self._catalog.is_disputed(claim):
            return False
        wider = not claim.id.startswith(f"{claim.subject}.")
        if wider or self._catalog.parameters[claim.parameter].several:
            return False
        return all(
            other.states == claim.states for other in self.said_of(claim.subject, claim.parameter)
        )

    def beside(self, claim: Claim) -> list[Claim]:
        """Return checked claims on other subjects whose values cannot be true of this one.

        They measure the same parameter in the same unit; of equal values the first is kept.
        """
        said = [other.value for other in self.said_of(claim.subject, claim.parameter)]
        related = self.kin(claim.subject)
        found: dict[Value, Claim] = {}
        for holder, other in self._by_parameter[claim.parameter]:
            if (
                other.evidence == "checked"
                and other.unit == claim.unit
                and holder not in related
                and other.subject not in related
                and excludes(other.value, said)
            ):
                found.setdefault(other.value, other)
        return list(found.values())


def excludes(value: Value, others: list[Value]) -> bool:
    """Say whether ``value`` cannot be taken for any of ``others``.

    Numbers exclude each other when their ranges do not touch, words when they share no
    telling word.
    """
    return all(_differs(value, other) for other in others)


def _differs(one: Value, other: Value) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        first, second = tolerated(one), tolerated(other)
        return first[1] < second[0] or second[1] < first[0]
    if isinstance(one, str) and isinstance(other, str):
        return not telling(one) & telling(other)
    return False


def telling(text: str) -> frozenset[str]:
    """Return the words of a text that tell it from another, without their endings."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(
        word[:6]
        for word in words
        if (len(word) > 2 or not word.isascii() or word.isdigit()) and word not in _SMALL_WORDS
    )


def tolerated(quantity: Quantity) -> Span:
    """Return the least and the greatest number a source's wording allows.

    A range allows its range and a bound all beyond it; "about" allows half of the last
    digit that is no rounding zero, a tenth of the number at most; a decimal allows half
    of its last digit; a whole number only itself.
    """
    low = -_ENDLESS if quantity.min is None else Decimal(quantity.min)
    high = _ENDLESS if quantity.max is None else Decimal(quantity.max)
    return (
        low - _slack(low, about=quantity.about),
        high + _slack(high, about=quantity.about),
    )


def _slack(number: Decimal, *, about: bool) -> Decimal:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or number == 0:
        return Decimal(0)
    if about:
        rounded_to = number.normalize().as_tuple().exponent
        return min(Decimal(5).scaleb(int(rounded_to) - 1), abs(number) / 10)
    return Decimal(5).scaleb(exponent - 1) if exponent < 0 else Decimal(0)


def days(moment: PartialDate) -> tuple[date, date]:
    """Return the first and the last day a date can mean."""
    first = moment.first_day
    if moment.precision == "day":
        return first, first
    if moment.precision == "month":
        following = (first + timedelta(days=31)).replace(day=1)
        return first, following - timedelta(days=1)
    years = {"year": 1, "decade": 10}.get(moment.precision, 4)
    return first, date(first.year + years - 1, 12, 31)
