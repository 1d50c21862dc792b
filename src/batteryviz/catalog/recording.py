"""What is not recorded, even where it is public, and the words that give it away."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_HYPHEN = re.compile(r"(?<=\w)[-_](?=\w)")
_GROUP = re.compile(r"\((?!\?)")


class Refusal(NamedTuple):
    """A class of things that are not recorded, and the words that give them away."""

    reason: str
    words: re.Pattern[str]


def _refusal(reason: str, *words: str) -> Refusal:
    # Nobody reads the groups, and noting where each began takes twice the time.
    pattern = _GROUP.sub("(?:", "|".join(words))
    return Refusal(reason, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))


REFUSED: Final[tuple[Refusal, ...]] = (
    _refusal(
        "reaction times",
        r"(reaction|response|warm[- ]?up|alert) times?\b",
        r"time (into action|to (fire|launch|engage|react))\b",
    ),
    _refusal(
        "set-up and reload times",
        r"(set[- ]?up|setting up|emplacement|displacement|march order|reload|reloading|readiness|"
        r"deployment|tear[- ]?down) (times?|durations?)\b",
        r"(time|minutes|seconds|hours) to (reload|set up|emplace|displace|deploy)\b",
        r"(rate of fire|firing rate)\b",
    ),
    _refusal(
        "kill probabilities and success rates",
        r"(kill|hit|interception|intercept|success) (probability|rate|ratio)\b",
        r"(kill|hit|interception|intercept|success|effectiveness|accuracy|failure) "
        r"(percentage|figures?|score|record)\b",
        r"probability of (a )?(kill|hit|interception|success)\b",
        r"single shot\b",
        r"(combat|battle) (effectiveness|performance|record)\b",
        r"(circular error|miss distance)\b",
        r"(sspk|pssk|ssph)\b",
    ),
    _refusal(
        "how many targets are followed or engaged at once",
        r"simultaneous",
        r"(targets|tracks) (at once|at the same time|tracked|engaged|followed)\b",
        r"number of (targets|tracks)\b",
        r"(target|track|tracking|engagement|guidance) (capacity|channels?|limit|count)\b",
        r"(targets?|tracks|engagements) (per|each) (radar|battery|system)\b",
        r"(max|maximum|most) (targets|tracks|engagements)\b",
    ),
    _refusal(
        "minimum altitudes and ranges",
        r"(min|minimum|lowest|smallest|least) "
        r"((engagement|intercept|interception|missile|radar|target) )?"
        r"(altitude|height|range|distance)\b",
        r"(altitude|height|range) (minimum|floor)\b",
        r"(engagement|intercept) floor\b",
    ),
    _refusal(
        "jamming and countermeasures",
        r"(anti ?)?jam(s|med|ming|mer|mers)?\b",
        r"(electronic )?counter[- ]?(counter)?[- ]?measures?\b",
        r"(eccm|ecm|burn ?through|chaff|spoofing)\b",
        r"electronic (warfare|attack|protection)\b",
        r"decoys?\b",
    ),
    _refusal(
        "weaknesses",
        r"weakness",
        r"vulnerab",
        r"susceptib",
        r"(blind|dead) (spot|zone|sector|angle|arc|area)s?\b",
        r"(coverage|radar) gaps?\b",
        r"(weak|soft) (spot|point)s?\b",
        r"survivability\b",
    ),
    _refusal(
        "combat losses",
        r"(combat|battle|war|wartime|vehicle|launcher|battery) loss(es)?\b",
        r"(number|launchers|radars|batteries|systems|vehicles) (lost|destroyed|damaged)\b",
        r"(attrition|casualties)\b",
        r"loss(es)? (in|rate|of)\b",
        r"lost in (combat|battle)\b",
        r"(was|were) (destroyed|knocked out)\b",
    ),
    _refusal(
        "siting and spacing",
        r"siting\b",
        r"(?<!wheel )(?<!row )spacing\b",
        r"dispersal\b",
        r"(launcher|radar|battery|firing|unit) (separation|placement|positions?|sites?|layout)\b",
        r"distance between (the )?(launchers|launching stations|batteries|vehicles)\b",
    ),
    _refusal(
        "locations and deployments of units",
        r"(is|are|now) (stationed|garrisoned|deployed) (at|near|in)\b",
        r"(unit|deployment|current|battery|launcher|radar|base) "
        r"(locations?|whereabouts|positions?|coordinates)\b",
        r"(stationed|garrisoned|deployed|based) (at|near)\b",
        r"((grid|map) reference|(grid|map|geographic) coordinates|coordinates\W*\Z)",
        r"(latitude|longitude|garrison)\b",
    ),
    _refusal(
        "tactics and engagement procedures",
        r"tactics?\b",
        r"(firing|fire|engagement|shot|launch) (doctrine|procedure|sequence|rules?|order)s?\b",
        r"doctrine\b",
        r"rules of engagement\b",
        r"salvos?\b",
    ),
    _refusal(
        "nuclear and chemical effects",
        r"(nuclear|radiation|explosive) (yield|effects?|warheads?)\b",
        r"(kilo|mega)tons?\b",
        r"(blast|lethal|fallout|fragmentation) (radius|zone|area|range)\b",
        r"fallout\b",
        r"chemical (agents?|effects?|warheads?)\b",
    ),
)
"""What is not recorded; ``specs/README.md`` says why."""


_ANY = re.compile("|".join(refusal.words.pattern for refusal in REFUSED))
"""All of them, for text in lower case: without looking for both cases it takes half the time."""


def refusals_in(text: str) -> Iterator[str]:
    """Yield a sentence for each class of refused things that ``text``, or an id, speaks of."""
    words = _HYPHEN.sub(" ", text)
    # Beyond ASCII a letter may have several small ones.
    if text.isascii() and not _ANY.search(words.lower()):
        return
    for refusal in REFUSED:
        if found := refusal.words.search(words):
            yield (
                f"{found.group()!r}: {refusal.reason} are not recorded, even where they are public"
            )


def refused_parameter(name: str, stanza: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the key and the sentence for each place where a parameter asks for such a thing.

    The key is empty for the parameter's own name.
    """
    told: set[str] = set()
    keys = ("label", "meaning", "question")
    for key, text in (("", name), *((key, stanza.get(key)) for key in keys)):
        for sentence in refusals_in(text) if isinstance(text, str) else ():
            reason = sentence.partition(": ")[2]
            # The name, its label, its meaning and its question say the same thing.
            if reason not in told:
                told.add(reason)
                yield key, f"{key or name}: {sentence}"
