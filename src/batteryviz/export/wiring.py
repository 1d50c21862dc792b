"""The lines of a schematic: which way each link goes, and where its name stands."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from batteryviz.export.words import SIGNS
from batteryviz.views.document import Link, Node

Point = tuple[int, int]


class Place(Protocol):
    """What wiring needs to know of a box."""

    @property
    def x(self) -> int:
        """The column of the left border."""

    @property
    def y(self) -> int:
        """The row of the upper border."""

    @property
    def width(self) -> int:
        """Columns, borders included."""

    @property
    def height(self) -> int:
        """Rows, borders included."""


class Wire(NamedTuple):
    """One link: straight or angled paths, and where its name stands on one of them.

    The ends of a path that lie on the border of a box are the joints.
    """

    link: Link
    paths: tuple[tuple[Point, ...], ...]
    label: str
    label_at: Point

    def covers(self, x: int, y: int) -> bool:
        """Say whether a cell lies on a path or on the label."""
        at, row = self.label_at
        if row == y and at <= x < at + len(self.label):
            return True
        return any(
            min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
            for path in self.paths
            for (x1, y1), (x2, y2) in pairwise(path)
        )


class Sorted(NamedTuple):
    """Links by the way they go."""

    straight: tuple[tuple[Link, int], ...]
    """Between a part and its neighbor on the right."""
    arched: tuple[tuple[Link, int, int], ...]
    """Over the row, the shortest first."""
    buses: tuple[tuple[Link, tuple[int, ...]], ...]
    """From parts down to every launcher."""


def sort_links(parts: Sequence[Node], launchers: Sequence[Node], links: Sequence[Link]) -> Sorted:
    """Tell apart the links between neighbors, over others, and down to the launchers."""
    straight: list[tuple[Link, int]] = []
    arched: list[tuple[Link, int, int]] = []
    buses: list[tuple[Link, tuple[int, ...]]] = []
    taken: set[int] = set()
    below = {node.kind for node in launchers}
    for link in links:
        starts = [i for i, node in enumerate(parts) if node.kind == link.start]
        ends = [i for i, node in enumerate(parts) if node.kind == link.end]
        if {link.start, link.end} & below:
            buses.append((link, tuple(starts or ends)))
            continue
        for left, right in sorted((min(a, b), max(a, b)) for a in starts for b in ends):
            if right == left + 1 and left not in taken:
                taken.add(left)
                straight.append((link, left))
            else:
                arched.append((link, left, right))
    arched.sort(key=lambda item: item[2] - item[1])
    return Sorted(tuple(straight), tuple(arched), tuple(buses))


def wires(
    found: Sorted, parts: Sequence[Place], launchers: Sequence[Place], roomy: bool
) -> tuple[Wire, ...]:
    """Return every link as a wire; ``roomy`` says that a row is free below the parts."""
    drawn: dict[int, tuple[Link, list[tuple[Point, ...]], list[tuple[str, Point]]]] = {}

    def add(link: Link, paths: list[tuple[Point, ...]], label: tuple[str, Point]) -> None:
        _, all_paths, labels = drawn.setdefault(id(link), (link, [], []))
        all_paths += paths
        if label[0]:
            labels.append(label)

    for link, left in found.straight:
        a, b = parts[left], parts[left + 1]
        y = a.y + a.height // 2
        start, end = a.x + a.width - 1, b.x
        add(link, [((start, y), (end, y))], _label(link, start + 1, end - 1, y))
    ports = _ports_above(found, parts)
    for lane, (link, left, right) in enumerate(found.arched):
        y = len(found.arched) - 1 - lane
        x1, x2 = ports[lane, left], ports[lane, right]
        path = ((x1, parts[left].y), (x1, y), (x2, y), (x2, parts[right].y))
        add(link, [path], _label(link, x1 + 1, x2 - 1, y))
    for number, (link, tops) in enumerate(found.buses):
        paths, label = _bus(found, number, [(t, parts[t]) for t in tops], launchers, roomy)
        add(link, paths, label)
    return tuple(
        Wire(link, tuple(paths), *(labels[0] if labels else ("", (0, 0))))
        for link, paths, labels in drawn.values()
    )


def _ports_above(found: Sorted, parts: Sequence[Place]) -> dict[tuple[int, int], int]:
    """Return the column where each arch meets each of its two parts.

    Arches to the left leave on the left of those to the right, and nested arches keep
    their order, so that none crosses another at its foot.
    """
    columns: dict[tuple[int, int], int] = {}
    for part, place in enumerate(parts):
        leaving = [
            (right == part, (right - left) * (1 if right == part else -1), lane)
            for lane, (_, left, right) in enumerate(found.arched)
            if part in {left, right}
        ]
        leaving.sort(key=lambda item: (not item[0], item[1]))
        for position, (_, _, lane) in enumerate(leaving, 1):
            columns[lane, part] = place.x + round(position * place.width / (len(leaving) + 1))
    return columns


def _bus(
    found: Sorted,
    number: int,
    tops: list[tuple[int, Place]],
    launchers: Sequence[Place],
    roomy: bool,
) -> tuple[list[tuple[Point, ...]], tuple[str, Point]]:
    """Return the paths of a link to every launcher, and its label."""
    link = found.buses[number][0]
    count = len(found.buses)
    rows = sorted({place.y for place in launchers})
    lanes = {y: y - count + number for y in rows}
    trunks = []
    for part, place in tops:
        sharing = [n for n, (_, parts) in enumerate(found.buses) if part in parts]
        offset = round((sharing.index(number) + 1) * place.width / (len(sharing) + 1))
        trunks.append((place.x + offset, place.y + place.height - 1))
    drops = {
        y: [
            place.x + round((number + 1) * place.width / (count + 1))
            for place in launchers
            if place.y == y
        ]
        for y in rows
    }
    first = lanes[rows[0]]
    paths: list[tuple[Point, ...]] = [((x, y), (x, first)) for x, y in trunks]
    riser = max(place.x + place.width for place in launchers) + number
    for y in rows:
        ends = [*drops[y], *([x for x, _ in trunks] if y == rows[0] else [])]
        if len(rows) > 1:
            ends.append(riser)
        if min(ends) < max(ends):
            paths.append(((min(ends), lanes[y]), (max(ends), lanes[y])))
        paths += [((x, lanes[y]), (x, y)) for x in drops[y]]
    if len(rows) > 1:
        paths.append(((riser, first), (riser, lanes[rows[-1]])))
    if roomy and trunks:
        x, y = trunks[0]
        others = [b for n in range(count) for b in _trunk_columns(found, n, tops) if b > x]
        return paths, _label(link, x + 1, min([x + 14, *(b - 1 for b in others)]), y + 1, lead=1)
    stops = sorted({*drops[rows[0]], *(x for x, _ in trunks)})
    widest = max(pairwise(stops), key=lambda s: s[1] - s[0], default=None)
    label = _label(link, widest[0] + 1, widest[1] - 1, first) if widest else ("", (0, 0))
    return paths, label


def _trunk_columns(found: Sorted, number: int, tops: list[tuple[int, Place]]) -> list[int]:
    columns = []
    for part, place in tops:
        sharing = [n for n, (_, parts) in enumerate(found.buses) if part in parts]
        if number in sharing:
            position = sharing.index(number) + 1
            columns.append(place.x + round(position * place.width / (len(sharing) + 1)))
    return columns


def _label(link: Link, start: int, end: int, y: int, lead: int = -1) -> tuple[str, Point]:
    """Return the longest name of a link that fits between two columns, and its place.

    It stands in the middle, or ``lead`` columns after the start.
    """
    signs = "".join(SIGNS[mark] for mark in link.cell.marks)
    if not link.checked and SIGNS["unchecked"] not in signs:
        signs += SIGNS["unchecked"]
    word = link.carries
    room = end - start + 1
    spaced = f" {word} {signs} " if signs else f" {word} "
    for text in (spaced, f"{word}{signs}", f"{word[:1].upper()}{signs}"):
        spare = 2 if text is spaced else 1
        if len(text) + spare <= room:
            at = start + lead - 1 if lead >= 0 and text is spaced else None
            return text, (start + (room - len(text)) // 2 if at is None else at, y)
    return "", (start, y)
