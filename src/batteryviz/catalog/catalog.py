"""The catalog: every fact of a pack, frozen, with the questions readers ask of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from batteryviz.catalog.appearances import Appearances, appearances_in
from batteryviz.catalog.records import digest_of, records
from batteryviz.model.battery import Battery, Comparison, DescribedBattery
from batteryviz.model.element import KINDS, Element, LaunchingStation
from batteryviz.model.evidence import Claim, Source
from batteryviz.model.tour import Tour
from batteryviz.model.vocabulary import Disagreement, Event, Pack, Parameter, Term
from batteryviz.safety.names import slug_of
from batteryviz.safety.spelling import spellings
from batteryviz.safety.words import compact

AnySubject: TypeAlias = Element | DescribedBattery

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Catalog:
    """All models of one pack by id. Built once, at the door; handed down as an argument."""

    pack: Pack
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    subjects: Mapping[str, AnySubject]
    """Elements, described batteries, users, organisations and neighbours."""
    compositions: Mapping[str, Battery] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    disagreements: Mapping[str, Disagreement] = field(default_factory=dict)
    tours: Mapping[str, Tour] = field(default_factory=dict)
    left_out: tuple[Claim, ...] = ()
    """The unchecked claims that were left out on request."""
    left_out_events: int = 0
    left_out_terms: int = 0
    whole_digest: str = ""
    """For a part of a pack, the digest of the whole; else nothing."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every record of the pack, as 64 hexadecimal digits.

        It changes with the facts, not with comments or the order of keys in a file.
        """
        return self.whole_digest or digest_of(records(self))

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by its full id, in the order of subjects."""
        return MappingProxyType(
            {claim.id: claim for subject in self.subjects.values() for claim in subject.claims}
        )

    def cited_items(self) -> Iterator[Claim | Event | Term]:
        """Yield everything that cites sources."""
        yield from self.claims.values()
        yield from self.events.values()
        yield from self.terms.values()

    def in_reading_order(self) -> list[AnySubject]:
        """Return the subjects by kind as a reader expects them, then by name.

        What others belong to comes first: the launching station before its models.
        """
        return list(self._in_reading_order)

    @cached_property
    def _in_reading_order(self) -> tuple[AnySubject, ...]:
        order = {kind: position for position, kind in enumerate(KINDS)}
        belonging: Counter[str] = Counter()
        for subject in self.subjects.values():
            whole = None if isinstance(subject, DescribedBattery) else subject.part_of
            belonging.update(name for name in (subject.family, whole) if name)
        return tuple(
            sorted(
                self.subjects.values(),
                key=lambda subject: (
                    order[subject.kind],
                    -belonging[subject.id],
                    _natural(subject.name),
                    subject.id,
                ),
            )
        )

    def families(self, subject_id: str) -> list[str]:
        """Return the family of a subject, the family of that, and so on."""
        found: list[str] = []
        family = self.subjects[subject_id].family
        while family is not None and family not in {subject_id, *found}:
            found.append(family)
            family = self.subjects[family].family
        return found

    def members(self, subject_id: str) -> list[AnySubject]:
        """Return the subjects whose family is ``subject_id``, in reading order."""
        return self._members_by_family.get(subject_id, [])

    def batteries_of(self, user_id: str) -> list[DescribedBattery]:
        """Return the described batteries of a user, in catalog order."""
        return self._batteries_by_user.get(user_id, [])

    @cached_property
    def appearances(self) -> Appearances:
        """Where each subject appears in the rest of the catalog."""
        return appearances_in(self)

    def claims_under(self, subject_id: str) -> list[Claim]:
        """Return a subject's own claims, then those on its families, model not named."""
        return [
            claim
            for holder in (subject_id, *self.families(subject_id))
            for claim in self.subjects[holder].claims
        ]

    def left_out_of(self, subject_id: str) -> list[Claim]:
        """Return the claims of a subject's file that were left out on request."""
        return self._left_out_by_subject.get(subject_id, [])

    def disagreements_of(self, claim_id: str) -> list[Disagreement]:
        """Return the disagreements a claim is a voice of."""
        return self._disagreements_by_claim.get(claim_id, [])

    def rivals(self, claim: Claim) -> Sequence[Claim]:
        """Return the other claims that do not say the same as ``claim``, in catalog order.

        They share subject, parameter and scope and differ, or a disagreement joins them.
        """
        alike = self.alike(claim)
        if len(alike) < 2 and not self.disagreements_of(claim.id):
            return ()
        # Each page that shows the claim asks, more than once.
        if claim.id not in self._rivals:
            self._rivals[claim.id] = self._rivals_among(claim, alike)
        return self._rivals[claim.id]

    def _rivals_among(self, claim: Claim, alike: Sequence[Claim]) -> Sequence[Claim]:
        found = {other.id: other for other in alike if other.states != claim.states}
        if self.parameters[claim.parameter].several:
            found = {}
        for disagreement in self.disagreements_of(claim.id):
            found |= {rival: self.claims[rival] for rival in disagreement.claims}
        found.pop(claim.id, None)
        return tuple(found.values())

    @cached_property
    def _rivals(self) -> dict[str, Sequence[Claim]]:
        return {}

    def alike(self, claim: Claim) -> Sequence[Claim]:
        """Return the claims that share subject, parameter and scope with ``claim``, itself too."""
        return self._claims_by_place[(claim.subject, claim.parameter, claim.scope)]

    def voices_differ(self, item: Disagreement) -> bool:
        """Say whether the claims or the events that ``item`` joins do not all say the same."""
        said = {self.claims[claim].states for claim in item.claims}
        dates = {self.events[event].date for event in item.events}
        return len(said) > 1 or len(dates) > 1

    def is_disputed(self, claim: Claim) -> bool:
        """Say whether another claim is its rival."""
        return bool(self.rivals(claim))

    def events_of(self, subject_id: str) -> list[Event]:
        """Return the events of a subject, oldest first."""
        return self._events_by_subject.get(subject_id, [])

    def is_disputed_event(self, event: Event) -> bool:
        """Say whether a disagreement joins ``event`` with another."""
        return event.id in self._disputed_events

    @cached_property
    def timeline(self) -> list[Event]:
        """Every event, oldest first."""
        return sorted(self.events.values(), key=lambda event: (event.date, event.id))

    def resting_on(self, source_id: str) -> list[Claim]:
        """Return the claims that cite a source."""
        return self._claims_by_source.get(source_id, [])

    def events_resting_on(self, source_id: str) -> list[Event]:
        """Return the events that cite a source, oldest first."""
        return self._events_by_source.get(source_id, [])

    def launching_stations(self) -> list[LaunchingStation]:
        """Return the launcher models that state a load, in reading order."""
        return [
            subject
            for subject in self.in_reading_order()
            if isinstance(subject, LaunchingStation) and subject.loads
        ]

    def find(self, words: str) -> str | None:
        """Return the id of the subject called ``words``: an id, a designation or an alias.

        ``"AN/MPQ-65"``, ``"an mpq 65"``, ``"mpq65"`` and ``"MPQ-65"`` are one name, unless
        another subject bears just the one that is asked for.
        """
        if words in self.subjects:
            return words
        written = (self.shared_names.get(key) for key in spellings(words))
        return next(filter(None, written), None) or self.names.get(compact(words))

    @cached_property
    def shared_names(self) -> Mapping[str, str]:
        """The names that without their signs are another subject's too, with the subject's id.

        Each under its ``spellings``, the main names before aliases; none that is an id.
        """
        subjects = self.in_reading_order()
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        for subject in subjects:
            for name in (subject.id, *names_of(subject)):
                bearers[compact(name)].add(subject.id)
        named = [(subject.name, subject.id) for subject in subjects]
        named += [(name, subject.id) for subject in subjects for name in names_of(subject)]
        found: dict[str, str] = {}
        for name, bearer in named:
            if len(bearers[compact(name)]) > 1 and name not in self.subjects:
                for key in spellings(name):
                    found.setdefault(key, bearer)
        return MappingProxyType(found)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Every name a subject goes by, compacted, with the subject's id.

        Of subjects that share a name the first in reading order has it; an id and a
        main name outrank the aliases of others.
        """
        found: dict[str, str] = {}
        subjects = self.in_reading_order()
        for subject in subjects:
            for name in (subject.id, subject.name):
                found.setdefault(compact(name), subject.id)
        for subject in subjects:
            for name in names_of(subject):
                found.setdefault(compact(name), subject.id)
        found.pop("", None)
        return MappingProxyType(found)

    @cached_property
    def _members_by_family(self) -> defaultdict[str, list[AnySubject]]:
        return _grouped(
            (subject.family, subject) for subject in self._in_reading_order if subject.family
        )

    @cached_property
    def _batteries_by_user(self) -> defaultdict[str, list[DescribedBattery]]:
        return _grouped(
            (subject.user, subject)
            for subject in self.subjects.values()
            if isinstance(subject, DescribedBattery) and subject.user
        )

    @cached_property
    def _claims_by_place(self) -> defaultdict[tuple[object, ...], list[Claim]]:
        return _grouped(
            ((claim.subject, claim.parameter, claim.scope), claim) for claim in self.claims.values()
        )

    @cached_property
    def _claims_by_source(self) -> defaultdict[str, list[Claim]]:
        return _grouped(
            (source, claim)
            for claim in self.claims.values()
            for source in dict.fromkeys(citation.source for citation in claim.cited)
        )

    @cached_property
    def _left_out_by_subject(self) -> defaultdict[str, list[Claim]]:
        return _grouped((claim.id.partition(".")[0], claim) for claim in self.left_out)

    @cached_property
    def _events_by_source(self) -> defaultdict[str, list[Event]]:
        return _grouped(
            (source, event)
            for event in self.timeline
            for source in dict.fromkeys(citation.source for citation in event.cited)
        )

    @cached_property
    def _events_by_subject(self) -> defaultdict[str, list[Event]]:
        return _grouped(
            (subject, event) for event in self.timeline for subject in (event.subject, *event.also)
        )

    @cached_property
    def _disputed_events(self) -> frozenset[str]:
        return frozenset(name for item in self.disagreements.values() for name in item.events)

    @cached_property
    def _disagreements_by_claim(self) -> defaultdict[str, list[Disagreement]]:
        return _grouped(
            (claim, disagreement)
            for disagreement in self.disagreements.values()
            for claim in disagreement.claims
        )


def assembled(rooms: Mapping[str, Mapping[str, Any]], whole_digest: str = "") -> Catalog:
    """Return the catalog of the models in ``rooms``, named as the folders and files of a pack."""
    batteries = rooms.get("batteries", {}).values()
    return Catalog(
        pack=rooms["pack"]["pack"],
        sources=rooms.get("sources", {}),
        parameters=rooms.get("parameters", {}),
        subjects={
            **rooms["elements"],
            **{battery.id: battery for battery in batteries if not isinstance(battery, Battery)},
        },
        compositions={battery.id: battery for battery in batteries if isinstance(battery, Battery)},
        comparisons=rooms.get("comparisons", {}),
        terms=rooms.get("terms", {}),
        events=rooms.get("events", {}),
        disagreements=rooms.get("disagreements", {}),
        tours=rooms.get("tours", {}),
        whole_digest=whole_digest,
    )


def names_of(subject: AnySubject) -> list[str]:
    """Return every name a subject goes by, the shortest forms included."""
    names = [subject.name, *subject.aliases]
    if not isinstance(subject, DescribedBattery):
        names += [name for name in (subject.designation, subject.short_name) if name]
    return names


def _natural(name: str) -> tuple[str, ...]:
    """Order M9 before M10: digits compare by value."""
    return tuple(word.zfill(8) if word.isdigit() else word for word in slug_of(name).split("-"))


def _grouped(pairs: Iterable[tuple[K, V]]) -> defaultdict[K, list[V]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
