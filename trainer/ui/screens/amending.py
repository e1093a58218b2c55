"""Amending: what is in the list is corrected, removed and brought back, added late, or said to have hurt later."""

from __future__ import annotations

from collections.abc import Callable

from trainer import amend, late, wording
from trainer.coach import Coach
from trainer.core.events import StopReason
from trainer.core.log import Remembered, SessionLog
from trainer.errors import NotSavedError, TrainerError
from trainer.ui.screens.asked import STOPS
from trainer.ui.screens.choose import Answer, ChooseScreen
from trainer.ui.screens.listed import Listed
from trainer.ui.screens.past import View


class Amending(Listed):
    """The list, and what can be done with what is in it."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._undo: list[tuple[Remembered, bool]] = []
        """What was removed (True) or added (False) since one came here, the latest last."""

    def action_open(self) -> None:
        """Open the highlighted one by itself, or read further back."""
        from trainer.ui.screens.opened import OpenedScreen

        one = self.chosen
        if one is None:
            self.further()
            return
        opened = OpenedScreen(self.coach, one)

        def closed(wanted: bool | None) -> None:
            if wanted:
                self.do({"correct": self.correct, "remove": self.take_out, "hurt": self.hurt}[opened.wanted], one)

        self.app.push_screen(opened, closed)

    def action_correct(self) -> None:
        """Correct the highlighted one."""
        if self.chosen is not None:
            self.correct(self.chosen)

    def action_remove(self) -> None:
        """Remove the highlighted one."""
        if self.chosen is not None:
            self.take_out(self.chosen)

    def action_hurt(self) -> None:
        """Say which exercise of the highlighted session hurt afterwards, and how."""
        if self.chosen is not None:
            self.hurt(self.chosen)

    def action_late(self) -> None:
        """Add what was done without the trainer."""
        from trainer.ui.screens.log import LogScreen

        def kept(one: Remembered | None) -> None:
            if one is not None:
                self._undo.append((one, False))
                self.forget(one, one)
                self.show(one)

        self.app.push_screen(LogScreen(self.coach), kept)

    def action_undo(self) -> None:
        """Bring back what was removed last, or take back what was added."""
        if not self._undo:
            return
        one, removed = self._undo.pop()
        said = f"{self._named(one)}, is {'back' if removed else 'taken back'}."
        if removed:
            self.attempt(lambda: self.forget(one, amend.restore(self.coach, one)), said)
        else:
            self.attempt(lambda: amend.remove(self.coach, one), said)
            self.forget(one)
        if removed:
            self.show(one)
        self.fill()

    def on_screen_suspend(self) -> None:
        """Keep what was done once one goes to another page."""
        if self.app.current_mode != self.NAME:
            self._undo.clear()

    # What is done

    def do(self, what: Callable[[Remembered], None], one: Remembered) -> None:
        """Do something with one, once the screen is back."""
        self.call_after_refresh(what, one)

    def correct(self, one: Remembered) -> None:
        """Ask what is to be different, and keep it."""
        from trainer.ui.screens.correct import CorrectScreen

        def corrected(new: Remembered | None) -> None:
            if new is not None:
                self.forget(one, new)
                self.say("Corrected; what it said before stays on record.")
            self.fill()

        self.app.push_screen(CorrectScreen(self.coach, one), corrected)

    def take_out(self, one: Remembered) -> None:
        """Remove it, and say how it comes back."""
        stays = list(amend.stays(self.coach, one))

        def gone() -> None:
            amend.remove(self.coach, one)
            self._undo.append((one, True))

        self.attempt(gone, " ".join([f"{self._named(one)}, is removed; u brings it back.", *stays]))
        self.forget(one)
        self.fill()

    def hurt(self, one: Remembered) -> None:
        """Ask which exercise of a session hurt afterwards, and how."""
        what = one.what
        if not isinstance(what, SessionLog):
            return
        items = {item.prescription.exercise: item.prescription.name for item in what.items if item.marks}
        which = [Answer(text=name, value=exercise) for exercise, name in items.items()]
        felt = [answer for answer in STOPS if isinstance(answer.value, StopReason)]
        if not which:
            self.notify("Nothing of it was done, so nothing of it can have hurt.", markup=False)
            return

        def named(exercise: str | None) -> None:
            if exercise is not None:
                screen = ChooseScreen("What did you feel?", felt)
                self.app.push_screen(screen, lambda reason: self._hurt(exercise, reason, one.id))

        self.app.push_screen(ChooseScreen("Which exercise hurt later?", which), named)

    def _hurt(self, exercise: str, reason: StopReason | str | None, session: str) -> None:
        if not isinstance(reason, StopReason):
            return
        self.attempt(
            lambda: self.coach.care.hurt(exercise, reason, session),
            "It is set aside; Library, s clears it when it is over.",
        )
        gates = self.coach.care.gates()
        if gates:
            from trainer.ui.screens.gate import tell

            tell(self, self.coach, gates[0], self.fill)

    def attempt(self, change: Callable[[], object], said: str) -> None:
        """Change something and say so; say what was in the way, and that what could not be written waits."""
        try:
            change()
        except TrainerError as error:
            kept = isinstance(error, NotSavedError)
            self.notify(error.sentence, severity="warning" if kept else "error", markup=False)
        else:
            self.say(said)

    def say(self, text: str) -> None:
        """Say what was done last, and nothing of what was done before it."""
        self.app.clear_notifications()
        self.notify(text, markup=False)

    def show(self, one: Remembered) -> None:
        """Go to one in the list."""
        self.view = View.LIST
        self.paint()
        ids = [other.id for other in self._shown]
        if one.id in ids:
            self.query_one("#list").highlighted = ids.index(one.id)  # type: ignore[attr-defined]

    def _named(self, one: Remembered) -> str:
        return f"{one.what.name}, {wording.day(one.at.date(), self.today)} {late.amount(one.what)}"
