"""The command palette: everything one can train, and every page, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from trainer.ui.screens.page import Page
from trainer.ui.widgets.nav import PAGES


class Palette(CommandPalette):
    """The palette, closed but once: Textual's own ends the app when enter bounces."""

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Close it."""
        return super().dismiss(None) if self.is_current else AwaitComplete()


class Commands(Provider):
    """Pages and everything that can be trained; nothing while a session runs."""

    async def discover(self) -> Hits:
        """Offer pages and routines before anything is typed."""
        for name, about, do in self._all():
            if not name.startswith("Train: "):
                yield DiscoveryHit(Content(name), do, text=name, help=about)

    async def search(self, query: str) -> Hits:
        """Offer what fits what was typed."""
        matcher = self.matcher(query)
        for name, about, do in self._all():
            score = matcher.match(name)
            if score > 0:
                # Names of one's own may hold brackets, which the matcher would take for markup.
                yield Hit(score, Content(name) if "[" in name else matcher.highlight(name), do, text=name, help=about)

    def _all(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        screen = self.screen
        if not isinstance(screen, Page):
            return
        for number, (page, name) in enumerate(PAGES, 1):
            yield f"Go to {name}", f"key {number}", partial(screen.action_visit, page)
        known = screen.coach.library
        for routine in known.routines.values():
            yield f"Start {routine.name}", "a routine", partial(screen.train, routine)
        for exercise in known.exercises.values():
            yield f"Train: {exercise.name}", "one exercise", partial(screen.train, exercise)
        yield "Help", "explain this screen and its keys", screen.action_help
        yield "Leave", "leave the trainer", screen.action_leave
