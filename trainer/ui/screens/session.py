"""The live session: what to do now, how long, on which side, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from trainer.coach import Coach
from trainer.core.events import ENDING, Cause, Eased, Ended, Events, SkipReason, StopReason
from trainer.cues import Herald
from trainer.errors import NotSavedError
from trainer.run import Run
from trainer.ui import heartbeat
from trainer.ui.chime import Chime, flash
from trainer.ui.screens.asked import DISCOMFORT, ENDS, HURTS, LESS, LINES, SKIPS, STOPS, far, one_key, which
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.moving import moves, shows
from trainer.ui.sheets import SHEETS
from trainer.ui.theme import wear
from trainer.ui.widgets.figure import Figures
from trainer.ui.widgets.keyline import KeyLine
from trainer.ui.widgets.lesson import Lesson

T = TypeVar("T")

FRAME = 1 / 250
"""Seconds until what changed is painted; Textual's own sixtieth is felt after a key. It costs nothing at rest."""
LOOK = 0.25
"""Seconds between looks at the session's clock, besides its deadlines."""
HAIR = 1e-4
"""Seconds past a deadline at which the session is looked at."""


class SessionScreen(Screen[None]):
    """One running session. It shows and asks; the session decides."""

    CSS_PATH = SHEETS / "session.tcss"
    HELP = (
        "Space is the only key you need: it starts or goes on when something waits, and pauses otherwise. "
        "p stops an exercise that hurts. Closing the terminal loses nothing: start the trainer again to go on."
    )
    BINDINGS = [
        Binding("space", "press", "pause", id="session.press", tooltip="Start, go on, pause, or count"),
        Binding("p", "hurt", "pain", id="session.pain", tooltip="Something hurts: the clock stops and you say what"),
        Binding("right", "next", "next", id="session.next", tooltip="Next step"),
        Binding("left", "back", "back", id="session.back", tooltip="Back one repetition; undoes a skip"),
        Binding("n", "skip", "skip", id="session.skip", tooltip="Next exercise; asks why"),
        Binding("q", "finish", "finish", id="session.finish", tooltip="Finish, or leave it for later"),
        Binding("e", "ease", "ease", id="session.ease", tooltip="Make the rest of this exercise easier"),
        Binding("i", "how", "how", id="session.how", tooltip="How it is done, the movement large, or both beside"),
        Binding("plus", "extend", "10 s", id="session.extend", tooltip="Ten seconds more"),
        Binding("r", "repeat", "repeat", id="session.repeat", tooltip="This repetition again from its start"),
        Binding("m", "mute", "sound", id="session.mute", tooltip="Sound on or off"),
        Binding("up", "read(-1)", show=False, id="session.up", tooltip="Scroll up how it is done"),
        Binding("down", "read(1)", show=False, id="session.down", tooltip="Scroll down how it is done"),
        Binding("question_mark", "help", "help", id="help", show=False, tooltip="Explain this screen and its keys"),
    ]

    def __init__(self, run: Run, coach: Coach) -> None:
        super().__init__()
        self._run = run
        self._coach = coach
        self._herald = Herald(coach.settings)
        self._chime = Chime(self.app, lambda: flash(self.query_one("#band")))
        self._timer: Timer | None = None
        self._painter: Timer | None = None
        self._word = ""
        self._left = False

    @property
    def _update_timer(self) -> Timer:
        """The timer that paints, faster than Textual's."""
        if self._painter is None:
            self._painter = self.set_interval(FRAME, self._on_timer_update, name="screen_update", pause=True)
        return self._painter

    def compose(self) -> ComposeResult:
        """Lay out the screen from top to bottom."""
        coach = self._coach
        figures = Figures(coach.store.root) if shows(coach.settings) else None
        yield Lesson(self._run.head.name, coach.library, self._hurry, figures, partial(moves, self.app, coach))
        yield KeyLine(id="keys", word=self._say)

    def on_mount(self) -> None:
        """Start; from here on the clock decides."""
        self.set_interval(LOOK, self._look)
        heartbeat.attach(self, self._run, self._coach.clock, self._tell)
        self._run.cue(self._sound)
        self._tell(self._run.do(self._run.session.start))
        if far(self._coach.settings):
            self._ask(ChooseScreen(LESS, LINES, back="esc  no"), self._send_less)

    def on_resize(self) -> None:
        """Fit everything to the new size."""
        self.call_after_refresh(self._repaint)

    # Keys

    def action_press(self) -> None:
        """Do what the one key does."""
        self._tell(self._run.do(self._run.session.press))

    def action_next(self) -> None:
        """Go on to the next step."""
        self._tell(self._run.do(self._run.session.next))

    def action_back(self) -> None:
        """Go back one repetition."""
        self._tell(self._run.do(self._run.session.back))

    def action_repeat(self) -> None:
        """Do this repetition again."""
        self._tell(self._run.do(self._run.session.repeat))

    def action_extend(self) -> None:
        """Add ten seconds."""
        self._tell(self._run.do(self._run.session.extend))

    def action_ease(self) -> None:
        """Make the rest of this exercise easier."""
        self._ease()

    def action_skip(self) -> None:
        """Ask why the exercise is left out, and leave it out."""
        self._ask(ChooseScreen("Why skip this one?", SKIPS, back="esc  do it after all"), self._skip)

    def action_hurt(self) -> None:
        """Ask what is felt; the clock stands still meanwhile."""
        self._ask(ChooseScreen("What do you feel?", STOPS, back="esc  nothing, go on"), self._stop)

    def action_how(self) -> None:
        """Show how it is done, then the movement large, then both beside the time again."""
        figure = self.has_class("-how") and self.query_one(Lesson).known
        self.set_class(not self.has_class("-how") and not self.has_class("-figure"), "-how")
        self.set_class(figure, "-figure")
        self.call_after_refresh(self._repaint)

    def action_read(self, by: int) -> None:
        """Scroll how it is done."""
        self.query_one("#how", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_mute(self) -> None:
        """Turn the sound on or off for this session."""
        self.notify("Sound on" if self._herald.mute() else "Sound off", timeout=2, markup=False)

    def action_finish(self) -> None:
        """Finish here, or leave the session for later."""
        self._ask(ChooseScreen("Finish here?", ENDS, back="esc  go on"), self._finish)

    def action_help(self) -> None:
        """Explain this screen and its keys; the clock stands still meanwhile."""
        from trainer.ui.screens.help import HelpScreen

        self._tell(self._run.do(lambda: self._run.session.pause(Cause.PERSON)))
        self.app.push_screen(HelpScreen(self))

    # Answers

    def _ask(self, screen: ChooseScreen[T], then: Callable[[T | None], None]) -> None:
        """Ask while the clock stands still; it goes on by itself only where it was running."""
        session = self._run.session
        if session.over:
            return
        before = session.cause
        self._tell(self._run.do(lambda: session.pause(Cause.ASKING)))

        def answered(value: T | None) -> None:
            then(value)
            if session.cause is Cause.ASKING:
                self._tell(self._run.do(session.resume if before is None else lambda: session.pause(before)))
            self._paint()

        self.app.push_screen(screen, answered)

    def _skip(self, reason: SkipReason | str | None) -> None:
        if reason == HURTS:
            self.call_next(self.action_hurt)
        elif isinstance(reason, SkipReason):
            self._tell(self._run.do(lambda: self._run.session.skip(reason)))

    def _stop(self, felt: StopReason | str | None) -> None:
        if felt == DISCOMFORT:
            self._ease()
        elif isinstance(felt, StopReason):
            before = self._run.session.before
            if before is None or felt in ENDING:
                self._halt(felt, before)
            else:
                self.call_next(self._ask_which, felt, before)

    def _ask_which(self, felt: StopReason, before: int) -> None:
        """Ask which exercise it was, where one gets ready for another; the one before is the likely one."""
        asked = ChooseScreen("Which one?", which(self._run.session, before), back="esc  neither, go on")
        self._ask(asked, lambda item: None if item is None else self._halt(felt, item))

    def _halt(self, felt: StopReason, item: int | None) -> None:
        self._tell(self._run.do(lambda: self._run.session.stop(felt, item)))

    def _send_less(self, less: bool | None) -> None:
        """Keep whether the line is a slow one; it is asked once."""
        settings = replace(self._coach.settings, slow=bool(less))
        try:
            self._coach.change(settings)
        except NotSavedError as error:
            self.notify(error.sentence, severity="warning", markup=False)
        wear(self.app, settings)

    def _ease(self) -> None:
        events = self._run.do(self._run.session.ease)
        eased = any(isinstance(event, Eased) for event in events)
        self._tell(events)
        self.notify("Eased. Go less far." if eased else "Go less far: it is at its shortest.", timeout=3, markup=False)

    def _finish(self, now: bool | None) -> None:
        if now:
            self._tell(self._run.do(self._run.session.finish))
        elif now is False:
            self._run.leave()
            self._left = True
            self.dismiss()

    # Time

    def _look(self) -> None:
        if not self._left:
            self._tell(self._run.look())

    def _sound(self, events: Events) -> None:
        """Give the cues of what happened, before anything else is done about it."""
        self._chime.play(self._herald.tell(events, self._run.session))

    def _tell(self, events: Events) -> None:
        """Show what happened, and look again when the next thing is due."""
        if self._left:
            return
        if self._run.lost:
            self._left = True
            self.notify(self._run.trouble or "", severity="warning", markup=False)
            self.dismiss()
            return
        for sentence in self._herald.troubles():
            self.notify(sentence, severity="warning", markup=False)
        if any(isinstance(event, Ended) for event in events):
            self._end()
            return
        self._paint()
        self._schedule()

    def _schedule(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        due = self._herald.due(self._run.session)
        if due is not None and due < LOOK:
            self._timer = self.set_timer(due + HAIR, self._look)

    def _end(self) -> None:
        self._left = True
        from trainer.ui.screens.after import AfterScreen
        from trainer.ui.screens.alarm import AlarmScreen

        app, after = self.app, AfterScreen(self._run, self._coach)
        ended = self._run.session.course.ended
        if ended in ENDING and ended is not None:
            app.switch_screen(AlarmScreen(ended, self._coach.library, after, self._run.trouble))
        else:
            app.switch_screen(after)

    def _paint(self) -> None:
        if self.is_mounted and not self._left:
            self.query_one(Lesson).show(self._run.session, self._run.trouble)
            if self._word != (word := one_key(self._run.session)):
                self._word = word
                self.query_one(KeyLine).fill()

    def _hurry(self, part: Widget) -> None:
        """Paint one part at once, before what else there is to paint."""
        if self.is_current and not self._layout_required:
            waiting = set(self._dirty_widgets)
            self._compositor.update_widgets({part})
            self._compositor_refresh()
            self._dirty_widgets |= waiting - {part}

    def _say(self, binding: Binding) -> str:
        """Say what a key does; the one key has a word for each moment."""
        return self._word if binding.action == "press" else binding.description

    def _repaint(self) -> None:
        if not self._left:
            self.query_one(Lesson).forget()
            self._paint()
