"""Battery: the home page, a battery to walk through, to change and to keep."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from batteryviz.compiled.opening import Library
from batteryviz.tui.projected_battery import ProjectedBattery
from batteryviz.views.document import Document

if TYPE_CHECKING:
    from batteryviz.catalog.catalog import Catalog
    from batteryviz.model.battery import Battery


class BatteryPage(ProjectedBattery):
    """A battery that a reader can change.

    The first screen is a ready page; models are loaded at the first change.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "plus,equals_sign",
            "launchers(1)",
            "Launcher",
            tooltip="One launching station more, up to 8",
            id="more-launchers",
        ),
        Binding(
            "minus",
            "launchers(-1)",
            "Fewer",
            tooltip="One launching station less",
            id="fewer-launchers",
        ),
        Binding(
            "m",
            "loads",
            "Load",
            tooltip="Model and load, of every launcher or of the selected one",
            id="loads",
        ),
        Binding(
            "b", "batteries", "Batteries", tooltip="The batteries sources describe", id="batteries"
        ),
        Binding("t", "totals", "Totals", tooltip="Parts, totals, what they rest on", id="totals"),
        Binding(
            "a", "battalion", "Battalion", tooltip="One level up: the battalion", id="battalion"
        ),
        Binding(
            "s",
            "save",
            "Save",
            show=False,
            tooltip="Save the composition as a spec file",
            id="save",
        ),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Show and change batteries of ``library``."""
        self._battery: Battery | None = None
        self._battery_key = ""
        super().__init__(library, name)

    def made(self) -> Document:
        """Return the battery as changed, while it is the one in sight."""
        if self._battery is None or self._battery_key != self.key:
            self._battery = None
            return super().made()
        from batteryviz.views.composition import composition

        return composition(self.library.catalog, self._battery, self.host.units, key=self.key)

    def _composed(self) -> "Battery | None":
        """Return the battery shown as a model."""
        from batteryviz.tui.battery_choices import battery_of

        if self._battery is None and self.drawing is not None:
            self._battery, self._battery_key = battery_of(self.library.catalog, self.key), self.key
        return self._battery

    def _change(self, change: "Callable[[Catalog, Battery], Battery]") -> None:
        """Show the battery with ``change``, or say why that is refused."""
        battery = self._composed()
        if battery is None:
            return
        self.leave_battalion()
        try:
            self._battery = change(self.library.catalog, battery)
        except ValueError as error:
            self.host.say(str(error))
            return
        self.show_again()

    def action_launchers(self, step: int) -> None:
        """Add or take a launching station, within the rule."""
        from batteryviz.views.composing import LauncherRuleError, with_launchers
        from batteryviz.views.refusal import refusal

        def change(catalog: "Catalog", battery: "Battery") -> "Battery":
            wanted = battery.launcher_count + step
            try:
                return with_launchers(catalog, battery, wanted)
            except LauncherRuleError:
                self.show_aside(refusal(catalog, wanted, self.host.units))
                raise ValueError(
                    f"{wanted} launchers are refused: the pane shows the rule and who states it"
                ) from None

        self._change(change)

    def action_batteries(self) -> None:
        """Offer the batteries that sources describe."""
        from batteryviz.tui.battery_choices import battery_choices

        self.host.ask(
            "Which battery? What sources describe, with the launchers they state",
            battery_choices(self.library.catalog),
            self.host.visit,
        )

    def action_loads(self) -> None:
        """Offer models and loads for every launcher, or for the selected one."""
        from batteryviz.tui.battery_choices import load_choices, with_choice

        if not self.shows_drawing:
            return

        def chosen(key: str) -> None:
            self._change(lambda catalog, battery: with_choice(catalog, battery, key))

        self.host.ask(
            "Model and load, as sources state them",
            load_choices(self.library.catalog, self.view.node.number),
            chosen,
        )

    def action_save(self) -> None:
        """Ask for a name and save the composition as a spec file."""
        from batteryviz.tui.battery_choices import file_choices, save

        battery = self._composed()
        if battery is None:
            return
        try:
            folder = Path.cwd()
        except OSError:
            self.host.say("not saved: the folder you started in is gone")
            return

        def chosen(name: str) -> None:
            self.host.say(save(battery, folder / name))

        self.host.ask("Save the composition: type a name", file_choices(folder), chosen)
