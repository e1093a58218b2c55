"""Progress: the past year, weeks against the plan, activity, pain, exercises, and the list of all that was done."""

from __future__ import annotations

from datetime import date, timedelta

from textual.binding import Binding
from textual.widgets import OptionList

from trainer.core.log import SessionLog
from trainer.ui.screens.amending import Amending
from trainer.ui.screens.past import OF_DAYS, TURN, View
from trainer.ui.screens.picked import Narrowed
from trainer.ui.screens.tabled import NEWER, OLDER
from trainer.ui.sheets import SHEETS

YOUNG = timedelta(weeks=4)
"""A past so short tells more week by week than as a year."""
OF_ONE = frozenset({"correct", "remove", "hurt"})
"""Actions on what is highlighted in the list."""
OF_THE_LIST = frozenset({"search", "filter", "clear"})
MOVES = frozenset({"step", "page", "latest"})
"""Actions that choose another day."""


class ProgressScreen(Amending):
    """Everything that was done, looked at in six ways."""

    CSS_PATH = SHEETS / "progress.tcss"
    NAME = "progress"
    HELP = (
        "What you did, looked at in six ways; v turns to the next one. Year has a cell a day: the fuller it is, the "
        "more of what was planned was done. Rest days and days on which exercise was closed keep a streak. Weeks "
        "stands against the plan. Activity shows the minutes of each day, Pain what you told of it, with stops and "
        "flare-ups. Exercise says how far each one has come in its dosage. List has every session and bout: open, "
        "correct, remove, add late. What was corrected keeps its old values."
    )
    BINDINGS = [
        Binding("enter", "open", "open", id="progress.open", tooltip="Open what is chosen"),
        Binding("v", "turn(1)", "view", id="progress.view", tooltip="Look at it in the next way"),
        Binding("e", "correct", "correct", id="progress.edit", tooltip="Correct it; the old values stay on record"),
        Binding("d", "remove", "remove", id="progress.remove", tooltip="Remove it; u brings it back"),
        Binding("a", "late", "add", id="progress.late", tooltip="Add what you did without the trainer"),
        Binding("u", "undo", "undo", id="undo", tooltip="Bring back what you removed, or take back what you added"),
        Binding("p", "hurt", "hurt later", id="progress.hurt", tooltip="An exercise hurt after the session"),
        Binding("slash", "search", "search", id="search", tooltip="Search names and notes"),
        Binding("question_mark", "help", "help", id="help", tooltip="Explain this screen and its keys"),
        Binding("f", "filter", "filter", id="filter", tooltip="Only sessions, activity, or what had a stop"),
        Binding("escape", "clear", "show all", id="progress.all", tooltip="Take search and filter away"),
        Binding("V,shift+v", "turn(-1)", "view before", id="progress.back", show=False, tooltip="The view before"),
        Binding("left", "step(-1, 0)", "back", id="progress.left", show=False, tooltip="Year: the week before"),
        Binding("right", "step(1, 0)", "on", id="progress.right", show=False, tooltip="Year: the week after"),
        Binding("up", "step(0, -1)", "back", id="progress.up", show=False, tooltip="Year: the day before"),
        Binding("down", "step(0, 1)", "on", id="progress.down", show=False, tooltip="Year: the day after"),
        Binding("pageup", "page(-1)", "back", id="progress.pageup", show=False, tooltip="Four weeks back"),
        Binding("pagedown", "page(1)", "on", id="progress.pagedown", show=False, tooltip="Four weeks on"),
        Binding("end", "latest", "today", id="progress.today", show=False, tooltip="To today"),
    ]

    def fill(self) -> None:
        """Read what the present view shows; the first time, choose the view."""
        if self.view is None:
            self._first_page()
            self.view = View.WEEKS if self._is_young() else View.YEAR
            self.query_one("#empty").update(EMPTY)  # type: ignore[attr-defined]
        super().fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what has something to act on."""
        if action == "undo":
            return bool(self._undo)
        if action in OF_ONE:
            return self.chosen is not None and (action != "hurt" or isinstance(self.chosen.what, SessionLog))
        if action in MOVES:
            return self.known and self.view in OF_DAYS
        if action in OF_THE_LIST:
            return self.known and self.view is View.LIST and self._lists(action)
        return self.known or action not in {"open", "turn"}

    def _lists(self, action: str) -> bool:
        searching = self.query_one("#search").has_focus
        return self.narrowed or searching if action == "clear" else not (action == "search" and searching)

    def action_open(self) -> None:
        """Open what is chosen: the day's things, the week, the exercise's history, the session."""
        if self.view in OF_DAYS:
            self._open_days(self.day, self.day)
        elif self.view is View.WEEKS:
            self._open_week()
        elif self.view is View.EXERCISES:
            self._open_way()
        else:
            super().action_open()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it: enter and a click mean the same."""
        self.action_open()

    def _is_young(self) -> bool:
        oldest = self._all[-1].at.date() if self._all else self.today
        return self._whole and oldest > self.today - YOUNG

    def _open_days(self, first: date, last: date) -> None:
        found = self.account.day(first) if self.account is not None else None
        stopped = found is not None and any(not stop.later for stop in found.stops)
        if found is not None and not (found.sessions or found.minutes or found.relaxed or stopped):
            self.notify("Nothing was done on that day; a adds what you did without the trainer.", markup=False)
            return
        self.narrow(Narrowed(days=(first, last)), self.view)

    def _open_week(self) -> None:
        option = self.query_one("#rows").highlighted_option  # type: ignore[attr-defined]
        if option is None:
            return
        if option.id in {NEWER, OLDER}:
            self.go(1 if option.id == NEWER else -1)
            return
        monday = date.fromisoformat(option.id)
        self.day = min(self.today, monday + timedelta(days=6))
        self.call_later(self._to_week, self.day)

    async def _to_week(self, day: date) -> None:
        """Go to the week as it was planned."""
        from trainer.ui.screens.week import WeekScreen

        await self.app.switch_mode("week")
        screen = self.app.screen
        if isinstance(screen, WeekScreen):
            screen.call_after_refresh(screen.choose, day)

    def _open_way(self) -> None:
        from trainer.ui.screens.reader import ReaderScreen
        from trainer.ui.widgets.waylines import story

        at = self.query_one("#rows").highlighted  # type: ignore[attr-defined]
        if at is None or at >= len(self._ways):
            return
        way = self._ways[at]
        handout = self.coach.library.handouts.get(way.dosage.handout or "")
        source = handout.title if handout is not None else ("yours" if way.exercise.own else "ours")
        trained = self.coach.history(self.today - TURN)
        self.app.push_screen(ReaderScreen(lambda width: story(way, trained, source, self.today, width)))


EMPTY = (
    "Nothing yet. Here your days, weeks, activity and pain will stand, and every session.\n\n"
    "Press 1, choose a routine and press enter. Or press a to add what you did without the trainer."
)
