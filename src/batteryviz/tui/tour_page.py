"""Tour: guided steps over the other pages, with a timer and notes on a second terminal."""

import time
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from batteryviz.compiled.opening import Library
from batteryviz.safety.folders import podium_file
from batteryviz.tui.bar import Bar
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.frame import clickable
from batteryviz.tui.page import Page
from batteryviz.tui.podium import Podium
from batteryviz.views.document import Document

_EVERY = 1.0
"""Seconds between two looks at the clock."""


class TourPage(Page):
    """The list of tours, or one step: what it says above, the page it shows below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "step(1)", "Next", tooltip="The next step of the tour", id="next-step"),
        Binding("b", "step(-1)", "Back a step", tooltip="The step before", id="step-back"),
        Binding("j", "jump", "Jump", tooltip="Go to any step", id="jump"),
        Binding("m", "notes", "Notes", tooltip="Show the presenter's notes", id="notes"),
        Binding(
            "tab,shift+tab",
            "other_pane",
            "Words or page",
            tooltip="From what the step says to the page it shows, and back",
            id="other-pane",
        ),
        # A presenter's clicker has these two keys; a page not yet at its end takes them first.
        Binding("pagedown,space", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("w", "widen", "To page", tooltip="Go to the page of this step", id="to-page"),
        Binding("x,escape", "leave", "Tours", tooltip="Leave the tour", id="leave-tour"),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Show the tours of ``library``."""
        super().__init__(library, name)
        self._tour = ""
        self._step = 0
        self._notes = False
        self._began = 0.0
        self._podium = Podium(podium_file())

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Bar(id="tour-bar", classes="bar")
        yield DocumentView(lists_sources=False, id="tour-step")
        yield DocumentView(title=False, id="tour-shown")

    @property
    def _said(self) -> DocumentView:
        return self.query_one("#tour-step", DocumentView)

    @property
    def _shown(self) -> DocumentView:
        return self.query_one("#tour-shown", DocumentView)

    def begin(self) -> None:
        """Begin with the list of tours."""
        self.set_interval(_EVERY, self._tell_time)
        if not self._tour:
            self.open("tours")

    def on_unmount(self) -> None:
        """Tell the notes that the tour has ended."""
        if self._tour:
            self._podium.leave(self._tour)

    def open(self, key: str) -> None:
        """Show the list (``tours``), or a step: ``tour:ID`` or ``tour:ID:3``."""
        _, _, name = key.partition(":")
        tour, _, number = name.partition(":")
        if not tour:
            if self._tour:
                self._podium.leave(self._tour)
            self._tour, self._step = "", 0
            self._said.show(self.library.page("tours"))
            self.remove_class("touring")
            self._tell_time()
            self.screen.set_focus(self._said)
            self.refresh_bindings()
            return
        if tour != self._tour:
            self._tour, self._began = tour, time.monotonic()
        self._step = int(number) if number.isdecimal() else 1
        self._show()

    def _show(self) -> None:
        from batteryviz.views.tours import tour_step

        catalog = self.library.catalog
        step = catalog.tours[self._tour].steps[self._step - 1]
        self._said.show(
            tour_step(catalog, self._tour, self._step, self.host.units, notes=self._notes)
        )
        room, _, name = step.page.partition(":")
        key = "timeline" if room == "event" else step.page
        page = self.library.page(key, self.host.units)
        self._shown.show(page)
        # Written into the line between the two.
        self._said.border_subtitle = Content(page.title)
        if room == "event":
            self._shown.select_key(name)
        self.add_class("touring")
        self.set_class(self._notes, "with-notes")
        self.refresh_bindings()
        self._podium.stand(self._tour, self._step)
        self._tell_time()
        self.take_focus()

    def _tell_time(self) -> None:
        """Say where in the tour the presenter is, and how the time goes."""
        bar = self.query_one("#tour-bar", Bar)
        if not self._tour:
            bar.say(Content("Choose a tour and press Enter"))
            return
        tour = self.library.catalog.tours[self._tour]
        gone = round(time.monotonic() - self._began)
        later = tour.steps[self._step :]
        coming = later[0].title if later else "the end"
        planned = float(sum((step.minutes for step in tour.steps[: self._step]), start=0))
        bar.say(
            Content.assemble(
                Content.styled(f"step {self._step} of {len(tour.steps)}", "bold"),
                f" · {gone // 60}:{gone % 60:02d} gone, {planned:g} of {float(tour.minutes):g} "
                "minutes planned · ",
                clickable(f"next: {coming}", "app.act('next-step')"),
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer in the list of tours only what does something there."""
        if self._tour or action not in {"step", "jump", "notes", "other_pane", "widen", "leave"}:
            return super().check_action(action, parameters)
        return action == "step" and parameters == (1,)

    def current(self) -> DocumentView | None:
        """Return what the step says."""
        return self._said

    def current_document(self) -> Document | None:
        """Return the step, or the list of tours."""
        return self._said.document

    def take_focus(self) -> None:
        """Go on in the page of the step, or in the list of tours; a room sees the step first."""
        self._read(reading=bool(self._tour) and not self.app.has_class("-projector"))

    def refresh_units(self) -> None:
        """Show the same step in other units."""
        if self._tour:
            self._show()

    def action_step(self, by: int) -> None:
        """Go a step on or back; beyond the last the tour ends."""
        if not self._tour:
            self._said.action_activate()
            return
        target = self._step + by
        steps = len(self.library.catalog.tours[self._tour].steps)
        if target > steps:
            self.host.say("the end of the tour")
            self.action_leave()
        elif target >= 1:
            self._step = target
            self.host.arrived(f"tour:{self._tour}:{target}")
            self._show()

    def action_turn(self, by: int) -> None:
        """Go a step on or back, where a key has no more of this one to show."""
        if self._tour:
            self.action_step(by)

    def action_other_pane(self) -> None:
        """Go from what the step says to the page it shows, and back."""
        if self._tour:
            self._read(reading=not self.has_class("reading"))

    def _read(self, *, reading: bool) -> None:
        self.set_class(reading, "reading")
        self.screen.set_focus(self._shown if reading else self._said)

    def action_jump(self) -> None:
        """Let the presenter pick a step."""
        if not self._tour:
            return
        steps = self.library.catalog.tours[self._tour].steps
        choices = [(str(number), f"{number}. {s.title}") for number, s in enumerate(steps, 1)]
        tour = self._tour
        self.host.ask_for_choice(
            "Which step?", choices, lambda k: self.host.visit(f"tour:{tour}:{k}")
        )

    def action_notes(self) -> None:
        """Show or hide the presenter's notes."""
        self._notes = not self._notes
        if self._tour:
            self._show()

    def action_widen(self) -> None:
        """Go to the page that the step shows."""
        if self._tour:
            self.host.visit(self.library.catalog.tours[self._tour].steps[self._step - 1].page)

    def action_leave(self) -> None:
        """Go back to the list of tours."""
        if self._tour:
            self.host.arrived("tours")
            self.open("tours")
