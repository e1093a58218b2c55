"""Try my sounds: every way is played once, one after the other, and then the person says what they noticed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer import cues
from trainer.core.settings import Notice, Settings, Speech
from trainer.cues import Call
from trainer.cues.notice import notice
from trainer.cues.program import Program, split
from trainer.cues.voice import away, words
from trainer.errors import TrainerError
from trainer.ui.chime import Chime, flash
from trainer.ui.screens.ask import AskScreen, Changes, Pick, Reply, Tick
from trainer.ui.screens.page import Page
from trainer.ui.screens.setting import keep
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.marks import hang

AFTER = 1.4
"""Seconds between the end of one way and the next."""
SPEAKING = 3.0
"""Seconds given to a voice and to a command."""
SENTENCE = "Hold, left, one of three."
NAMES = {
    "bell": "The bell",
    "flash": "The flash",
    Notice.OSC_9.value: "A desktop notice: OSC 9",
    Notice.OSC_777.value: "A desktop notice: OSC 777",
    "speech": "The voice",
}
"""What can be noticed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One thing that is tried."""

    key: str
    """What is noticed of it, one of `NAMES`; empty where nobody is asked."""
    text: str
    play: Callable[[], None]
    length: float = 0.0
    """Seconds it lasts."""
    left_out: str = ""
    """Why it is left out; empty where it is played."""


class TrialScreen(ModalScreen[frozenset[str]]):
    """Play everything once; gives the keys of what was played when the person left, or to the end."""

    CSS_PATH = SHEETS / "trial.tcss"
    BINDINGS = [Binding("escape,q,enter,space", "leave", "enough", id="trial.leave", tooltip="Play nothing more")]

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._voice = Program("The voice", partial(words, settings.sounds.voice))
        self._hook = Program("Your command for cues", partial(split, settings.sounds.hook))
        self._chime: Chime | None = None
        self._ways = tuple(self._all())
        self._at = -1
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Lay out the ways, the one that plays marked."""
        with Vertical(id="box"):
            yield Static("Try my sounds", id="band", markup=False)
            yield Static(id="ways")
            yield Static("esc  enough", id="back", markup=False)

    def on_mount(self) -> None:
        """Begin when it can be seen what plays."""
        self._chime = Chime(self.app, lambda: flash(self.query_one("#band")))
        self._show()
        self.set_timer(AFTER / 2, self._next)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self.call_after_refresh(self._show)

    def action_leave(self) -> None:
        """Play nothing more."""
        self._end()

    def _next(self) -> None:
        self._at += 1
        self._trouble = self._trouble or self._voice.trouble() or self._hook.trouble()
        if self._at == len(self._ways):
            self._end()
            return
        way = self._ways[self._at]
        self._show()
        if way.left_out:
            self.set_timer(AFTER / 2, self._next)
        else:
            way.play()
            self.set_timer(AFTER + way.length, self._next)

    def _end(self) -> None:
        if not self.is_current:
            return
        played = (way.key for way in self._ways[: self._at + 1] if not way.left_out)
        if self._chime is not None:
            self._chime.stop()
        self._voice.stop()
        self._hook.stop()
        if self._trouble:
            self.notify(self._trouble, severity="warning", markup=False)
        self.dismiss(frozenset(filter(None, played)))

    def _play(self, call: Call) -> None:
        if self._chime is not None:
            self._chime.play(call)

    def _all(self) -> Iterator[Way]:
        for name, bells in cues.PATTERNS:
            yield self._bells(f"{name}: {'one bell' if bells == 1 else f'{bells} bells'}", cues.chime(bells))
        yield self._bells("tick: the last three seconds of a hold", (0.0, 1.0, 2.0))
        yield Way(key="flash", text="flash", play=lambda: self._play(Call(flash=True)))
        for form in (Notice.OSC_9, Notice.OSC_777):
            asked = Call(write=notice(form, "This is a notice.", os.environ))
            yield Way(
                key=form.value,
                text=f"desktop notice: {form.value}",
                play=partial(self._play, asked),
                left_out="" if asked.write else "not on this terminal",
            )
        yield Way(
            key="speech",
            text=f"voice: “{SENTENCE}”",
            play=lambda: self._voice.run(SENTENCE, {"TRAINER_SAY": SENTENCE}),
            length=SPEAKING,
            left_out=unspoken(self._settings),
        )
        if self._settings.sounds.hook:
            run = partial(self._hook.run, environ={"TRAINER_EVENT": "try"})
            yield Way(key="", text="your command", play=run, length=SPEAKING)

    def _bells(self, text: str, bells: tuple[float, ...]) -> Way:
        return Way(key="bell", text=text, play=lambda: self._play(Call(bells=bells)), length=bells[-1])

    def _show(self) -> None:
        ways = self.query_one_optional("#ways", Static)
        if ways is not None:  # not closed meanwhile
            width = max(20, ways.content_size.width)
            lines = [self._line(at, way, width) for at, way in enumerate(self._ways)]
            ways.update(Content("\n").join(lines))
            self.call_after_refresh(
                self._keep_in_sight, sum(str(line).count("\n") + 1 for line in lines[: max(0, self._at)])
            )

    def _keep_in_sight(self, row: int) -> None:
        """Follow what plays where the terminal is too small for all of it."""
        ways = self.query_one_optional("#ways", Static)
        if ways is not None:
            self.query_one("#box").scroll_to_region(Region(0, ways.virtual_region.y + row, 1, 1), animate=False)

    def _line(self, at: int, way: Way, width: int) -> Content:
        mark = "♪ " if at == self._at else "✓ " if at < self._at and not way.left_out else "  "
        text = f"{way.text} ({way.left_out})" if way.left_out else way.text
        style = "bold" if at == self._at else "$muted" if at > self._at or way.left_out else ""
        return hang(Content.styled(mark, "bold $accent"), Content.styled(text, style), width)


