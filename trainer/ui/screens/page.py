"""A page: what the five main screens share – the head, notices, the line of keys, and the way between them."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from trainer.coach import Coach, Trainable
from trainer.core.checkin import CheckIn
from trainer.errors import BusyError, TrainerError
from trainer.run import Run
from trainer.ui.widgets.keyline import KeyLine
from trainer.ui.widgets.nav import PAGES, Nav


class Page(Screen[None]):
    """One of the five main screens."""

    NAME = ""
    """The page's name, one of those in `nav.PAGES`."""
    AUTO_FOCUS = ""
    HELP = ""
    """What the page is for, in a few sentences for the help."""
    BINDINGS = [
        *(
            Binding(str(number), f"visit('{page}')", name, id=f"visit.{page}", show=False, tooltip=f"Go to {name}")
            for number, (page, name) in enumerate(PAGES, 1)
        ),
        Binding("question_mark", "help", "help", id="help", tooltip="Explain this screen and its keys"),
        Binding("q", "leave", "leave", id="leave", tooltip="Leave the trainer"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__()
        self.coach = coach
        self._painted = False

    def compose(self) -> ComposeResult:
        """Lay out head, notice, body and keys."""
        yield Nav(self.NAME)
        yield Static(id="notice", markup=False)
        with Vertical(id="body"):
            yield from self.body()
        yield KeyLine(id="keys")

    def body(self) -> ComposeResult:
        """Lay out what is between head and keys."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show what the coach knows now."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Look at the day often enough to roll over at midnight."""
        self.set_interval(20, self._tick)

    def on_screen_resume(self) -> None:
        """Read everything anew: another screen or another terminal may have changed it.

        The first time the frame is painted before anything is read, so that the start is not felt.
        """
        self.query_one(Nav).show(self.coach.clock.now().date())
        if self._painted:
            self._refill()
        else:
            self._painted = True
            self.call_after_refresh(self._refill)

    def _refill(self) -> None:
        self._head()
        self.fill()

    def train(self, thing: Trainable) -> None:
        """Begin a session and show it."""
        self.lead(lambda: self.coach.begin(thing))

    def lead(self, begin: Callable[[], Run]) -> None:
        """Show the session that `begin` gives, after what is to be asked first; say why when it cannot."""
        from trainer.ui.screens.screening import ScreeningScreen, unasked

        care = self.coach.care
        if not care.profile.screened:
            self.app.push_screen(ScreeningScreen(self.coach), lambda _: self.lead(begin))
        elif unasked(self.coach) and not care.reminded and not self.coach.practised():
            care.reminded = True
            self.app.push_screen(ScreeningScreen(self.coach, only_health=True), lambda _: self.lead(begin))
        elif begin != self.coach.interruption.take_up and self.coach.interruption.found() is not None:
            self._choose(begin)
        elif care.is_due():
            self.ask(lambda: self._lead(begin))
        else:
            self._lead(begin)

    def join(self) -> None:
        """Offer to look on at the session that another terminal leads, or to take it over."""
        from trainer.ui.screens.takeover import offer

        offer(self, self.coach, self.lead)

    def _choose(self, begin: Callable[[], Run]) -> None:
        """Ask what becomes of the interrupted session before another one begins."""
        from trainer.ui.screens.choose import Answer, ChooseScreen

        found = self.coach.interruption.found()
        answers = (
            Answer(text="Go on with it", value=True),
            Answer(text="Keep what was done of it, and start the new one", value=False),
        )

        def chosen(on: bool | None) -> None:
            if on:
                self.lead(self.coach.interruption.take_up)
            elif on is False:
                self.coach.interruption.close()
                self.lead(begin)

        name = "" if found is None else found.name
        self.app.push_screen(ChooseScreen(f"{name} was interrupted.", answers), chosen)

    def ask(self, then: Callable[[], None]) -> None:
        """Ask how the person is, keep it, and go on where nothing closes."""
        from trainer.ui.screens.checkin import CheckInScreen

        def told(answer: CheckIn | None) -> None:
            if answer is None:
                return
            try:
                self.coach.care.check_in(answer)
            except TrainerError as error:
                self.notify(error.sentence, severity="warning", markup=False)
            self.fill()
            gates = self.coach.care.gates()
            if gates:
                from trainer.ui.screens.gate import tell

                tell(self, self.coach, gates[0], self.fill)
            else:
                then()

        self.app.push_screen(CheckInScreen(self.coach), told)

    def _lead(self, begin: Callable[[], Run]) -> None:
        from trainer.ui.screens.session import SessionScreen

        try:
            run = begin()
        except TrainerError as error:
            if isinstance(error, BusyError) and self.coach.interruption.elsewhere() is not None:
                self.join()
                return
            self.notify(error.sentence, severity="warning", markup=False)
            return
        self.app.push_screen(SessionScreen(run, self.coach))

    def action_visit(self, page: str) -> None:
        """Go to another page."""
        self.app.switch_mode(page)

    def action_help(self) -> None:
        """Explain this screen and its keys."""
        from trainer.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def action_leave(self) -> None:
        """Leave the trainer."""
        self.app.exit()

    def _tick(self) -> None:
        if self.coach.store.pending:
            self.coach.store.retry()
        if self.app.screen is self:  # a screen right beneath another counts as current, and would be painted
            self._head()

    def _head(self) -> None:
        self.query_one(Nav).show(self.coach.clock.now().date())
        lines = notices(self.coach)
        notice = self.query_one("#notice", Static)
        notice.display = bool(lines)
        notice.update("\n".join(f"⚠ {line}" for line in lines))


def notices(coach: Coach) -> list[str]:
    """Return what the person must know about their data and the library."""
    lines = list(coach.store.notices)
    if not coach.store.writable and coach.store.why_not:
        lines.append(f"Nothing can be saved: {coach.store.why_not}. You can train; it is kept here and tried again.")
    elif coach.store.pending:
        count = len(coach.store.pending)
        lines.append(f"{count} {'record is' if count == 1 else 'records are'} not saved yet; trying again.")
    if coach.library.faults:
        count = len(coach.library.faults)
        more = f" ('trainer library check' lists all {count}.)" if count > 1 else "."
        lines.append(f"{coach.library.faults[0]}{more}")
    return lines
