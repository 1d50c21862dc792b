"""A battery's two faces: what a reader composes, and what a source describes."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from batteryviz.model.base import Line, Prose, Slug, Strict
from batteryviz.model.element import Subject
from batteryviz.model.vocabulary import PartKind

FEWEST_LAUNCHERS = 1
MOST_LAUNCHERS = 8

MOST_MASTS = 24
"""The rule sets no end to mast groups; a drawing does."""

BATTERY_RULE = (
    f"a battery has {FEWEST_LAUNCHERS} to {MOST_LAUNCHERS} launching stations, exactly one "
    "radar set, one engagement control station, one electric power plant and at least one "
    "antenna mast group"
)
"""The rule a composition obeys, in one sentence."""


def launcher_count(value: object) -> int:
    """Return ``value`` as a number of launchers; raise ``ValueError`` with the rule."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"a number of launchers is a whole number, not {value!r}")
    if not FEWEST_LAUNCHERS <= value <= MOST_LAUNCHERS:
        raise ValueError(f"{value} launching stations: {BATTERY_RULE}")
    return value


LauncherCount = Annotated[
    int,
    BeforeValidator(launcher_count),
    Field(ge=FEWEST_LAUNCHERS, le=MOST_LAUNCHERS),
]
"""How many launching stations a battery has: the one type every door uses."""


class LauncherGroup(Strict):
    """Launching stations of one model that hold the same load."""

    model: Slug
    """The id of the launching station."""
    load: Slug | None = None
    """The id of the interceptor it holds; none when the reader does not say."""
    count: LauncherCount = 1
    """How many of them."""


def _one_to_eight(groups: tuple[LauncherGroup, ...]) -> tuple[LauncherGroup, ...]:
    launcher_count(sum(group.count for group in groups))
    return groups


def _exactly_one(parts: tuple[str, ...]) -> tuple[str, ...]:
    if len(parts) != 1:
        raise ValueError(f"{len(parts) or 'none'} given: {BATTERY_RULE}")
    return parts


def _at_least_one(parts: tuple[str, ...]) -> tuple[str, ...]:
    if not parts:
        raise ValueError(f"none given: {BATTERY_RULE}")
    if len(parts) > MOST_MASTS:
        raise ValueError(f"{len(parts)} given: a page draws at most {MOST_MASTS}")
    return parts


# The rule stands on the fields, not on the model, so that it is reported even when
# another field of the same file is at fault.
ExactlyOne = Annotated[tuple[Slug, ...], AfterValidator(_exactly_one)]
AtLeastOne = Annotated[tuple[Slug, ...], AfterValidator(_at_least_one)]


class Battery(Strict):
    """A composition: a battery a reader builds, held to the rule of one battery."""

    id: Slug
    kind: Literal["composition"]
    name: Line
    """Its name."""
    summary: Prose
    """What it is meant to show."""
    seeded_from: Slug | None = None
    """The described battery it started from."""
    launching_stations: Annotated[tuple[LauncherGroup, ...], AfterValidator(_one_to_eight)]
    """Groups of launchers: 1 to 8 in all."""
    radar_sets: ExactlyOne
    """Exactly one."""
    engagement_control_stations: ExactlyOne
    """Exactly one."""
    antenna_mast_groups: AtLeastOne
    """One or more."""
    electric_power_plants: ExactlyOne
    """Exactly one."""
    assumed: tuple[PartKind, ...] = ()
    """The parts no source gives for the described battery: the reader's assumption."""

    @property
    def launcher_count(self) -> int:
        """How many launching stations it has, 1 to 8."""
        return sum(group.count for group in self.launching_stations)


class DescribedBattery(Subject):
    """What one source, or sources that agree, state of a battery.

    Each of the five kinds of part is stated by a claim whose parameter counts that
    kind; a kind without such a claim is *not stated*, and nothing is invented for it.
    """

    kind: Literal["described-battery"]
    user: Slug | None = None
    """The id of the nation whose battery it is."""
    family: Slug | None = None
    """The general battery it is an instance of."""


AnyBattery = Annotated[Battery | DescribedBattery, Field(discriminator="kind")]
"""Either face, told apart by its kind."""


class Comparison(Strict):
    """A named comparison of elements side by side."""

    id: Slug
    name: Line
    """The title of the page."""
    summary: Prose
    """What there is to see in it."""
    columns: Annotated[tuple[Slug, ...], Field(min_length=2, max_length=5)]
    """The ids of two to five elements."""

    @model_validator(mode="after")
    def _columns_differ(self) -> Self:
        if len(set(self.columns)) < len(self.columns):
            raise ValueError("an element stands in two columns")
        return self