class HeardScreen(AskScreen):
    """Ask what was noticed, and what is to become of the rest."""

    def __init__(self, page: Page, tried: frozenset[str]) -> None:
        self._page = page
        self._tried = tried
        self._heard: frozenset[str] = frozenset()
        what = Tick(
            text="What did you notice?",
            things=tuple((key, name) for key, name in NAMES.items() if key in tried),
            ticked=frozenset(),
            keep=lambda ticked: {"heard": ticked},
        )
        then = Pick(
            text="Use what you noticed?",
            replies=(
                Reply(text="Use it, and switch the others off", keep={"off": True}),
                Reply(text="Use it, and leave the others as they are", keep={"off": False}),
                Reply(text="Leave everything as it was"),
            ),
            at=0,
        )
        super().__init__(page.coach, [what, then])

    def tell(self, changes: Changes) -> None:
        """Remember what was noticed, and then use it."""
        heard = changes.get("heard")
        if isinstance(heard, frozenset):
            self._heard = heard
        else:
            gone = self._tried - self._heard if changes["off"] else frozenset()
            keep(self._page, using(self.coach.settings, self._heard, gone))


def try_sounds(page: Page) -> None:
    """Play everything, ask what was noticed, and show the page as it is then."""

    def played(tried: frozenset[str] | None) -> None:
        if tried:
            page.app.push_screen(HeardScreen(page, tried), lambda _: page.fill())

    page.app.push_screen(TrialScreen(page.coach.settings), played)


def unspoken(settings: Settings) -> str:
    """Say why a voice is not tried; empty where it is."""
    if away(os.environ) and settings.sounds.speech is not Speech.ALWAYS:
        return "not over SSH: it would be heard at the other end"
    try:
        words(settings.sounds.voice)
    except TrainerError:
        return "no program found"
    return ""


def using(settings: Settings, heard: frozenset[str], gone: frozenset[str]) -> Settings:
    """Return the settings with what was noticed on, and what is not wanted off."""
    sounds = settings.sounds
    return replace(
        settings,
        bell=(settings.bell or "bell" in heard) and "bell" not in gone,
        tick=settings.tick and "bell" not in gone,
        sounds=replace(
            sounds,
            flash=(sounds.flash or "flash" in heard) and "flash" not in gone,
            notice=_form(sounds.notice, heard, gone),
            speech=_speech(sounds.speech, heard, gone),
        ),
    )


def _form(now: Notice, heard: frozenset[str], gone: frozenset[str]) -> Notice:
    seen = [form for form in Notice if form.value in heard]
    if seen and now not in seen:
        return seen[0]
    return Notice.OFF if now.value in gone else now


def _speech(now: Speech, heard: frozenset[str], gone: frozenset[str]) -> Speech:
    if "speech" in gone:
        return Speech.OFF
    return Speech.HERE if now is Speech.OFF and "speech" in heard else now
