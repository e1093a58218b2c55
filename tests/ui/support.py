"""A stage for the screens: the app over a real store and the shipped library, with a clock only the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual import events
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from tests.fakes import TICK, FakeClock
from trainer.coach import Coach, Trainable
from trainer.core.checkin import CheckIn
from trainer.core.events import StopReason
from trainer.core.library import Library
from trainer.core.session import Session
from trainer.core.timeline import Step, StepKind
from trainer.resources import library_path
from trainer.run import Run
from trainer.shelf import load_library
from trainer.store.fs import Fs
from trainer.store.store import Store
from trainer.ui.app import TrainerApp
from trainer.ui.screens.session import SessionScreen

S = TypeVar("S", bound=Screen[Any])

HOME = (80, 24)
SIZES = ((120, 36), HOME, (40, 20))
CHARS = {"space": " "}
CALM = 12
"""Turns of the event loop without work after which the app is at rest."""
LONG_LOOK = 1.0
"""Seconds between looks where nothing shorter is wanted; below the gap that pauses a session."""


@cache
def shipped() -> Library:
    """Return the library as it is shipped, read once."""
    return load_library(library_path())


def named(name: str) -> Trainable:
    """Return a shipped routine or exercise."""
    return shipped().anything(name)


def kind(wanted: StepKind) -> Callable[[Step], bool]:
    """Say which steps are of a kind."""
    return lambda step: step.kind is wanted


@dataclass
class House:
    """One person's data and clock. Each coach it gives is the trainer started once more on the same data."""

    root: Path
    clock: FakeClock = field(default_factory=FakeClock)
    library: Callable[[], Library] = shipped

    def coach(self, fs: Fs | None = None) -> Coach:
        """Start the trainer."""
        return Coach(Store(self.root, self.clock, fs or HastyFs()), self.library, self.clock)

    def ask(self) -> None:
        """Have the first questions behind one, and say that all is well: nobody is asked for the next hours."""
        coach = self.coach()
        if not coach.care.profile.screened:
            coach.care.tell(screened=True)
        if coach.care.is_due():
            coach.care.check_in(CheckIn(at=self.clock.now(), pain=0))

    @asynccontextmanager
    async def open(
        self,
        size: tuple[int, int] = HOME,
        *,
        coach: Coach | None = None,
        train: str | None = None,
        begin: Callable[[Coach], Run] | None = None,
        asked: bool = True,
        paints: bool = False,
    ) -> AsyncIterator[Play]:
        """Open the app on a terminal of a size, training something at once where it is named.

        The person has just answered what would be asked, unless `asked` is False. What Textual paints where there is
        no terminal is thrown away, so it is painted only when it is looked at, unless `paints` is True.
        """
        if asked:
            self.ask()
        coach = coach or self.coach()
        if train is not None:
            thing = named(train)
            begin = lambda coach: coach.begin(thing)  # noqa: E731 - two ways to say the same
        app = TrainerApp(coach, None if begin is None else lambda: begin(coach))
        app.stylesheet._parse_cache = Parsed(app)  # type: ignore[assignment]
        with nullcontext() if paints else unseen():
            async with app.run_test(size=size, notifications=True) as pilot:
                app.animation_level = "none"
                play = Play(app=app, pilot=pilot, coach=coach, clock=self.clock)
                await play.settle()
                yield play


