"""Week: a balanced week of sessions, activity and relaxing – planned, changed by hand, explained."""

from __future__ import annotations

from textual.binding import Binding
from textual.events import Key

from trainer import planned
from trainer.core.weekly import Day, Status
from trainer.ui.screens.editing import Editing
from trainer.ui.sheets import SHEETS

OF_A_WEEK = frozenset({"plan", "replan", "copy", "undo", "redo"})
"""Actions that change the week as a whole."""
OF_A_DAY = frozenset({"add", "minutes", "time"})
OF_AN_ITEM = frozenset({"keep", "let_go", "drop", "order", "shift"})


class WeekScreen(Editing):
    """Seven days, and everything that can be done with their plan."""

    CSS_PATH = [SHEETS / "week.tcss"]
    NAME = "week"
    HELP = (
        "Seven days with their sessions, activity and rest. Plan a week with g, then change it by hand: each change is "
        "kept at once and says what it costs; what breaks a rule is refused with the rule. "
        "✓ done, ◐ in part, ! missed, ■ closed, · nothing planned. The head counts the days with each kind of "
        f"strengthening and for each region, against what the week aims for: {planned.REGIONS}. "
        "Free time is told under You."
    )
    BINDINGS = [
        Binding("enter", "start", "start", id="week.start", tooltip="Start today's session"),
        Binding("enter", "how", "open", id="week.open", tooltip="Show the exercise as the library does"),
        Binding("g", "plan", "plan", id="week.plan", tooltip="Plan the week; what you keep stays"),
        Binding("r", "replan", "re-plan", id="week.replan", tooltip="Plan what is left again with few changes"),
        Binding("k", "keep", "keep", id="week.keep", tooltip="Keep it here, whatever is planned anew"),
        Binding("k", "let_go", "let go", id="week.let-go", tooltip="Leave it to the plan again"),
        Binding("a", "add", "add", id="week.add", tooltip="Add an exercise to the day"),
        Binding("d", "drop", "drop", id="week.drop", tooltip="Take the exercise out of the day"),
        Binding("w", "why", "why", id="week.why", tooltip="Why it is here, and what the week lacks"),
        Binding("u", "undo", "undo", id="undo", tooltip="Take the latest change of this week back"),
        Binding("question_mark", "help", "help", id="help", tooltip="Explain this screen and its keys"),
        Binding("m", "minutes", "minutes", id="week.minutes", tooltip="Set the day's minutes of activity"),
        Binding("s", "time", "time", id="week.time", tooltip="Put the session at another free time of the day"),
        Binding("y", "copy", "copy last week", id="week.copy", tooltip="Plan this week like the one before"),
        Binding("ctrl+r", "redo", "redo", id="redo", tooltip="Do again what was taken back"),
        Binding("left", "day(-1)", "day", id="week.left", show=False, tooltip="The day before", priority=True),
        Binding("right", "day(1)", "day", id="week.right", show=False, tooltip="The day after", priority=True),
        Binding("pageup", "turn(-1)", "week", id="week.before", show=False, tooltip="The week before", priority=True),
        Binding("pagedown", "turn(1)", "week", id="week.after", show=False, tooltip="The week after", priority=True),
        Binding("shift+up,minus", "order(-1)", "up", id="week.up", show=False, tooltip="Train it earlier"),
        Binding("shift+down,plus", "order(1)", "down", id="week.down", show=False, tooltip="Train it later"),
        Binding(
            "shift+left,less_than_sign",
            "shift(-1)",
            "day before",
            id="week.sooner",
            show=False,
            tooltip="Move it to the day before",
        ),
        Binding(
            "shift+right,greater_than_sign",
            "shift(1)",
            "day after",
            id="week.later",
            show=False,
            tooltip="Move it to the day after",
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what works on the chosen week, day and exercise."""
        week, day, item = self.week, self.on_day, self.item
        if week is None or day is None:
            return action not in OF_A_WEEK | OF_A_DAY | OF_AN_ITEM | {"start", "how", "why"}
        if action in OF_A_WEEK:
            return not week.over and self._works(action)
        if action in OF_A_DAY:
            return day.date >= self.today and (action != "time" or len(self.times) > 1)
        if action in OF_AN_ITEM:
            ahead = item is not None and day.date >= self.today and item.status in {Status.PLANNED, Status.CLOSED}
            return ahead and (
                action not in {"keep", "let_go"} or (item.kept if item else False) == (action == "let_go")
            )
        if action in {"start", "how"}:
            return self._startable(day) if action == "start" else item is not None and not self._startable(day)
        return action != "why" or not week.empty

    def _works(self, action: str) -> bool:
        if action in {"undo", "redo"}:
            return self.can[action == "redo"]
        if action == "copy":
            return self.copyable
        return action != "replan" or (self.week is not None and not self.week.empty)

    def _startable(self, day: Day) -> bool:
        return day.date == self.today and day.session is not None and bool(day.session.open)

    def on_key(self, event: Key) -> None:
        """Say why a change does nothing where the day is over."""
        if self.on_day is None or self.day >= self.today:
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            action = binding.action.partition("(")[0]
            refused = action in OF_A_DAY | OF_AN_ITEM or (action in OF_A_WEEK and self.week and self.week.over)
            if refused and not self.check_action(action, ()):
                self.attempt(lambda: self.desk.hand.check(self.day))
                return

    # Training

    def action_start(self) -> None:
        """Start today's session."""
        self.lead(self.desk.begin)
