"""You: the person's choices about the trainer, and where their data is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from trainer import wording
from trainer.coach import Coach
from trainer.core.pace import FirstSide, Pace
from trainer.core.settings import Figures, Look, Settings
from trainer.ui.screens.ask import AskScreen
from trainer.ui.screens.page import Page
from trainer.ui.screens.profile import ABOUT, About
from trainer.ui.screens.screening import Told
from trainer.ui.screens.setting import Choice, beside, keep, on
from trainer.ui.screens.sounds import SoundsScreen, say_sounds
from trainer.ui.screens.weekly import WEEKLY, Door
from trainer.ui.sheets import SHEETS
from trainer.ui.theme import wear
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.entry import entry

FIRST = 1
"""The first line below the first heading."""


@dataclass(frozen=True, slots=True)
class Room:
    """One line with a screen of its own for a part of the settings: its name, and what is chosen there in words."""

    name: str
    said: Callable[[Settings], str]
    open: Callable[[Coach], Page]


def _seconds(name: str, field: str, values: tuple[int, ...]) -> Choice:
    def said(settings: Settings) -> str:
        value: int = getattr(settings.pace, field)
        return f"{value} s" if value else "none"

    def turn(settings: Settings, by: int) -> Settings:
        return _pace(settings, **{field: _turned(values, getattr(settings.pace, field), by)})

    return Choice(name, said, turn)


def _turned(values: tuple[int, ...], value: int, by: int) -> int:
    nearest = min(range(len(values)), key=lambda index: abs(values[index] - value))
    return values[(nearest + by) % len(values)]


def _pace(settings: Settings, **changes: object) -> Settings:
    pace: Pace = replace(settings.pace, **changes)  # type: ignore[arg-type]
    return replace(settings, pace=pace)


_LOOKS = tuple(Look)
CHOICES = (
    Choice(
        "Colours",
        lambda s: s.look.value if s.look is not Look.TERMINAL else "the terminal's own",
        lambda s, by: replace(s, look=_LOOKS[(_LOOKS.index(s.look) + by) % len(_LOOKS)]),
    ),
    Choice("Slow line: send less", lambda s: on(bool(s.slow)), lambda s, _: replace(s, slow=not s.slow)),
    Choice(
        "Figures",
        lambda s: "still: less is sent" if s.slow and s.figures is Figures.MOVING else s.figures.value,
        lambda s, by: replace(s, figures=beside(tuple(Figures), s.figures, by)),
    ),
    _seconds("Get ready", "prepare", (0, 5, 10, 15, 20, 30, 45, 60)),
    _seconds("Get ready, new position or equipment", "fetch", (0, 10, 15, 20, 30, 45, 60, 90, 120)),
    _seconds("Let go between holds", "release", (2, 4, 6, 8, 10)),
    _seconds("Switch sides", "switch", (4, 6, 8, 10, 15, 20)),
    _seconds("One movement", "move", (2, 3, 4, 5, 6, 8, 10)),
    _seconds("One count of a tempo", "count", (1, 2, 3, 4)),
    _seconds("One breath in or out", "breath", (3, 4, 5, 6, 8)),
    Choice(
        "Movements",
        lambda s: "at your own pace: space counts" if s.pace.own_pace else "paced",
        lambda s, _: _pace(s, own_pace=not s.pace.own_pace),
    ),
    Choice("Wait for me before each exercise", lambda s: on(s.pace.wait), lambda s, _: _pace(s, wait=not s.pace.wait)),
    Choice(
        "First side",
        lambda s: s.pace.first_side.value,
        lambda s, _: _pace(s, first_side=FirstSide.RIGHT if s.pace.first_side is FirstSide.LEFT else FirstSide.LEFT),
    ),
)
"""Everything that can be chosen, in the order of the screen."""
SOUNDS = Room("Sounds", say_sounds, SoundsScreen)
Line = About | Door | Choice | Room
SECTIONS: tuple[tuple[str, tuple[Line, ...]], ...] = (
    ("About you", ABOUT),
    ("Your week", WEEKLY),
    ("The trainer", (*CHOICES[:3], SOUNDS, *CHOICES[3:])),
)
"""The lines of the screen under their headings."""


class YouScreen(Page):
    """What was told and what was chosen, a line each."""

    CSS_PATH = SHEETS / "you.tcss"
    NAME = "you"
    HELP = (
        "First what you told about yourself: it decides what is offered, and each answer can be changed or taken "
        "back. Then your week, which plans are made for. Then how the trainer looks, sounds and paces. None of these "
        "times is from a handout: they are ours, and yours to change. Dosages are not here: they are the handouts'."
    )
    BINDINGS = [
        Binding("enter,right", "turn(1)", "change", id="you.change", tooltip="The next value"),
        Binding("left", "turn(-1)", "back", id="you.back", show=False, tooltip="The value before"),
        Binding(
            "t", "try_sounds", "try my sounds", id="you.sounds", tooltip="Play every way once and say what you noticed"
        ),
    ]

    def body(self) -> ComposeResult:
        """Lay out the settings and the place of the data."""
        yield Choices(id="list")
        with VerticalScroll(id="more"):
            yield Static(id="about")

    def fill(self) -> None:
        """Show the present answers and settings."""
        listed = self.query_one(Choices)
        listed.put(self._options, FIRST if listed.highlighted is None else listed.highlighted)
        listed.focus()
        self.query_one("#about", Static).update(self._about())

    def action_turn(self, by: int) -> None:
        """Change the highlighted setting, or ask the highlighted question anew."""
        chosen = _lines().get(self.query_one(Choices).highlighted or 0)
        if isinstance(chosen, Choice):
            self._turn(chosen, by)
        elif isinstance(chosen, Door | Room) and by > 0:
            self.app.push_screen(chosen.open(self.coach))
        elif isinstance(chosen, About) and by > 0:
            self._ask(chosen)

    def _ask(self, about: About) -> None:
        coach = self.coach
        told = Told(profile=coach.care.profile, library=coach.library, today=coach.clock.now().date())
        self.app.push_screen(AskScreen(coach, [about.ask(told)]))

    def _turn(self, choice: Choice, by: int) -> None:
        settings = choice.turn(self.coach.settings, by)
        keep(self, settings)
        wear(self.app, settings)
        self.fill()

    def on_option_list_option_selected(self) -> None:
        """Change it: enter and a click mean the same."""
        self.action_turn(1)

    def action_try_sounds(self) -> None:
        """Play every way once, and ask what was noticed."""
        from trainer.ui.screens.trial import try_sounds

        try_sounds(self)

    def _options(self, width: int) -> list[Option]:
        return [
            option
            for title, lines in SECTIONS
            for option in (_heading(title), *(self._option(one, width) for one in lines))
        ]

    def _option(self, one: Line, width: int) -> Option:
        return Option(entry(one.name, Content.styled(self._value(one), "bold $accent"), width))

    def _value(self, one: Line) -> str:
        coach = self.coach
        if isinstance(one, Choice | Room):
            return one.said(coach.settings)
        if isinstance(one, Door):
            return one.said(coach.care.profile, coach.clock.now().date())
        return one.said(coach.care.profile)

    def _about(self) -> Content:
        store = self.coach.store
        lines = [
            Content.assemble(("Your data  ", "$muted"), str(store.root)),
            Content.styled("It stays on this machine, readable by you alone.", "$muted"),
            Content.assemble(("Your own exercises  ", "$muted"), str(store.root / "exercises")),
            Content(""),
            Content.styled(wording.DISCLAIMER, "$muted"),
        ]
        return Content("\n").join(lines)


def _lines() -> dict[int, Line]:
    """Return the lines that can be changed by their places, in a list with a heading before each section."""
    rows = [one for _, lines in SECTIONS for one in (None, *lines)]
    return {at: one for at, one in enumerate(rows) if one is not None}


def _heading(text: str) -> Option:
    return Option(Content.styled(text, "bold $muted"), disabled=True)
