"""What a reader may choose on the Battery page, and what the choice does.

Imported when a reader first changes something: everything here needs the models.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.composition_file import as_spec_file
from batteryviz.model.battery import Battery, DescribedBattery
from batteryviz.model.evidence import Claim
from batteryviz.safety.files import write_atomically
from batteryviz.safety.names import is_slug, slug_of
from batteryviz.safety.text import clean
from batteryviz.tui.choice_list import Choice
from batteryviz.views import wording
from batteryviz.views.composing import choices, with_launcher, with_model
from batteryviz.views.seeding import counting, default_battery, seeded

Finding = Callable[[str], Sequence[Choice]]

EVERY = "every"


def battery_of(catalog: Catalog, key: str) -> Battery | None:
    """Return the composition behind the page ``key``."""
    name = key.partition(":")[2]
    if not name:
        return default_battery(catalog)
    if name in catalog.compositions:
        return catalog.compositions[name]
    return seeded(catalog, name)


def battery_choices(catalog: Catalog) -> Finding:
    """Return a finder of compositions and described batteries, with what they state.

    In a pack without a composition nothing can be drawn: a described battery has its sheet.
    """
    room = "battery" if catalog.compositions else "element"
    composed = [
        Choice(f"battery:{battery.id}", battery.name, f"{battery.launcher_count} launchers")
        for battery in catalog.compositions.values()
    ]
    described = [
        Choice(f"{room}:{subject.id}", subject.name, _stated(catalog, subject.id))
        for subject in catalog.in_reading_order()
        if isinstance(subject, DescribedBattery)
    ]
    offered = [Choice("", "Compositions"), *composed, Choice("", "As sources describe"), *described]
    return lambda words: _holding(offered, words)


def _stated(catalog: Catalog, battery_id: str) -> str:
    claims = counting(catalog, battery_id, "launching-station")
    if not claims:
        return "launchers not stated"
    return f"{wording.value(claims[0])} launchers, {_who(catalog, claims[0])}"


def _who(catalog: Catalog, claim: Claim) -> str:
    source = catalog.sources[claim.cited[0].source]
    return f"{source.publisher} {wording.year(source)}"


def load_choices(catalog: Catalog, number: int) -> Finding:
    """Return a finder of models with their loads, for launcher ``number`` and for every one.

    A number of 0 means that no launcher is selected.
    """
    scopes = [(EVERY, "Every launcher"), *([(str(number), f"Launcher {number}")] if number else [])]
    if number:
        scopes.reverse()
    offered: list[Choice] = []
    for scope, title in scopes:
        offered.append(Choice("", title))
        for model, load, claim in choices(catalog):
            offered.append(
                Choice(
                    f"{scope}|{model}|{load}",
                    f"{catalog.subjects[model].name} with {wording.value(claim)} "
                    f"{catalog.subjects[load].name}",
                    _who(catalog, claim),
                )
            )
        offered += [
            Choice(f"{scope}|{station.id}|", f"{station.name}, load not chosen")
            for station in catalog.launching_stations()
        ]
    return lambda words: _holding(offered, words)


def with_choice(catalog: Catalog, battery: Battery, key: str) -> Battery:
    """Return ``battery`` with the model and load that ``key`` of ``load_choices`` stands for.

    Raises ``NoLoadError``, and ``NoLauncherError`` when the battery has no such launcher.
    """
    scope, model, load = key.split("|")
    if scope != EVERY:
        return with_launcher(catalog, battery, int(scope), model, load or None)
    return with_model(catalog, battery, model, load or None)


def _holding(offered: Sequence[Choice], words: str) -> list[Choice]:
    """Return the choices that hold every word, and the headings that still have one."""
    wanted = words.casefold().split()
    found: list[Choice] = []
    for choice in offered:
        if not choice.key and found and not found[-1].key:
            found.pop()
        text = f"{choice.text} {choice.note}".casefold()
        if not choice.key or all(word in text for word in wanted):
            found.append(choice)
    return found[:-1] if found and not found[-1].key else found


def file_choices(folder: Path) -> Finding:
    """Return a finder that turns the words typed into the name of a new file."""

    def named(words: str) -> list[Choice]:
        name = slug_of(words)[:60].strip("-") or "my-battery"
        if not is_slug(name):
            return []
        return [Choice(f"{name}.yaml", f"{name}.yaml", clean(str(folder)))]

    return named


def save(battery: Battery, path: Path) -> str:
    """Write ``battery`` to a new file; return what to tell the reader."""
    try:
        write_atomically(path, as_spec_file(battery).encode())
    except FileExistsError:
        return f"{path.name} exists and is kept: choose another name"
    except OSError as error:
        return f"{path.name} was not written: {error.strerror}"
    return f"wrote {path.name}; open it with: batteryviz battery {path.name}"
