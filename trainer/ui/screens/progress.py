"""Progress: the sessions and activity so far, and each one opened."""

from __future__ import annotations

from datetime import timedelta

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer import wording
from trainer.coach import Coach
from trainer.core.events import StopReason
from trainer.core.log import Remembered, SessionLog
from trainer.errors import TrainerError
from trainer.ui.screens.asked import STOPS
from trainer.ui.screens.choose import Answer, ChooseScreen
from trainer.ui.screens.page import Page
from trainer.ui.screens.reader import ReaderScreen
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.marks import line, mark_of
from trainer.ui.widgets.outcome import outcome

SPANS = (timedelta(weeks=12), timedelta(weeks=52), None)
"""How far back the list goes, at first and each time one asks for more; None is all."""
OLDER = "older"
"""The option that asks for more."""


class ProgressScreen(Page):
    """The list of what was done, the latest first."""

    CSS_PATH = SHEETS / "progress.tcss"
    NAME = "progress"
    HELP = (
        "Everything you trained, the latest first. Each session keeps what was planned and what you did, "
        "per exercise, repetition and side. A stop for pain is shown in red."
    )
    BINDINGS = [
        Binding("enter", "open", "open", id="progress.open", tooltip="Open the session by itself"),
        Binding("p", "hurt", "it hurt later", id="progress.hurt", tooltip="An exercise hurt after the session"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._span = 0
        self._all: tuple[Remembered, ...] = ()
        self._more = False

    def body(self) -> ComposeResult:
        """Lay out list and detail."""
        yield Static(id="empty", markup=False)
        with Horizontal(id="columns"):
            yield Choices(id="list")
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="text")

    def fill(self) -> None:
        """Show what was done."""
        self._all = self._read()
        span = SPANS[self._span]
        self._more = span is not None and self.coach.store.reaches_back(self.coach.clock.now().date() - span)
        self.query_one("#empty").display = not self._all
        self.query_one("#columns").display = bool(self._all)
        self.query_one("#empty", Static).update(
            "Nothing yet. Press 1, choose a routine and press enter: your first session will stand here."
        )
        chosen = self.query_one(Choices)
        chosen.put(self._options)
        chosen.focus()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.is_current:
            self.call_after_refresh(self.fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open only where there is something."""
        if action == "hurt":
            return isinstance(getattr(self._chosen(), "what", None), SessionLog)
        return action != "open" or bool(self._all)

    def action_open(self) -> None:
        """Open the highlighted session by itself, or read further back."""
        chosen = self.query_one(Choices).highlighted
        if chosen is None:
            return
        if chosen == len(self._all):
            self._span += 1
            self.fill()
        else:
            self.app.push_screen(ReaderScreen(lambda width: self._tell(self._all[chosen], width)))

    def action_hurt(self) -> None:
        """Say which exercise of the session hurt afterwards, and how."""
        chosen = self._chosen()
        if chosen is None or not isinstance(chosen.what, SessionLog):
            return
        items = {item.prescription.exercise: item.prescription.name for item in chosen.what.items if item.marks}
        which = [Answer(text=name, value=exercise) for exercise, name in items.items()]
        felt = [answer for answer in STOPS if isinstance(answer.value, StopReason)]

        def named(exercise: str | None) -> None:
            if exercise is not None:
                screen = ChooseScreen("What did you feel?", felt)
                self.app.push_screen(screen, lambda reason: self._hurt(exercise, reason, chosen.id))

        self.app.push_screen(ChooseScreen("Which exercise hurt later?", which), named)

    def _hurt(self, exercise: str, reason: StopReason | str | None, session: str) -> None:
        if not isinstance(reason, StopReason):
            return
        try:
            self.coach.care.hurt(exercise, reason, session)
            self.notify("It is set aside; Library, s clears it when it is over.", markup=False)
        except TrainerError as error:
            self.notify(error.sentence, severity="warning", markup=False)
        gates = self.coach.care.gates()
        if gates:
            from trainer.ui.screens.gate import tell

            tell(self, self.coach, gates[0], self.fill)

    def _chosen(self) -> Remembered | None:
        at = self.query_one(Choices).highlighted if self.is_mounted else None
        return None if at is None or at >= len(self._all) else self._all[at]

    def on_option_list_option_selected(self) -> None:
        """Open it: enter and a click mean the same."""
        self.action_open()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the session beside the list."""
        if event.option_id == OLDER:
            return
        width = self.query_one("#detail", VerticalScroll).scrollable_content_region.width
        self.query_one("#text", Static).update(self._tell(self._all[event.option_index], width))

    def _options(self, width: int) -> list[Option]:
        options = [Option(self._label(one, width)) for one in self._all]
        more = [Option(Content.styled("older …", "$muted"), id=OLDER)] if self._more else []
        return options + more

    def _read(self) -> tuple[Remembered, ...]:
        """Read as far back as asked; further where that holds nothing."""
        span = SPANS[self._span]
        since = None if span is None else self.coach.clock.now().date() - span
        found = tuple(reversed(self.coach.history(since)))
        if found or span is None:
            return found
        self._span += 1
        return self._read()

    def _label(self, one: Remembered, width: int) -> Content:
        today = self.coach.clock.now().date()
        day = one.at.date()
        # Days ago the name matters more than the hour, which stands beside it when it is opened.
        when = wording.day(day, today) + (f" {one.at:%H:%M}" if (today - day).days < 2 else "")
        return line(Content.assemble(mark_of(one.what), " ", one.what.name), Content.styled(when, "$muted"), width)

    def _tell(self, one: Remembered, width: int) -> Content:
        what = one.what
        parts = [
            Content.styled(what.name, "bold $accent"),
            Content.styled(f"{wording.day(one.at.date())} {one.at.year} · {one.at:%H:%M}", "$muted"),
            Content(wording.said(what)),
        ]
        said = _ratings(one)
        parts += [Content(said)] if said else []
        return Content("\n").join([*parts, Content(""), outcome(what, width)])


def _ratings(one: Remembered) -> str:
    what = one.what
    parts = [f"exertion {what.exertion}" if what.exertion is not None else ""]
    if isinstance(what, SessionLog):
        parts.append(f"pain afterwards {what.pain}" if what.pain is not None else "")
    return " · ".join(part for part in [*parts, what.note] if part)
