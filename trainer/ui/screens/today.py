"""Today: what was interrupted, what one can train, and how the day and the week stand."""

from __future__ import annotations

from datetime import timedelta

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer import wording
from trainer.coach import Coach
from trainer.core.library import Routine
from trainer.core.timeline import seconds, timeline
from trainer.ui.screens.page import Page
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.marks import count_kinds, hang, kind_mark, line, mark_of

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
        "A session that was interrupted comes first; it goes on with the exercise, repetition and side it was in."
    )
    BINDINGS = [
        Binding("enter", "start", "start", id="today.start", tooltip="Start what is chosen"),
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
        self._today = coach.today()

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
        choice = self.query_one(Choices)
        choice.put(self._options, 0 if self._today.interrupted else None)
        self.query_one("#head", Static).update(self._heading())
        self.query_one("#day", Static).update(self._day())
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

    def action_drop(self) -> None:
        """Keep what was done of the interrupted session as it is."""
        if self.coach.interruption.close() is not None:
            self.notify("What was done is in your history.", markup=False)
        self.fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin the routine, or go on."""
        if event.option_id == GO_ON:
            self.lead(self.coach.interruption.take_up)
        elif event.option_id is not None:
            self.train(self.coach.library.routines[event.option_id])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the routine holds."""
        routine = self.coach.library.routines.get(event.option_id or "")
        holds = self.query_one("#holds", Static)
        holds.update(self._holds(routine) if routine is not None else self._go_on())

    @property
    def _room(self) -> int:
        return max(20, self.query_one("#more", VerticalScroll).scrollable_content_region.width - 1)

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        if self.is_current:
            self.call_after_refresh(self.fill)

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

    def _label(self, routine: Routine, width: int) -> Content:
        known = self.coach.library
        kinds = count_kinds(known.exercises[item.exercise].kind for item in routine.items)
        length = wording.minutes(self._seconds(routine))
        name = Content.assemble(routine.name, (f"  {wording.YOURS}", "$warning") if routine.own else "")
        return line(name, Content.assemble(kinds if width >= ROOMY else "", f"{length:>7}"), width)

    def _seconds(self, routine: Routine) -> float:
        pace = self.coach.settings.pace
        return seconds(timeline(self.coach.prescribe(routine), pace), pace)

    def _heading(self) -> Content:
        first = not self.coach.store.recent()
        if self._today.interrupted is not None:
            return Content.assemble(("A session was interrupted. Go on with it?", "bold"))
        title = Content.styled("Ready to train", "bold")
        return Content.assemble(title, (f"\n{wording.DISCLAIMER}", "$muted")) if first else title

    def _holds(self, routine: Routine) -> Content:
        known = self.coach.library
        source = wording.source(known.handouts.get(routine.handout or "")) if not routine.own else wording.YOURS
        lines = [Content.styled(f"From {source}" if routine.handout else source, "$muted")]
        for asked in self.coach.prescribe(routine):
            ours = "  (ours)" if {"hold", "repetitions"} <= set(asked.ours) else ""
            said = Content.assemble(asked.name, (f"  {wording.prescription(asked)}{ours}", "$muted"))
            lines.append(hang(Content.assemble(kind_mark(asked.kind), " "), said, self._room))
        return Content("\n").join(lines)

    def _go_on(self) -> Content:
        found = self._today.interrupted
        return Content("") if found is None else Content(f"You were at {wording.place(found)}.")

    def _day(self) -> Content:
        lines = [
            hang(
                Content.assemble(mark_of(one.what), f" {one.at:%H:%M}  "),
                Content.assemble(one.what.name, (f" · {wording.said(one.what)}", "$muted")),
                self._room,
            )
            for one in self._today.done
        ]
        for aside in self._today.set_aside:
            name = self.coach.library.exercises.get(aside.exercise)
            since = wording.day(aside.at.date(), self._today.date)
            said = f"{name.name if name else aside.exercise} was stopped ({since}): {aside.reason.value}"
            lines.append(hang(Content.styled("⚠ ", "$stop"), Content(said), self._room))
        week = self._week()
        if week is not None:
            lines += [Content(""), week]
        return Content("\n").join(lines)

    def _week(self) -> Content | None:
        monday = self._today.date - timedelta(days=self._today.date.weekday())
        days = {one.at.date() for one in self.coach.history(monday, self._today.date)}
        if not days:
            return None
        cells = []
        for offset in range(7):
            day = monday + timedelta(days=offset)
            mark = ("✓", "$success") if day in days else ("·", "$muted")
            cells.append(Content.assemble(wording.weekday(day), " ", mark))
        return Content.assemble(("This week  ", "$muted"), Content("  ").join(cells))
