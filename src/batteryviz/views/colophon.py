"""What every page and every file says of itself."""

from collections import Counter

from batteryviz.views.record import record

_SPELLED = {"disputed": "≠", "unchecked": "○"}


@record
class Colophon:
    """The catalog a page was made from, its date, and what on the page is not settled."""

    pack: str
    version: str
    digest: str
    facts_as_of: str
    licence: str
    scope: str
    report_faults_to: str
    unchecked_ids: tuple[str, ...] = ()
    """Full ids of claims, and ``event:ID`` and ``term:ID``, that are unchecked."""
    disputed_ids: tuple[str, ...] = ()
    """The same of those on which sources do not agree."""
    left_out: int = 0
    """Unchecked claims left out of the whole encyclopedia, on request."""
    left_out_events: int = 0
    left_out_terms: int = 0

    @property
    def unchecked(self) -> int:
        """How many claims, events and terms of the page are unchecked."""
        return len(self.unchecked_ids)

    @property
    def disputed(self) -> int:
        """How many claims and events of the page are disputed."""
        return len(self.disputed_ids)

    def cite_as(self, title: str) -> str:
        """Return the reference line of the page ``title``."""
        return f"“{title}”, {self.catalog_line()}"

    def catalog_line(self) -> str:
        """Return the catalog with its version, its date and its digest."""
        return (
            f"{self.pack}, version {self.version}, facts as of {self.facts_as_of} "
            f"(digest {self.digest[:12]})."
        )

    def counts_line(self) -> str:
        """Return how much on the page is disputed and how much unchecked."""
        return (
            f"On this page: {counted(self.disputed_ids, 'disputed')} (≠), "
            f"{counted(self.unchecked_ids, 'unchecked')} (○)."
        )

    def id_lines(self) -> list[str]:
        """Return the ids of what is disputed and unchecked, one line each."""
        return [
            f"{state.capitalize()} ({sign}): {', '.join(ids)}."
            for state, sign in _SPELLED.items()
            for ids in [self.disputed_ids if state == "disputed" else self.unchecked_ids]
            if ids
        ]

    def left_out_line(self) -> str:
        """Return what was left out as unchecked, or nothing."""
        numbers = {
            "claim": self.left_out,
            "event": self.left_out_events,
            "term": self.left_out_terms,
        }
        said = [_number(number, f"unchecked {noun}") for noun, number in numbers.items() if number]
        return f"Checked claims only: {_listed(said)} left out." if said else ""

    def closing_lines(self) -> list[str]:
        """Return the scope, the licence, and where to report a wrong fact."""
        return [
            self.scope,
            f"Facts under {self.licence}. A wrong fact? Report it to {self.report_faults_to}.",
        ]

    def lines(self, title: str = "") -> list[str]:
        """Return the colophon in words; with a ``title``, also how to cite the page."""
        left_out = self.left_out_line()
        return [
            *([left_out] if left_out else []),
            self.counts_line(),
            *([f"Cite as: {self.cite_as(title)}"] if title else [self.catalog_line()]),
            *self.closing_lines(),
        ]


def counted(ids: tuple[str, ...], state: str) -> str:
    """Return how many of which kind ``ids`` are: ``2 unchecked claims and 1 unchecked event``."""
    kinds = Counter(name.partition(":")[0] if ":" in name else "claim" for name in ids)
    return _listed([_number(kinds[kind], f"{state} {kind}") for kind in sorted(kinds)]) or (
        f"no {state} claims"
    )


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
