"""The app: it puts the screens together and holds nothing itself."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import partial

from textual.app import App
from textual.binding import Binding
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.filter import Monochrome
from textual.screen import Screen
from textual.theme import Theme

from trainer.coach import Coach, Trainable
from trainer.core.text import clean
from trainer.errors import NotSavedError
from trainer.run import Run
from trainer.ui.commands import Commands, Palette
from trainer.ui.screens.page import Page
from trainer.ui.screens.today import TodayScreen
from trainer.ui.sheets import SHEETS
from trainer.ui.theme import THEMES, theme_of


class TrainerApp(App[None]):
    """The trainer on a terminal: it opens on Today, and leads a session at once where one is given."""

    TITLE = "trainer"
    COMMANDS = {Commands}
    CSS_PATH = [SHEETS / "app.tcss", SHEETS / "today.tcss"]
    BINDINGS = [
        Binding(
            "ctrl+q",
            "quit",
            "leave",
            id="quit",
            show=False,
            priority=True,
            tooltip="Leave the trainer; a session that runs can be gone on with",
        ),
        Binding(
            "ctrl+z",
            "suspend_process",
            "suspend",
            id="suspend",
            show=False,
            priority=True,
            tooltip="Back to the shell; a session is paused, and fg goes on",
        ),
    ]
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (14, "-short"), (22, "-usual"), (32, "-tall")]

    def __init__(
        self, coach: Coach, begin: Callable[[], Run] | None = None, driver: type[Driver] | None = None
    ) -> None:
        if not os.environ.get("NO_COLOR"):  # set to nothing it means nothing
            os.environ.pop("NO_COLOR", None)
        super().__init__(driver_class=driver)
        self._coach = coach
        self._begin = begin
        for theme in THEMES.values():
            self.register_theme(theme)
        if self.no_color:
            self._uncolour()
        self._dress(theme_of(self, coach.settings))
        if coach.settings.slow:
            self.animation_level = "none"
        for name in ("week", "library", "progress", "you"):
            self.add_mode(name, partial(_page, name, coach))

    @property
    def crash(self) -> BaseException | None:
        """What ended the app, if it was an error."""
        return self._exception

    def get_default_screen(self) -> Screen[None]:
        """Open on Today."""
        return TodayScreen(self._coach)

    def on_mount(self) -> None:
        """Open Today, and the session where one is asked for."""
        self.add_mode("today", lambda: TodayScreen(self._coach))
        self.call_after_refresh(_settle)
        self.call_after_refresh(self._lead if self._begin is not None else self._welcome)

    def _dress(self, theme: Theme) -> None:
        """Wear a theme before anything is drawn; setting it later would read every sheet again."""
        self.set_reactive(App.theme, theme.name)
        self._refresh_truecolor_filter(self.ansi_theme)  # else the terminal's own colours are sent as Textual's
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(theme.dark, "-dark-mode")
        self.set_class(not theme.dark, "-light-mode")

    def _uncolour(self) -> None:
        """Show no colours; Textual's own filter would paint greys, and with the terminal's colours black on black."""
        from trainer.ui.uncoloured import Uncoloured

        self._filters = [Uncoloured() if isinstance(one, Monochrome) else one for one in self._filters]

    async def on_event(self, event: Event) -> None:
        """Let nothing in from the clipboard that could steer the terminal, and no key to a screen not yet laid out.

        Keys come in bursts over a slow line; the second one would look for widgets that are not there.
        """
        if isinstance(event, Key):
            await self.screen._mounted_event.wait()
        await super().on_event(Paste(clean(event.text)) if isinstance(event, Paste) else event)

    def action_command_palette(self) -> None:
        """Open the palette."""
        self.push_screen(Palette(id="--command-palette"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the palette on the pages only: it has nothing to offer elsewhere, and a session runs on beneath it."""
        return action != "command_palette" or isinstance(self.screen, Page)

    def _lead(self) -> None:
        if isinstance(self.screen, Page) and self._begin is not None:
            if self._coach.interruption.elsewhere() is not None:
                self.screen.join()
            else:
                self.screen.lead(self._begin)

    def _welcome(self) -> None:
        if isinstance(self.screen, TodayScreen):
            if self._coach.interruption.elsewhere() is not None:
                self.screen.join()
            else:
                self.screen.welcome()

    def _fatal_error(self) -> None:
        """Leave without printing a traceback at the person; the command line says it in a sentence."""
        self._close_messages_no_wait()


def _settle() -> None:
    """Look for garbage as often as usual, but not among what the start has made."""
    gc.freeze()
    gc.set_threshold(700, 10, 10)


def _page(name: str, coach: Coach) -> Page:
    """Import a page when it is first visited."""
    if name == "week":
        from trainer.ui.screens.week import WeekScreen

        return WeekScreen(coach)
    if name == "library":
        from trainer.ui.screens.library import LibraryScreen

        return LibraryScreen(coach)
    if name == "progress":
        from trainer.ui.screens.progress import ProgressScreen

        return ProgressScreen(coach)
    from trainer.ui.screens.you import YouScreen

    return YouScreen(coach)


def run(
    coach: Coach,
    *,
    start: Trainable | None = None,
    bout: tuple[str, int] | None = None,
    resume: bool = False,
    begin: Callable[[], Run] | None = None,
) -> None:
    """Run the app until the person leaves; raises NotSavedError when something could not be saved to the end."""
    if start is not None:
        begin = partial(coach.begin, start)
    elif bout is not None:
        begin = partial(coach.begin_activity, *bout)
    elif resume:
        begin = coach.interruption.take_up
    app = TrainerApp(coach, begin, _driver())
    _guarded(app, coach)
    if app.crash is not None:
        raise app.crash
    if coach.store.pending and not coach.store.retry() and coach.store.pending:
        count = len(coach.store.pending)
        raise NotSavedError(f"{count} records could not be saved: {coach.store.why_not or 'see trainer doctor'}.")


def _guarded(app: TrainerApp, coach: Coach) -> None:
    """Run the app; EndedError when its terminal was taken away, or the system ended it."""
    if sys.platform == "win32":
        app.run()
        return
    from trainer.ui.guard import LAST, Guard
    from trainer.ui.line import LineDriver

    def end(number: int) -> None:
        coach.interruption.interrupt()
        app.exit(return_code=128 + number)

    def tell(number: int) -> None:
        if app._loop is not None:
            app._loop.call_soon_threadsafe(end, number)

    def save() -> None:
        if isinstance(app._driver, LineDriver):
            app._driver.abandon()
        coach.interruption.interrupt(LAST)

    with Guard(end=tell, save=save) as guard:
        app.run()
    guard.check()


def _driver() -> type[Driver] | None:
    """Return the thrifty driver; None where Textual is to choose one."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from trainer.ui.thrift import ThriftyDriver

    return ThriftyDriver
