"""What may be asked: claims, short names and events that nothing in the catalog contradicts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.dates import PartialDate
from batteryviz.model.evidence import Citation, Claim
from batteryviz.model.quantity import Quantity
from batteryviz.model.vocabulary import Event, Term
from batteryviz.views.quiz.apart import telling

Span = tuple[Decimal, Decimal]

_ENDLESS = Decimal("Infinity")

LONGEST_OPTION = 90
"""Characters of an option that still reads at a glance."""

_LEANS_ON_ITS_DATE = ("this year", "this month", "this day", "this date")


class Truth:
    """What a catalog says of each subject, kin included, on parameters that are asked for."""

    def __init__(self, catalog: Catalog) -> None:
        """Index the claims of ``catalog`` by parameter and subject."""
        self._catalog = catalog
        self._kin: dict[str, frozenset[str]] = {}
        self._said: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        for subject in catalog.subjects.values():
            for claim in subject.claims:
                if catalog.parameters[claim.parameter].question is not None:
                    for holder in {subject.id, claim.subject}:
                        self._said[claim.parameter, holder].append(claim)

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

    def is_firm(self, claim: Claim) -> bool:
        """Say whether a claim is checked and no claim, of any date or variant, says otherwise.

        Its parameter must be one that is asked for. Unchecked claims contradict too.
        """
        if claim.evidence == "unchecked" or self._catalog.is_disputed(claim):
            return False
        wider = not claim.id.startswith(f"{claim.subject}.")
        if wider or self._catalog.parameters[claim.parameter].several:
            return False
        return all(
            other.states == claim.states
            for related in self.kin(claim.subject)
            for other in self._said.get((claim.parameter, related), ())
        )


def has_one_expansion(catalog: Catalog, term: Term) -> bool:
    """Say whether a term stands for some words, checked, and always for the same ones."""
    return ";" not in (term.expansion or "") and has_expansion(catalog, term)


def has_expansion(catalog: Catalog, term: Term) -> bool:
    """Say whether a term is checked, stands for some words, and no claim disputes which.

    Words that are printed otherwise too are told from each other by a semicolon: shown
    together they are one answer, and none of them alone is.
    """
    if term.expansion is None or not _is_checked(term.cited):
        return False
    words = telling(term.expansion)
    return not any(
        isinstance(claim.value, str)
        and len(telling(claim.value) & words) > 1
        and catalog.is_disputed(claim)
        for subject in term.see
        for claim in catalog.subjects[subject].claims
    )


def can_be_dated(catalog: Catalog, event: Event) -> bool:
    """Say whether an event may be put in order: checked, undisputed, its date as printed."""
    return (
        event.evidence == "checked"
        and event.date_note is None
        and len(event.text) <= LONGEST_OPTION
        and not any(words in event.text for words in _LEANS_ON_ITS_DATE)
        and not catalog.is_disputed_event(event)
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


def _is_checked(cited: Sequence[Citation]) -> bool:
    return any(citation.evidence == "checked" for citation in cited)
