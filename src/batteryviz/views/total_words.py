"""Totals in words: the sum, how it comes about, and what it rests on."""

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.evidence import Claim
from batteryviz.views import wording
from batteryviz.views.document import Cell, Json, Row
from batteryviz.views.standing import standing_cell
from batteryviz.views.totals import Summand, Total, span
from batteryviz.views.voices import Chorus

NOT_FOLLOWING = "of the battery as described; it does not follow the number of launchers"


def total_row(catalog: Catalog, total: Total, chorus: Chorus) -> Row:
    """Return one row: the name of the total, its value, and what it rests on."""
    return Row(
        (Cell(total.label), value_cell(total, chorus), _rests_on(catalog, total, chorus)),
        key=total.key,
    )


def value_cell(total: Total, chorus: Chorus) -> Cell:
    """Return the value of a total, how it comes about, and the claims behind it."""
    if total.words:
        return _stated(total, chorus)
    if total.number is None:
        return Cell(f"not known: {total.missing}", silence="not-stated")
    terms = [_term(summand) for summand in total.summands]
    limit = "up to " if total.limit else ""
    number = wording.digits(total.number)
    sum_of = " + ".join(terms)
    text = f"{limit}{number}" if sum_of == number else f"{limit}{number} = {sum_of}"
    if total.partial:
        text += f"; {total.missing}"
    claims = _claims(total)
    cell = chorus.cell(claims) if claims else Cell("")
    return Cell(text, cell.claims, cell.refs, cell.marks)


def _term(summand: Summand) -> str:
    if summand.each == 1:
        return str(summand.number)
    if summand.number == 1 and not summand.limit:
        return str(summand.each)
    return f"{summand.number} × {'up to ' if summand.limit else ''}{summand.each}"


def _stated(total: Total, chorus: Chorus) -> Cell:
    """Return a total that sources state whole: as a span when they differ."""
    if not total.claims:
        return Cell(f"not stated: {total.missing}", silence="not-stated")
    cell = chorus.cell(list(total.claims))
    if len(total.claims) == 1 or total.key == "launcher-power":
        return cell
    low, high = span(total.claims)
    bounds = {
        (True, True): f"{low} to {high}",
        (True, False): f"at least {low}",
        (False, True): f"up to {high}",
        (False, False): "differing numbers",
    }[low is not None, high is not None]
    return Cell(f"{bounds}: {cell.text}", cell.claims, cell.refs, cell.marks)


def _rests_on(catalog: Catalog, total: Total, chorus: Chorus) -> Cell:
    if total.key == "launchers":
        return standing_cell(catalog, total.number or 0, total.claims, chorus)
    claims = _claims(total)
    if not claims:
        return Cell("no claim")
    names = "; ".join(
        dict.fromkeys(
            f"{catalog.subjects[claim.subject].name}, "
            f"{catalog.parameters[claim.parameter].label}: {_said(claim)}"
            for claim in claims
        )
    )
    if total.words and total.key != "launcher-power":
        names = f"{catalog.subjects[claims[0].subject].name}: {NOT_FOLLOWING}"
    return Cell(names, tuple(claim.id for claim in claims))


def _said(claim: Claim) -> str:
    scope = wording.scope(claim)
    return f"{wording.value(claim)} ({scope})" if scope else wording.value(claim)


def _claims(total: Total) -> list[Claim]:
    found = {s.claim.id: s.claim for s in total.summands if s.claim is not None}
    found |= {claim.id: claim for claim in total.claims}
    return list(found.values())


def total_data(total: Total) -> Json:
    """Return a total as JSON: the number, its terms, its claims, and what is missing."""
    low, high = span(total.claims) if total.words else (total.number, total.number)
    return {
        "key": total.key,
        "label": total.label,
        "total": total.number,
        "min": low if not total.limit else None,
        "max": high,
        "terms": [
            {
                "number": summand.number,
                "each": summand.each,
                "at_most": summand.limit,
                "claim": summand.claim.id if summand.claim else None,
            }
            for summand in total.summands
        ],
        "rests_on": [claim.id for claim in _claims(total)],
        "not_given": total.missing or None,
    }
