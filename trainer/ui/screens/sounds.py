"""Sounds under You: the ways by which a session's cues are given, each switched by itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from trainer.core.settings import MOST_COMMAND, Notice, Settings, Sounds, Speech
from trainer.core.text import clean
from trainer.cues.program import split
from trainer.cues.voice import NONE, VOICES, away, voice
from trainer.ui.screens.ask import AskScreen, Changes, Write
from trainer.ui.screens.page import Page
from trainer.ui.screens.setting import Choice, beside, keep, on
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.entry import entry

VARIABLES = "TRAINER_EVENT, _EXERCISE, _PHASE, _SIDE, _REPETITION, _OF, _SECONDS, _POSITION and _SAY"
_SPEECH = {Speech.OFF: "off", Speech.HERE: "on, but not over SSH", Speech.ALWAYS: "on, over SSH as well"}


@dataclass(frozen=True, slots=True)
class Typed:
    """One line whose value is a command that is typed."""

    name: str
    said: Callable[[Settings], str]
    field: str
    """The field of `Sounds` that holds it."""
    question: str
    about: str


def say_sounds(settings: Settings) -> str:
    """Say in short which ways are on."""
    sounds = settings.sounds
    ways = {
        "bell": settings.bell,
        "tick": settings.tick,
        "flash": sounds.flash,
        "notice": sounds.notice is not Notice.OFF,
        "speech": sounds.speech is not Speech.OFF,
        "command": bool(sounds.hook),
    }
    return ", ".join(name for name, chosen in ways.items() if chosen) or "none"


def _sounds(settings: Settings, **changes: object) -> Settings:
    sounds: Sounds = replace(settings.sounds, **changes)  # type: ignore[arg-type]
    return replace(settings, sounds=sounds)


def _voice(settings: Settings) -> str:
    return settings.sounds.voice or voice() or "none found"


LINES: tuple[Choice | Typed, ...] = (
    Choice(
        "Bell",
        lambda s: on(s.bell),
        lambda s, _: replace(s, bell=not s.bell),
        "Once to begin a hold, twice to switch, three times at the end of an exercise, five times at the end.",
    ),
    Choice(
        "Tick",
        lambda s: on(s.tick),
        lambda s, _: replace(s, tick=not s.tick),
        "A bell on each of the last three seconds of a hold.",
    ),
    Choice(
        "Flash",
        lambda s: on(s.sounds.flash),
        lambda s, _: _sounds(s, flash=not s.sounds.flash),
        "The band with the phase flashes once at each cue. The sound key leaves it on.",
    ),
    Choice(
        "Desktop notice",
        lambda s: s.sounds.notice.value,
        lambda s, by: _sounds(s, notice=beside(tuple(Notice), s.sounds.notice, by)),
        "Terminals know one of the two sequences, or none. tmux passes them on with 'set -g allow-passthrough on'.",
    ),
    Choice(
        "Speech",
        lambda s: _SPEECH[s.sounds.speech],
        lambda s, by: _sounds(s, speech=beside(tuple(Speech), s.sounds.speech, by)),
        "The next exercise, its position and what you need, then each phase. It is heard where the trainer runs: "
        "over SSH that is the other end.",
    ),
    Typed(
        "Voice",
        _voice,
        "voice",
        "Which command speaks?",
        f"A program and its options; the text becomes its last word, or stands in for {{}}. Left empty: the first "
        f"found of {', '.join(VOICES)}.",
    ),
    Typed(
        "Command",
        lambda s: s.sounds.hook or "none",
        "hook",
        "Which command runs at each cue?",
        f"A program and its options, run without a shell for at most 5 s. It finds the cue in {VARIABLES}. "
        "Left empty: none.",
    ),
)
"""The ways, in the order in which they are tried."""


class SoundsScreen(Page):
    """How cues are given: a line for each way."""

    CSS_PATH = SHEETS / "sounds.tcss"
    NAME = "you"
    HELP = (
        "How you notice what comes next without looking: each way can be switched on and off by itself. "
        "t plays them one after the other and asks what you noticed. In a session m turns the sound off and on."
    )
    BINDINGS = [
        Binding("enter,right", "turn(1)", "change", id="sounds.change", tooltip="The next value, or type one"),
        Binding("left", "turn(-1)", "back", id="sounds.before", show=False, tooltip="The value before"),
        Binding(
            "t", "try_sounds", "try my sounds", id="sounds.try", tooltip="Play every way once and say what was heard"
        ),
        Binding("escape", "back", "back", id="sounds.back", tooltip="Back to You"),
    ]

    def body(self) -> ComposeResult:
        """Lay out the ways, and what the highlighted one means."""
        yield Static("Sounds", id="title", markup=False)
        yield Choices(id="list")
        yield Static(id="about", markup=False)

    def fill(self) -> None:
        """Show how each way is set."""
        listed = self.query_one(Choices)
        listed.put(self._options, 0 if listed.highlighted is None else listed.highlighted)
        listed.focus()
        self._explain()

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

    def action_turn(self, by: int) -> None:
        """Change the highlighted way, or ask for its command."""
        one = self._chosen()
        if isinstance(one, Choice):
            keep(self, one.turn(self.coach.settings, by))
            self.fill()
        elif isinstance(one, Typed) and by > 0:
            self.app.push_screen(CommandScreen(self, one))

    def action_try_sounds(self) -> None:
        """Play every way once."""
        from trainer.ui.screens.trial import try_sounds

        try_sounds(self)

    def on_option_list_option_selected(self) -> None:
        """Change it: enter and a click mean the same."""
        self.action_turn(1)

    def on_option_list_option_highlighted(self) -> None:
        """Say what it means."""
        self._explain()

    def _chosen(self) -> Choice | Typed | None:
        at = self.query_one(Choices).highlighted
        return None if at is None else LINES[at]

    def _explain(self) -> None:
        one = self._chosen()
        self.query_one("#about", Static).update("" if one is None else _about(one, self.coach.settings))

    def _options(self, width: int) -> list[Option]:
        said = ((one.name, Content.styled(one.said(self.coach.settings), "bold $accent")) for one in LINES)
        return [Option(entry(name, value, width)) for name, value in said]


class CommandScreen(AskScreen):
    """Ask for a command line, refused where it cannot be read."""

    def __init__(self, page: Page, line: Typed) -> None:
        self._page = page
        question = Write(
            text=line.question,
            why=line.about,
            keep=lambda text: {line.field: _command(text)},
            value=getattr(page.coach.settings.sounds, line.field),
            most=MOST_COMMAND,
        )
        super().__init__(page.coach, [question])

    def tell(self, changes: Changes) -> None:
        """Keep the command."""
        keep(self._page, _sounds(self.coach.settings, **changes))


def _command(text: str) -> str:
    line = clean(text, newlines=False).strip()
    if line:
        split(line)
    return line


def _about(one: Choice | Typed, settings: Settings) -> str:
    """Say what a way means, and why it would not be heard as things are."""
    speech, own = settings.sounds.speech, settings.sounds.voice
    if one.name != "Speech" or speech is Speech.OFF:
        return one.about
    if not own and not voice():
        return f"{one.about} ⚠ {NONE}"
    unheard = speech is Speech.HERE and away(os.environ)
    return f"{one.about} ⚠ This is such a line, so nothing is said." if unheard else one.about
