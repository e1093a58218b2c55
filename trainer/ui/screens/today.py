"""Today: what is closed, what was interrupted, what is due, what else one can train, and how the week stands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from trainer import wording
from trainer.coach import Coach, Offer, Today
from trainer.core.closed import Lift
from trainer.core.library import Routine
from trainer.core.timeline import seconds, timeline
from trainer.errors import RefusedError
from trainer.ui.screens.logging import Logging
from trainer.ui.screens.page import Page
from trainer.ui.screens.plan import Plan
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets import agenda
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.marks import count_kinds, line

ROOMY = 50
"""Columns from which a line also counts the kinds of work."""
GO_ON = "go-on"
"""The option that goes on with the interrupted session."""
PLAN = "plan"
"""The option that starts the planned session."""
PLANNING = frozenset({"plan", "replan", "undo"})
"""Actions that change the plan."""


class TodayScreen(Page):
    """The first screen: start what is due, or choose a routine."""

    CSS_PATH = SHEETS / "today.tcss"
    NAME = "today"
    HELP = (
        "What is due today comes first: the planned session, activity and rest, then how the week stands. Enter starts "
        "what is chosen. Below are the routines: each one is a handout's programme, in its order. "
        "A session that was interrupted comes first; it goes on with the exercise, repetition and side it was in. "
        "In the week, ✓ is done, ◐ in part, ! missed, ○ planned, ■ closed, · nothing planned. "
        "While something is closed, the first line says why and until when; enter says what opens it."
    )
    BINDINGS = [
        Binding("enter", "start", "start", id="today.start", tooltip="Start what is chosen; closed: what opens it"),
        Binding("g", "plan", "plan the week", id="today.plan", tooltip="Plan this week; it can be changed under Week"),
        Binding("l", "log", "log", id="today.log", tooltip="Keep activity or rest that you did"),
        Binding("c", "check_in", "check-in", id="today.check-in", tooltip="Say how you are"),
        Binding(
            "d",
            "drop",
            "keep as it is",
            id="today.drop",
            tooltip="Close the interrupted session: what was done is kept",
        ),
        Binding("r", "replan", "re-plan", id="today.replan", tooltip="Plan what is left of the week, with few changes"),
        Binding("u", "undo", "undo", id="undo", tooltip="Take back what you did last here"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._today = Today(date=coach.clock.now().date())
        self._offers: dict[str, tuple[Offer, ...]] = {}
        self._plan: Plan | None = None
        self._log = Logging(self)

    @property
    def _planned(self) -> Plan | None:
        """This week's plan; None where there is none, or nothing was read yet."""
        return self._plan if self._plan is not None and self._plan.is_planned else None

    def body(self) -> ComposeResult:
        """Lay out the choice, what it holds, and the day."""
        yield Static(id="head")
        with Container(id="columns"):
            yield Choices(id="choice")
            with VerticalScroll(id="more"):
                yield Static(id="holds")
                yield Static(id="day")

    def fill(self) -> None:
        """Show how today stands."""
        self._today = self.coach.today()
        if self._plan is None:
            from trainer.ui.screens.due import Due

            self._plan = Due(self)
        else:
            self._plan.read()
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
        new = self.has_class("-planned") is (self._planned is None)
        self.set_class(self._planned is not None, "-planned")
        ids = [option.id for option in self._options(self._room)]
        before = None if choice.highlighted_option is None else choice.highlighted_option.id
        first = next((n for n, one in enumerate(ids) if one is not None), None)
        at = first if new or self._today.interrupted or before not in ids or before is None else ids.index(before)
        choice.put(self._options, at)
        if before is None and ids[0] is None:  # nothing to start is due, so nothing is chosen for one
            choice.highlighted = None
            choice.scroll_home(animate=False)
        self._put_head()
        self.query_one("#day", Static).update("" if self._planned is not None else self._below())
        self._put_holds()
        choice.focus()
        self.refresh_bindings()

    def _tick(self) -> None:
        super()._tick()
        if self.is_current and self._today.date != self.coach.clock.now().date():
            self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what works: to plan where nothing is planned, to close only what was interrupted."""
        if action == "start":
            return any(choice.highlighted is not None for choice in self.query(Choices))
        if action == "drop":
            return self._today.interrupted is not None
        if action == "undo" and self._log.can_undo:
            return True
        return action not in PLANNING or (self._plan is not None and self._plan.works(action))

    # What the keys do

    def action_start(self) -> None:
        """Start what is chosen."""
        self.query_one(Choices).action_select()

    def action_check_in(self) -> None:
        """Say how one is, whether or not it is asked for."""
        self.ask(self.fill)

    def action_log(self) -> None:
        """Keep what one did elsewhere."""
        self._log.ask()

    def action_plan(self) -> None:
        """Plan this week."""
        self._log.forget()
        if self._plan is not None:
            self._plan.plan()

    def action_replan(self) -> None:
        """Plan what is left of the week, and show the changes before they are taken."""
        self._log.forget()
        if self._plan is not None:
            self._plan.replan()

    def action_undo(self) -> None:
        """Take back what was done last on this page: what was logged, or the change of the plan."""
        if self._log.can_undo:
            self._log.undo()
        elif self._plan is not None:
            self._plan.undo()

    def action_drop(self) -> None:
        """Keep what was done of the interrupted session as it is."""
        if self.coach.interruption.close() is not None:
            self.notify("What was done is in your history.", markup=False)
        self.fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin what is chosen, or go on; where exercise is closed, say what opens it."""
        gate = next(iter(self._today.gates), None)
        if gate is not None and not (gate.lift is Lift.CHECK_IN and self.coach.care.is_due()):
            from trainer.ui.screens.gate import ask

            ask(self, self.coach, gate, self.fill)
        elif event.option_id == GO_ON:
            self.lead(self.coach.interruption.take_up)
        elif event.option_id == PLAN and self._plan is not None:
            self.lead(self._plan.begin)
        elif event.option_id is not None:
            self.train(self.coach.library.routines[event.option_id])

    def on_option_list_option_highlighted(self) -> None:
        """Show what the routine holds."""
        self._put_holds()
        self.refresh_bindings()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take what a search found."""
        if self._plan is not None:
            self._plan.found(event)

    def on_screen_suspend(self) -> None:
        """End a search when one goes to another page."""
        if self._plan is not None and self.app.current_mode != self.NAME:
            self._plan.halt()

    def on_unmount(self) -> None:
        """End a search with the app."""
        if self._plan is not None:
            self._plan.halt()

    # How it is shown

    @property
    def _room(self) -> int:
        more = self.query_one("#more", VerticalScroll)
        width = more.scrollable_content_region.width if more.display else 0
        return max(20, (width or self.app.size.width - 4) - 1)

    def _put_head(self) -> None:
        width = self.app.size.width - 5
        done = self._plan is not None and self._plan.is_done
        head = agenda.heading(self._today, self.coach.library, width, done=done)
        more = Content("") if self._plan is None else self._plan.invitation(width)
        gap = "\n\n" if "\n" in more.plain and (self.has_class("-usual") or self.has_class("-tall")) else "\n"
        self.query_one("#head", Static).update(Content(gap).join(part for part in (head, more) if part.plain))

    def _put_holds(self) -> None:
        option = self.query_one(Choices).highlighted_option
        routine = None if option is None else self.coach.library.routines.get(option.id or "")
        self.set_class(routine is not None, "-routine")
        found = self._today.interrupted
        if routine is not None:
            offers = self._offers.get(routine.id, ())
            text = agenda.holds(offers, self._source(routine), self.coach.library, self._room)
        elif option is not None and option.id == PLAN and self._plan is not None:
            text = self._plan.holds(self._room)
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
        if self._planned is not None:
            options += self._planned.options(agenda.day(self._today, self.coach.library, width), width)
        for routine in self.coach.library.routines.values():
            options.append(Option(self._label(routine, width), id=routine.id))
        return options

    def _below(self) -> Content:
        """Show what was done, and how the week stands."""
        done = agenda.day(self._today, self.coach.library, self._room)
        parts = (done, agenda.week(self._today))
        return Content("\n\n").join(part for part in parts if part.plain)

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