@dataclass
class Play:
    """An open app and the hands and eyes of a person before it."""

    app: TrainerApp
    pilot: Pilot[None]
    coach: Coach
    clock: FakeClock

    # What is there

    @property
    def screen(self) -> Screen[Any]:
        """The screen on top."""
        return self.app.screen

    def on(self, kind_of_screen: type[S]) -> S:
        """Return the screen on top, which must be of a kind."""
        assert isinstance(self.screen, kind_of_screen), f"on {self.screen!r}\n{self.dump()}"
        return self.screen

    @property
    def live(self) -> SessionScreen:
        """The session screen, on top or beneath a dialog."""
        found = [screen for screen in self.app.screen_stack if isinstance(screen, SessionScreen)]
        assert found, f"no session is shown:\n{self.dump()}"
        return found[-1]

    @property
    def run(self) -> Run:
        return self.live._run

    @property
    def session(self) -> Session:
        return self.run.session

    @property
    def step(self) -> Step:
        """The current step of the running session."""
        assert self.session.step is not None, "the session is over"
        return self.session.step

    def dump(self) -> str:
        """Return all that is on the terminal as lines of text."""
        return "".join(f"{strip.text.rstrip()}\n" for strip in self.screen._compositor.render_strips())

    def shows(self, *texts: str) -> bool:
        """Say whether all of these are on the terminal; line ends count as spaces."""
        flat = " ".join(self.dump().split())
        return all(" ".join(text.split()) in flat for text in texts)

    @property
    def toasts(self) -> list[str]:
        """What notifications say at present."""
        return [one.message for one in self.app._notifications]

    # What one does

    async def settle(self) -> None:
        """Wait until the app has nothing left to do but its timers.

        The pilot's own pause waits for real time, and for ever where a screen goes away meanwhile.
        """
        quiet = 0
        for _ in range(20_000):
            await asyncio.sleep(0)
            if self.app._exit or not self.app._running:
                return
            busy = self._busy()
            quiet = 0 if busy else quiet + 1
            if quiet == CALM:
                return
            self.screen._on_timer_update()
        raise AssertionError(f"the app does not come to rest: {busy}")

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names, or single characters."""
        for key in keys:
            self.send(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    def send(self, key: str) -> None:
        """Press a key and do not wait."""
        assert self.app._driver is not None
        self.app._driver.send_message(self._key(key))

    def burst(self, *keys: str) -> None:
        """Have keys that no widget wanted come to the app at once, as when it was busy while they were pressed."""
        for key in keys:
            event = self._key(key)
            event._set_forwarded()
            self.app.post_message(event)

    async def paste(self, text: str) -> None:
        """Paste a text from the clipboard."""
        assert self.app._driver is not None
        self.app._driver.send_message(events.Paste(text))
        await self.settle()

    async def click(self, on: str) -> None:
        """Click on the middle of a text on the terminal."""
        for y, line in enumerate(self.dump().splitlines()):
            if on in line:
                await self.click_at(line.index(on) + len(on) // 2, y)
                return
        raise AssertionError(f"'{on}' is not on the terminal:\n{self.dump()}")

    async def click_at(self, x: int, y: int) -> None:
        """Press and let go of the mouse's button."""
        for kind_of_event in (events.MouseDown, events.MouseUp):
            assert self.app._driver is not None
            self.app._driver.process_message(kind_of_event(None, x, y, 0, 0, 1, False, False, False, x, y))
        await self.settle()

    async def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()
        for screen in self.app.screen_stack:
            if isinstance(screen, SessionScreen):  # beneath a dialog it fits its text at its next look
                screen.call_later(screen._look)
        await self.settle()

    # Time

    async def wait(self, seconds: float, every: float = LONG_LOOK) -> None:
        """Let time pass in a session that is looked at as often as asked, or until it ends."""
        end = self.clock.seconds() + seconds
        await self._pass(lambda: self.clock.seconds() >= end, lambda: min(every, end - self.clock.seconds()))

    async def until(self, found: Callable[[Step], bool]) -> Step:
        """Let time pass until such a step has just begun."""
        session = self.session
        await self._pass(lambda: found(self.step), lambda: min(LONG_LOOK, session.due() or LONG_LOOK))
        assert found(self.step), "no such step"
        return self.step

    async def to_the_end(self) -> None:
        """Let time pass until the session is over, without a key."""
        session = self.session
        await self._pass(lambda: session.cause is not None, lambda: LONG_LOOK)
        assert session.over, f"the session waits: {session.cause}"

    async def _pass(self, until: Callable[[], bool], by: Callable[[], float]) -> None:
        """Move the clock and have the session look, in the screen's own task as its timer does."""
        live, session = self.live, self.session

        def look() -> None:
            for _ in range(20_000):
                if session.over or until():
                    return
                self.clock.advance(by())
                live._look()

        live.call_later(look)
        await self.settle()

    def _key(self, key: str) -> events.Key:
        char = key if len(key) == 1 else CHARS.get(key)
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        event = events.Key(name, char)
        event.set_sender(self.app)
        return event

    def _busy(self) -> list[object]:
        """Return what still has something to do."""
        screen = self.screen
        due = [screen._callbacks, screen._layout_required, screen._dirty_widgets, screen._repaint_required]
        pumps = (self.app, *(node for one in self.app.screen_stack for node in one.walk_children(with_self=True)))
        waiting = [pump for pump in pumps if pump._message_queue.qsize() or pump._next_callbacks]
        return [*filter(None, due), *waiting, *self.app.animator._animations, *self.app.animator._scheduled]


class Parsed:
    """Style sheets as they were parsed for any app before; most of what an app does at its start is parsing them."""

    _rules: ClassVar[dict[tuple[object, ...], list[RuleSet]]] = {}

    def __init__(self, app: TrainerApp) -> None:
        self._app = app

    def __getitem__(self, key: tuple[object, ...]) -> list[RuleSet]:
        return self._rules[self._app.theme, *key]

    def __setitem__(self, key: tuple[object, ...], rules: list[RuleSet]) -> None:
        self._rules[self._app.theme, *key] = rules

    def clear(self) -> None:
        """Stay as it is: other variables belong to another theme."""


@contextmanager
def unseen() -> Iterator[None]:
    """Have nothing painted for a terminal that is not there."""

    def blind(self: Compositor, **_: object) -> None:
        self._dirty_regions.clear()

    paint = Compositor.render_update
    Compositor.render_update = blind  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        Compositor.render_update = paint  # type: ignore[method-assign]


class HastyFs(Fs):
    """Leaves the syncing out: what a power cut does is told elsewhere."""

    def sync(self, fd: int) -> None:
        pass


# A past to begin with


def trained(house: House, name: str, *, leaving: StepKind | None = None, stopping: StopReason | None = None) -> Run:
    """Train without a screen, to the end or, of some step on, until it is left or stopped for pain."""
    coach = house.coach()
    run = coach.begin(named(name))
    run.do(run.session.start)
    for _ in range(20_000):
        step = run.session.step
        if step is None:
            return run
        if leaving is not None and step.kind is leaving:
            house.clock.advance(TICK)
            run.look()
            run.leave()
            return run
        if stopping is not None and step.work:
            run.do(lambda: run.session.stop(stopping))
            run.do(run.session.finish)
            return run
        house.clock.advance(LONG_LOOK)
        run.look()
    raise AssertionError("the session does not end")


def journal(house: House) -> list[str]:
    """Return the names of the events that are on disk of an unfinished session."""
    left = house.coach().store.journal().look()
    return [] if left is None else [line["event"] for line in left.lines]
