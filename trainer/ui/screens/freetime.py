"""Free time: the week's days and the single ones, each told, copied, or left to what is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from trainer import wording
from trainer.coach import Coach
from trainer.core.free import ASSUMED, WEEK, is_assumed
from trainer.core.profile import Profile, Slot
from trainer.errors import NotSavedError
from trainer.freetime import in_order, parse_ahead, parse_slots, say_assumed, say_slots, write_slots
from trainer.ui.screens.ask import AskScreen, Changes, Write
from trainer.ui.screens.page import Page
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.entry import entry

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST = 1
"""The first line below the first heading."""
SHORT, ROOMY = 3, 50
"""Letters of a weekday's name in a narrow list, and the columns from which there is room for all of them."""
ADD = "add"
"""The line that adds a single day."""
MOST = 80
"""The most characters that a day's times may take."""
Free = Mapping[str, tuple[Slot, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list."""

    key: str
    """What it stands for: a weekday, a date, `ADD`; empty for a heading."""
    name: str


class FreeTimeScreen(Page):
    """When there is time for a session: a line for each weekday, and one for each single day."""

    CSS_PATH = SHEETS / "freetime.tcss"
    NAME = "you"
    HELP = (
        "When you have time for a session. A plan puts at most one on a day, into its longest time. A single day wins "
        "over its weekday: for a holiday, say none. Once you told one weekday, those you did not tell have no session."
    )
    BINDINGS = [
        Binding("enter", "change", "change", id="free.change", tooltip="Say when there is time on this day"),
        Binding("y", "copy", "copy to all", id="free.copy", tooltip="Give every day of the week the same times"),
        Binding("a", "add", "add", id="free.add", tooltip="Say it of a single day, such as a holiday"),
        Binding("d", "remove", "remove", id="free.remove", tooltip="Take back what you told of this day"),
        Binding("u", "undo", "undo", id="free.undo", tooltip="Undo the last change made here"),
        Binding("escape", "back", "back", id="free.back", tooltip="Back to You"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._told = Profile()
        """What was told when the list was filled."""
        self._lines: tuple[Line, ...] = ()
        self._past: list[Free] = []
        """What was told before each change made here."""
        self._new = ""
        """The day that is being added."""

    def body(self) -> ComposeResult:
        """Lay out what is told, and the days."""
        yield Static("Free time", id="title", markup=False)
        yield Static(id="said", markup=False)
        yield Choices(id="list")

    def fill(self) -> None:
        """Show each day's free time."""
        listed = self.query_one(Choices)
        before = self._chosen()
        self._told = self.coach.care.profile
        self._lines = self._days()
        keys = [one.key for one in self._lines]
        at = keys.index(before) if before and before in keys else FIRST
        self.query_one("#said", Static).update(self._said())
        listed.put(self._options, at)
        listed.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what has something to act on."""
        if action in {"copy", "remove"}:
            return self.is_mounted and self._chosen() in self._told.free
        return bool(self._past) if action == "undo" else True

    def action_visit(self, page: str) -> None:
        """Go to another page; You is the one beneath."""
        if page == self.NAME:
            self.action_back()
        else:
            super().action_visit(page)

    def action_back(self) -> None:
        """Go back to You."""
        if self.is_current:
            self.dismiss(None)

    def action_change(self) -> None:
        """Ask for the day's free time."""
        day = self._chosen()
        if day == ADD:
            self.action_add()
        elif day:
            self._ask(day)

    def action_add(self) -> None:
        """Ask for a day, and then for its free time."""
        today = self.coach.clock.now().date()

        def take(text: str) -> Changes:
            self._new = parse_ahead(text, today).isoformat()
            return {}

        question = Write(text="On which day?", why=f"A date, written as {today}; or today, or tomorrow.", keep=take)
        self.app.push_screen(AskScreen(self.coach, [question]), lambda whole: self._ask(self._new) if whole else None)

    def action_copy(self) -> None:
        """Give every day of the week this one's free time."""
        slots = self._free[self._chosen()]
        self._keep({**self._free, **dict.fromkeys(WEEK, slots)})
        self.notify("Copied to every day of the week. u takes it back.", markup=False)

    def action_remove(self) -> None:
        """Take back what was told of this day."""
        day = self._chosen()
        self._keep({key: slots for key, slots in self._free.items() if key != day})
        self.notify(f"{self._called(day)} is not told any more. u takes it back.", markup=False)

    def action_undo(self) -> None:
        """Undo the last change made here."""
        before = self._past.pop()
        self._tell(before)

    def on_option_list_option_highlighted(self) -> None:
        """Offer what can be done with this day."""
        self.refresh_bindings()

    def on_option_list_option_selected(self) -> None:
        """Change it: enter and a click mean the same."""
        self.action_change()

    @property
    def _free(self) -> Free:
        return self.coach.care.profile.free

    def _ask(self, day: str) -> None:
        """Ask for the free time of a day, and remember what was told before."""
        before = self._free
        question = Write(
            text=f"When on {self._called(day)}?",
            why="From when and for how many minutes: 07:00 15, 18:30 20. Or none: no session. "
            "Leave it empty to take it back.",
            most=MOST,
            value=write_slots(before[day]) if day in before else "",
            keep=lambda text: {"free": _changed(before, day, text)},
        )

        def told(_: bool | None) -> None:
            if self._free != before:
                self._past.append(before)
                self._show(day)

        self.app.push_screen(AskScreen(self.coach, [question]), told)

    def _keep(self, free: Free) -> None:
        self._past.append(self._free)
        self._tell(free)

    def _tell(self, free: Free) -> None:
        try:
            self.coach.care.tell(free=free)
        except NotSavedError as error:
            self.notify(error.sentence, severity="warning", markup=False)
        self.fill()

    def _show(self, day: str) -> None:
        """Go to a day's line."""
        self.fill()
        keys = [one.key for one in self._lines]
        if day in keys:
            self.query_one(Choices).highlighted = keys.index(day)

    # What is shown

    def _days(self) -> tuple[Line, ...]:
        today = self.coach.clock.now().date().isoformat()
        single = [day for day in in_order(self._told.free) if day not in WEEK and day >= today]
        return (
            Line(key="", name="Every week"),
            *(Line(key=day, name=name) for day, name in zip(WEEK, NAMES, strict=True)),
            Line(key="", name="Single days"),
            *(Line(key=day, name=self._called(day)) for day in single),
            Line(key=ADD, name="Add a single day …"),
        )

    def _options(self, width: int) -> list[Option]:
        return [self._option(one, width) for one in self._lines]

    def _option(self, one: Line, width: int) -> Option:
        if not one.key:
            return Option(Content.styled(one.name, "bold $muted"), disabled=True)
        name = one.name[:SHORT] if one.key in WEEK and width < ROOMY else one.name
        return Option(entry(name, self._value(one.key), width))

    def _value(self, day: str) -> Content:
        """Say a day's free time; what was not told is dimmed."""
        if day == ADD:
            return Content("")
        if day in self._told.free:
            return Content.styled(say_slots(self._told.free[day]), "bold $accent")
        assumed = is_assumed(self._told)
        return Content.styled(f"assumed: {say_slots((ASSUMED,))}" if assumed else "not told: no session", "$muted")

    def _said(self) -> str:
        if is_assumed(self._told):
            return f"Not told: {say_assumed()}."
        return "A plan has at most one session a day, in the longest time."

    def _called(self, day: str) -> str:
        if day in WEEK:
            return NAMES[WEEK.index(day)]
        single, today = date.fromisoformat(day), self.coach.clock.now().date()
        return wording.day(single) if single.year == today.year else f"{wording.day(single)} {single.year}"

    def _chosen(self) -> str:
        """Return what the highlighted line stands for; empty where nothing is."""
        index = self.query_one(Choices).highlighted
        return self._lines[index].key if index is not None and index < len(self._lines) else ""


def _changed(free: Free, day: str, text: str) -> Free:
    """Return the free time with one day's read from what was typed; nothing takes it back."""
    others = {key: slots for key, slots in free.items() if key != day}
    return {**others, day: parse_slots(text)} if text.strip() else others
