"""The things an encyclopedia has sheets for, one class where they differ."""

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from batteryviz.model.base import Line, Prose, Slug, Strict
from batteryviz.model.evidence import Claim, Silence

LinkKind = Literal["power", "data", "radio"]


MOST_RIVALS = 50
"""Claims of one file on one question; each is shown beside all others."""


class Subject(Strict):
    """Anything claims are made about."""

    id: Slug
    """The name of the file, without .yaml."""
    name: Line
    """The name shown as the title of its sheet."""
    aliases: tuple[Line, ...] = ()
    """Other names a reader may type or meet."""
    label: Prose
    """A museum label: at most 70 words in plain language."""
    summary: Prose
    """What it is, for a reader who wants one paragraph."""
    claims: tuple[Claim, ...] = ()
    """What sources state of it."""
    silences: tuple[Silence, ...] = ()
    """What was looked for and is not published."""

    @model_validator(mode="after")
    def _claims_have_ids_of_their_own(self) -> Self:
        seen: set[str] = set()
        for claim in self.claims:
            if claim.id in seen:
                raise ValueError(f"two claims have the id {claim.id.partition('.')[2]!r}")
            seen.add(claim.id)
        alike = Counter((claim.subject, claim.parameter, claim.scope) for claim in self.claims)
        for (_, parameter, _), number in alike.most_common(1):
            if number > MOST_RIVALS:
                raise ValueError(f"{number} claims on {parameter}: at most {MOST_RIVALS} differ")
        stated = {claim.parameter for claim in self.claims}
        for silence in self.silences:
            if silence.parameter in stated:
                raise ValueError(
                    f"{silence.parameter} is called not published, yet a claim states it"
                )
        return self


class Link(Strict):
    """A connection to another element, as a claim of this file states it."""

    to: Slug
    """The id of the element at the other end."""
    carries: LinkKind
    """What goes over it."""
    claim: Slug
    """The id, in this file, of the claim that states it."""


class ElementBase(Subject):
    """What all kinds of element share."""

    designation: Line | None = None
    """The official type designation: AN/MPQ-65, M903."""
    short_name: Annotated[str, Field(min_length=1, max_length=6)] | None = None
    """The abbreviation drawn in the schematic: RS, ECS."""
    family: Slug | None = None
    """The more general element it is a model of; claims on the family stand under it too."""
    part_of: Slug | None = None
    """The larger whole it belongs to."""
    succeeds: Slug | None = None
    """The element it replaced."""
    links: tuple[Link, ...] = ()
    """Connections that claims of this file state."""

    @model_validator(mode="after")
    def _links_rest_on_claims(self) -> Self:
        stated = {claim.id.partition(".")[2] for claim in self.claims}
        for link in self.links:
            if link.claim not in stated:
                raise ValueError(f"a link rests on {link.claim!r}, which is no claim of this file")
        return self


class Load(Strict):
    """Interceptors a launching station can hold, as a claim of this file states."""

    interceptor: Slug
    """The id of the interceptor."""
    claim: Slug
    """The id, in this file, of the claim that states how many."""


class LaunchingStation(ElementBase):
    """A launcher on its trailer or truck."""

    kind: Literal["launching-station"]
    loads: tuple[Load, ...] = ()
    """What it can hold; a load no claim states cannot be chosen."""

    @model_validator(mode="after")
    def _loads_rest_on_claims(self) -> Self:
        stated = {claim.id.partition(".")[2] for claim in self.claims}
        for load in self.loads:
            if load.claim not in stated:
                raise ValueError(f"a load rests on {load.claim!r}, which is no claim of this file")
        return self


class RadarSet(ElementBase):
    """A radar of the battery, or the one that follows it."""

    kind: Literal["radar-set"]


class EngagementControlStation(ElementBase):
    """The shelter from which the battery is run."""

    kind: Literal["engagement-control-station"]


class AntennaMastGroup(ElementBase):
    """The masts that carry the communication antennas."""

    kind: Literal["antenna-mast-group"]


class ElectricPowerPlant(ElementBase):
    """The generators that feed the battery."""

    kind: Literal["electric-power-plant"]


class InformationAndCoordinationCentral(ElementBase):
    """The battalion's coordination shelter."""

    kind: Literal["information-and-coordination-central"]


class CommunicationsRelayGroup(ElementBase):
    """A shelter that relays communications between units."""

    kind: Literal["communications-relay-group"]


class GuidedMissileTransporter(ElementBase):
    """The truck with a crane that carries and loads missiles."""

    kind: Literal["guided-missile-transporter"]


class CarrierVehicle(ElementBase):
    """A truck or trailer that carries or pulls an element."""

    kind: Literal["carrier-vehicle"]


class Interceptor(ElementBase):
    """A missile of the system."""

    kind: Literal["interceptor"]


class System(ElementBase):
    """The weapon system as a whole: what a source means by "Patriot"."""

    kind: Literal["system"]


class Support(ElementBase):
    """Depots, manuals, tools: what keeps a battery working."""

    kind: Literal["support"]


class Formation(ElementBase):
    """A unit of organisation above or beside the battery."""

    kind: Literal["formation"]


class User(ElementBase):
    """A nation that has or had the system."""

    kind: Literal["user"]


class Organisation(ElementBase):
    """A maker, an agency, an office."""

    kind: Literal["organisation"]


class Neighbour(ElementBase):
    """Another system, for context: a predecessor, a partner, a contemporary."""

    kind: Literal["neighbour"]


Element = Annotated[
    LaunchingStation
    | RadarSet
    | EngagementControlStation
    | AntennaMastGroup
    | ElectricPowerPlant
    | InformationAndCoordinationCentral
    | CommunicationsRelayGroup
    | GuidedMissileTransporter
    | CarrierVehicle
    | Interceptor
    | System
    | Support
    | Formation
    | User
    | Organisation
    | Neighbour,
    Field(discriminator="kind"),
]
"""Any element, told apart by its kind."""

KINDS: dict[str, str] = {
    "system": "System",
    "described-battery": "Batteries as sources describe them",
    "composition": "Compositions",
    "launching-station": "Launching stations",
    "radar-set": "Radar sets",
    "engagement-control-station": "Engagement control stations",
    "antenna-mast-group": "Antenna mast groups",
    "electric-power-plant": "Electric power plants",
    "information-and-coordination-central": "Information and coordination centrals",
    "communications-relay-group": "Communications relay groups",
    "guided-missile-transporter": "Guided missile transporters",
    "carrier-vehicle": "Carrier vehicles",
    "interceptor": "Interceptors",
    "support": "Maintenance and supply",
    "formation": "Formations",
    "user": "Users",
    "organisation": "Organizations",
    "neighbour": "Neighbors",
}
"""Every kind of subject in reading order, with the heading it stands under."""
