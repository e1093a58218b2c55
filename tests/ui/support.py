"""A stage for the screens: an app over a real store, with a clock that only the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from tests.fakes import FakeClock
from trainer.coach import Coach
from trainer.core.library import Library
from trainer.core.session import Session
from trainer.core.timeline import Step
from trainer.resources import library_path
from trainer.run import Run
from trainer.shelf import load_library
from trainer.store.fs import Fs
from trainer.store.store import Store
from trainer.ui.app import TrainerApp
from trainer.ui.screens.session import SessionScreen

SIZES = ((120, 36), (80, 24), (40, 20))
HOME = (80, 24)
LONGEST = 1.0


@cache
def shipped() -> Library:
    return load_library(library_path())


@dataclass
class House:
    """A data directory and a clock; each coach it gives is the trainer started once more."""

    root: Path
    clock: FakeClock = field(default_factory=FakeClock)
    library: Callable[[], Library] = shipped

    def coach(self, fs: Fs | None = None) -> Coach:
        return Coach(Store(self.root, self.clock, fs), self.library, self.clock)

    @asynccontextmanager
    async def playing(
        self, size: tuple[int, int] = HOME, *, coach: Coach | None = None, begin: Callable[[Coach], Run] | None = None
    ) -> AsyncIterator[Play]:
        coach = coach or self.coach()
        app = TrainerApp(coach, None if begin is None else lambda: begin(coach))
        async with app.run_test(size=size, notifications=True) as pilot:
            play = Play(app=app, pilot=pilot, coach=coach, clock=self.clock)
            await play.settle()
            yield play


@dataclass
class Play:
    app: TrainerApp
    pilot: Pilot[None]
    coach: Coach
    clock: FakeClock

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    @property
    def live(self) -> SessionScreen:
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, SessionScreen))

    @property
    def session(self) -> Session:
        return self.live._run.session

    async def settle(self) -> None:
        quiet = 0
        for _ in range(200):
            await self.pilot._wait_for_screen()
            if not self.app._running:
                return
            screen = self.app.screen
            busy = bool(screen._callbacks or screen._layout_required or screen._dirty_widgets)
            screen._on_timer_update()
            await asyncio.sleep(0)
            busy = busy or any(w._message_queue.qsize() for w in (self.app, *screen.walk_children(with_self=True)))
            quiet = 0 if busy else quiet + 1
            if quiet == 3:
                return
        raise AssertionError("never quiet")

    async def press(self, *keys: str) -> None:
        for key in keys:
            char = key if len(key) == 1 else {"space": " "}.get(key)
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            event = events.Key(name, char)
            event.set_sender(self.app)
            assert self.app._driver is not None
            self.app._driver.send_message(event)
            await self.settle()

    def tick(self, seconds: float = 0.25) -> None:
        self.clock.advance(seconds)
        with self.live._context():
            self.live._look()

    async def wait(self, seconds: float) -> None:
        while seconds > 0:
            self.tick(min(LONGEST, seconds))
            seconds -= LONGEST
        await self.settle()

    async def until(self, found: Callable[[Step], bool]) -> None:
        for _ in range(100_000):
            step = self.session.step
            assert step is not None
            if found(step):
                break
            self.tick()
        await self.settle()

    def dump(self) -> str:
        strips = self.screen._compositor.render_strips()
        return "".join(f"{strip.text.rstrip()}\n" for strip in strips)
