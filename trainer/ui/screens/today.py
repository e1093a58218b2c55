"""Today: what is closed, what was interrupted, what one can train, and how the day and the week stand."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer import wording
from trainer.coach import Coach, Offer, Today
from trainer.core.closed import Lift
from trainer.core.library import Routine
from trainer.core.timeline import seconds, timeline
from trainer.errors import RefusedError
from trainer.ui.screens.page import Page
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets import agenda
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.marks import count_kinds, line

ROOMY = 50
"""Columns from which a line also counts the kinds of work."""
GO_ON = "go-on"
"""The option that goes on with the interrupted session."""


class TodayScreen(Page):
    """The first screen: choose a routine and start, or go on."""

    CSS_PATH = SHEETS / "today.tcss"
    NAME = "today"
    HELP = (
        "Choose a routine and press enter: each one is a handout's programme, in its order. "
        "A session that was interrupted comes first; it goes on with the exercise, repetition and side it was in. "
        "While something is closed, the first line says why and until when; enter says what opens it."
    )
    BINDINGS = [
        Binding("enter", "start", "start", id="today.start", tooltip="Start what is chosen; closed: what opens it"),
        Binding("c", "check_in", "check-in", id="today.check-in", tooltip="Say how you are"),
        Binding(
            "d",
            "drop",
            "keep as it is",
            id="today.drop",
            tooltip="Close the interrupted session: what was done is kept",
        ),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._today = Today(date=coach.clock.now().date())
        self._offers: dict[str, tuple[Offer, ...]] = {}

    def body(self) -> ComposeResult:
        """Lay out the choice, what it holds, and the day."""
        yield Static(id="head")
        yield Choices(id="choice")
        with VerticalScroll(id="more"):
            yield Static(id="holds")
            yield Static(id="day")

    def fill(self) -> None:
        """Show how today stands."""
        self._today = self.coach.today()
        self._offers = {one.id: self._offer(one) for one in self.coach.library.routines.values()}
        self._show()

    def welcome(self) -> None:
        """Ask the first questions on the first run."""
        if not self.coach.care.profile.screened:
            from trainer.ui.screens.screening import ScreeningScreen

            self.app.push_screen(ScreeningScreen(self.coach), lambda _: self.fill())

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        if self.is_current:
            self.call_after_refresh(self._show)

    def _show(self) -> None:
        choice = self.query_one(Choices)
        choice.put(self._options, 0 if self._today.interrupted else None)
        library = self.coach.library
        self.query_one("#head", Static).update(agenda.heading(self._today, library, self._room))
        self.query_one("#day", Static).update(agenda.day(self._today, library, self._room))
        self._put_holds()
        choice.focus()
        self.refresh_bindings()

    def _tick(self) -> None:
        super()._tick()
        if self.is_current and self._today.date != self.coach.clock.now().date():
            self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to close an interrupted session only when there is one."""
        return action != "drop" or self._today.interrupted is not None

    def action_start(self) -> None:
        """Start what is chosen."""
        self.query_one(Choices).action_select()

    def action_check_in(self) -> None:
        """Say how one is, whether or not it is asked for."""
        self.ask(self.fill)

    def action_drop(self) -> None:
        """Keep what was done of the interrupted session as it is."""
        if self.coach.interruption.close() is not None:
            self.notify("What was done is in your history.", markup=False)
        self.fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin the routine, or go on; where exercise is closed, say what opens it."""
        gate = next(iter(self._today.gates), None)
        if gate is not None and not (gate.lift is Lift.CHECK_IN and self.coach.care.is_due()):
            from trainer.ui.screens.gate import ask

            ask(self, self.coach, gate, self.fill)
        elif event.option_id == GO_ON:
            self.lead(self.coach.interruption.take_up)
        elif event.option_id is not None:
            self.train(self.coach.library.routines[event.option_id])

    def on_option_list_option_highlighted(self) -> None:
        """Show what the routine holds."""
        self._put_holds()

    @property
    def _room(self) -> int:
        width = self.query_one("#more", VerticalScroll).scrollable_content_region.width or self.app.size.width - 4
        return max(20, width - 1)

    def _put_holds(self) -> None:
        option = self.query_one(Choices).highlighted_option
        routine = None if option is None else self.coach.library.routines.get(option.id or "")
        found = self._today.interrupted
        if routine is not None:
            offers = self._offers.get(routine.id, ())
            text = agenda.holds(offers, self._source(routine), self.coach.library, self._room)
        else:
            text = Content("" if found is None else f"You were at {wording.place(found)}.")
        self.query_one("#holds", Static).update(text)

    def _options(self, width: int) -> list[Option]:
        options = []
        found = self._today.interrupted
        if found is not None:
            label = Content.styled(f"Go on with {found.name}", "bold $accent")
            since = wording.ago(found.at, self.coach.clock.now())
            options.append(Option(line(label, Content(since), width), id=GO_ON))
        for routine in self.coach.library.routines.values():
            options.append(Option(self._label(routine, width), id=routine.id))
        return options

    def _offer(self, routine: Routine) -> tuple[Offer, ...]:
        """Ask what a routine holds; nothing where one of its exercises has no dosage, which starting it tells."""
        try:
            return self.coach.offer(routine)
        except RefusedError:
            return ()

    def _label(self, routine: Routine, width: int) -> Content:
        offers = self._offers.get(routine.id, ())
        asked = [one.prescription for one in offers if not one.closed]
        own = (f"  {wording.YOURS if width >= ROOMY else 'yours'}", "$warning") if routine.own else ""
        name = Content.assemble(routine.name, own)
        if self._today.gates or not asked:
            return line(Content.styled(routine.name, "$muted"), Content.styled("closed", "$stop"), width)
        pace = self.coach.settings.pace
        length = f"{wording.minutes(seconds(timeline(asked, pace), pace)):>7}"
        out = len(offers) - len(asked)
        left = Content.styled(f"{out} left out  " if out else "", "$stop")
        kinds = count_kinds(one.kind for one in asked) if width >= ROOMY else ""
        return line(name, Content.assemble(left, kinds, length), width)

    def _source(self, routine: Routine) -> str:
        known = self.coach.library.handouts.get(routine.handout or "")
        return f"From {known.title}" if known is not None else wording.YOURS
