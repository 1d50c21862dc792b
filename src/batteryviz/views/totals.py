"""What a composition adds up to, and what each sum rests on."""

from collections import defaultdict
from dataclasses import dataclass

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.loads import stated_loads
from batteryviz.model.battery import Battery
from batteryviz.model.evidence import Claim
from batteryviz.model.quantity import Quantity
from batteryviz.views.seeding import counting
from batteryviz.views.standing import source_word


@dataclass(frozen=True, slots=True)
class Summand:
    """One term of a sum: so many things, each with so many, as a claim states."""

    number: int
    each: int
    limit: bool
    """The claim gives the most there can be, not the number there is."""
    claim: Claim | None

    @property
    def product(self) -> int:
        """What the term adds."""
        return self.number * self.each


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of a composition."""

    key: str
    label: str
    summands: tuple[Summand, ...] = ()
    claims: tuple[Claim, ...] = ()
    """Claims that state the whole at once, or bear it out."""
    missing: str = ""
    """What no source gives, or what the reader has not chosen."""
    words: bool = False
    """The claims themselves are the answer: there is nothing to add."""

    @property
    def number(self) -> int | None:
        """The sum, or ``None`` when a term of it is not known."""
        if self.words or (self.missing and not self.summands):
            return None
        return sum(summand.product for summand in self.summands)

    @property
    def limit(self) -> bool:
        """Whether the sum is the most there can be."""
        return any(summand.limit for summand in self.summands)

    @property
    def partial(self) -> bool:
        """Whether terms are missing from the sum."""
        return bool(self.summands) and bool(self.missing)


def per_launcher(claim: Claim) -> int:
    """Return how many missiles a capacity claim gives one launcher: the most it allows.

    Raises ``ValueError`` when the claim gives no upper number.
    """
    if not isinstance(claim.value, Quantity) or claim.value.max is None:
        raise ValueError(f"{claim.id} gives no number of missiles")
    return int(claim.value.max)


def totals(catalog: Catalog, battery: Battery) -> list[Total]:
    """Return every total of ``battery``, in the order they are shown."""
    return [
        _launchers(catalog, battery),
        *_missiles(catalog, battery),
        *_missiles_as_described(catalog, battery),
        _generators(catalog, battery),
        *_own_generators(catalog, battery),
        _seed_total(catalog, battery, "vehicles", "vehicles"),
        _seed_total(catalog, battery, "people", "people"),
    ]


def _launchers(catalog: Catalog, battery: Battery) -> Total:
    claims = counting(catalog, battery.seeded_from, "launching-station")
    return Total(
        "launchers",
        "launching stations",
        tuple(Summand(group.count, 1, False, None) for group in battery.launching_stations),
        tuple(claims),
    )


def _missiles(catalog: Catalog, battery: Battery) -> list[Total]:
    by_kind: dict[str, list[Summand]] = defaultdict(list)
    without = 0
    for group in battery.launching_stations:
        if group.load is None:
            without += group.count
            continue
        claim = stated_loads(catalog, group.model)[group.load]
        limit = isinstance(claim.value, Quantity) and claim.value.min != claim.value.max
        by_kind[group.load].append(Summand(group.count, per_launcher(claim), limit, claim))
    chosen = "chosen, or not checked" if catalog.left_out else "chosen"
    missing = f"the load of {_launchers_word(without)} is not {chosen}" if without else ""
    found = [
        Total(f"missiles-{load}", f"{catalog.subjects[load].name} missiles", tuple(summands))
        for load, summands in by_kind.items()
    ]
    everything = tuple(summand for summands in by_kind.values() for summand in summands)
    return [*found, Total("missiles", "missiles in all", everything, missing=missing)]


def _launchers_word(count: int) -> str:
    return f"{count} launcher{'' if count == 1 else 's'}"


def _missiles_as_described(catalog: Catalog, battery: Battery) -> list[Total]:
    """Return, for a seed that states missiles a launcher, what those would add up to.

    Its sources name no kind of missile, so this is a total of its own, never added to
    the loads a reader chose.
    """
    return [
        Total(
            "missiles-as-described",
            "missiles as described",
            (Summand(battery.launcher_count, per_launcher(claim), _is_limit(claim), claim),),
        )
        for claim in _seed_claims(catalog, battery, "missiles-per-launcher", families=False)
        if isinstance(claim.value, Quantity) and claim.value.max is not None
    ]


def _is_limit(claim: Claim) -> bool:
    return isinstance(claim.value, Quantity) and claim.value.min != claim.value.max


def _generators(catalog: Catalog, battery: Battery) -> Total:
    summands = []
    missing = ""
    for plant in battery.electric_power_plants:
        claims = [
            claim
            for claim in catalog.claims_under(plant)
            if claim.parameter == "generator-sets" and isinstance(claim.value, Quantity)
        ]
        if claims and (most := _whole(claims[0])) is not None:
            summands.append(Summand(1, most, _is_limit(claims[0]), claims[0]))
        else:
            missing = f"no {source_word(catalog)} counts the sets of the power plant"
    return Total("generators", "generator sets", tuple(summands), missing=missing)


def _whole(claim: Claim) -> int | None:
    if not isinstance(claim.value, Quantity) or claim.value.max is None:
        return None
    return int(claim.value.max)


def _own_generators(catalog: Catalog, battery: Battery) -> list[Total]:
    """Return what is said of the power of the launchers, in the words of the sources."""
    claims = {
        claim.id: claim
        for group in battery.launching_stations
        for claim in catalog.claims_under(group.model)
        if claim.parameter == "powered-by"
    }
    if not claims:
        return []
    return [Total("launcher-power", "each launcher has", claims=tuple(claims.values()), words=True)]


def _seed_total(catalog: Catalog, battery: Battery, parameter: str, label: str) -> Total:
    claims = _seed_claims(catalog, battery, parameter)
    return Total(
        parameter,
        label,
        claims=tuple(claims),
        missing="" if claims else f"no {source_word(catalog)} counts them",
        words=True,
    )


def _seed_claims(
    catalog: Catalog, battery: Battery, parameter: str, *, families: bool = True
) -> list[Claim]:
    seed = battery.seeded_from
    if seed is None:
        return []
    claims = catalog.claims_under(seed) if families else list(catalog.subjects[seed].claims)
    return [claim for claim in claims if claim.parameter == parameter]


def span(claims: tuple[Claim, ...]) -> tuple[int | None, int | None]:
    """Return the least and the most that numeric claims allow together.

    An end is ``None`` where one of them leaves it open.
    """
    values = [claim.value for claim in claims if isinstance(claim.value, Quantity)]
    lows = [value.min for value in values]
    highs = [value.max for value in values]
    low = None if not lows or None in lows else min(int(end) for end in lows if end is not None)
    high = None if not highs or None in highs else max(int(end) for end in highs if end is not None)
    return low, high
