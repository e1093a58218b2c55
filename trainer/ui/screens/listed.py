"""The list of what was done, the latest first: read as far back as asked, searched, narrowed to a day or a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from trainer import wording
from trainer.coach import Coach
from trainer.core.log import ActivityLog, Remembered
from trainer.core.text import clean, fold
from trainer.hurt import hurt_later
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.past import View
from trainer.ui.screens.picked import KINDS, Narrowed, text_of
from trainer.ui.screens.tabled import OLDER, Tabled
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.marks import line, mark_of
from trainer.ui.widgets.remembering import tell

SPAN = timedelta(weeks=12)
"""How far back the list goes at first."""
MOST = 400
"""How many are shown at once; more are a key away."""
MUCH = 300
"""How many are read in a moment."""
FARTHER = timedelta(weeks=52)
"""How much farther back it goes each time one asks."""
READ = "list"
"""The group of workers that read further back."""


class Listed(Tabled):
    """The past, with the list of it."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._all: tuple[Remembered, ...] | None = None
        """What was read, the latest first; None before that."""
        self._from: date | None = None
        """How far back that goes; None where it is all, or nothing was read yet."""
        self._whole = False
        """Whether all there is was read."""
        self._of_days: tuple[Remembered, ...] = ()
        """What was done on the days the list is narrowed to."""
        self._found: tuple[Remembered, ...] = ()
        """What fits search and filter."""
        self._narrowed = Narrowed()
        self._limit = MOST
        self._came_from: View | None = None
        self._texts: dict[str, str] = {}
        """What can be searched, by id."""

    @property
    def known(self) -> bool:
        """Whether anything was ever trained."""
        return bool(self._all)

    @property
    def chosen(self) -> Remembered | None:
        """What is highlighted."""
        rows = self.query_one("#list", Choices) if self.is_mounted and self.query("#list") else None
        at = None if rows is None or self.view is not View.LIST or not self.known else rows.highlighted
        return None if at is None or at >= len(self._shown) else self._shown[at]

    @property
    def narrowed(self) -> bool:
        """Whether the list shows less than there is."""
        searched = bool(self.query("#search")) and bool(self.query_one("#search", Input).value)
        return self._narrowed != Narrowed() or searched

    @property
    def _shown(self) -> tuple[Remembered, ...]:
        return self._found[: self._limit]

    @property
    def _more(self) -> bool:
        read = self._whole or self._narrowed.days is not None
        return not read or len(self._found) > self._limit

    def sessions(self) -> ComposeResult:
        """Lay out search, list and detail."""
        with Vertical(id="sessions"):
            yield Input(placeholder="search names and notes", id="search", max_length=60, compact=True)
            yield Static(id="count")
            with Horizontal(id="columns"):
                yield Choices(id="list")
                with VerticalScroll(id="detail", can_focus=False):
                    yield Static(id="text")

    # Reading

    def fill(self) -> None:
        """Read the list as far back as it was read, beside the keyboard where that is much."""
        if len(self._all or ()) > MUCH:
            self._read(self._from)
        else:
            self._first_page()
        if self._narrowed.days is not None:
            self._of_days = tuple(reversed(self.coach.history(*self._narrowed.days)))
        super().fill()

    def _first_page(self) -> None:
        """Read as far back as before; farther where that holds nothing."""
        if self._whole:
            self._take(self.coach.history(), None)
            return
        self._from = self._from or self.today - SPAN
        self._take(self.coach.history(self._from), self._from)
        while not self._all and not self._whole:
            self._from -= FARTHER
            self._take(self.coach.history(self._from), self._from)

    def _read(self, since: date | None) -> None:
        """Read in a thread: ten years take a second."""
        work = partial(self.coach.history, since)
        self.run_worker(work, name=str(since or ""), group=READ, thread=True, exclusive=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take what was read."""
        if event.worker.group == READ and event.state is WorkerState.SUCCESS and self.is_mounted:
            since = date.fromisoformat(event.worker.name) if event.worker.name else None
            self._take(event.worker.result or (), since)
            self.paint()

    def _take(self, found: Sequence[Remembered], since: date | None) -> None:
        self._all, self._from = tuple(reversed(found)), since
        self._whole = since is None or not self.coach.store.reaches_back(since)

    def forget(self, one: Remembered, new: Remembered | None = None) -> None:
        """Show at once what became of one of the list; nothing where it was removed."""
        self._texts.pop(one.id, None)
        kept = [other for other in self._all or () if other.id != one.id]
        self._all = tuple(sorted([*kept, *([new] if new else [])], key=lambda other: other.at, reverse=True))

    # Searching and narrowing

    def action_search(self) -> None:
        """Type to search."""
        search = self.query_one("#search", Input)
        search.cursor_blink = False
        search.display = True
        search.focus()
        self.refresh_bindings()

    def action_filter(self) -> None:
        """Narrow the list."""

        def chosen(narrowed: Narrowed | None) -> None:
            if narrowed is not None:
                self.narrow(replace(narrowed, days=self._narrowed.days))

        self.app.push_screen(ChooseScreen("Show only", KINDS), chosen)

    def action_clear(self) -> None:
        """Take search and filter away; where a day was looked at, go back to where it was chosen."""
        back, self._came_from = self._came_from, None
        with self.prevent(Input.Changed):
            self.query_one("#search", Input).value = ""
        self.query_one("#list").focus()
        self._narrowed = Narrowed()
        self.view = back or self.view
        self.fill()

    def narrow(self, to: Narrowed, came_from: View | None = None) -> None:
        """Show only some of the list."""
        self._narrowed, self._limit = to, MOST
        self._came_from = came_from or self._came_from
        self.view = View.LIST
        self.query_one("#list", Choices).highlighted = None
        self.look_further()
        self.fill()

    def look_further(self) -> None:
        """Read all, where only some of it was read and all is asked for."""
        if not self._whole and self._narrowed.days is None and self.narrowed:
            self._read(None)

    def on_input_changed(self) -> None:
        """Search while typing."""
        self._limit = MOST
        self.look_further()
        self.paint()

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.query_one("#list").focus()
        self.paint()

    def further(self) -> None:
        """Show more of the list."""
        if self._whole:
            self._limit += MOST
            self.paint()
        else:
            self._read(None if self._from is None else self._from - FARTHER)

    # Showing

    def paint(self) -> None:
        """Show what was read."""
        if self.known and self.view is View.LIST and self.size.width:
            self._paint_list()
        super().paint()

    def _paint_list(self) -> None:
        search, rows = self.query_one("#search", Input), self.query_one("#list", Choices)
        search.display = bool(search.value) or search.has_focus
        pool = (self._all or ()) if self._narrowed.days is None else self._of_days
        words = fold(clean(search.value, newlines=False)).split()
        before = (
            self._shown[rows.highlighted]
            if rows.highlighted is not None and rows.highlighted < len(self._shown)
            else None
        )
        self._found = tuple(one for one in pool if self._narrowed.fits(one) and self._holds(one, words))
        ids = [one.id for one in self._shown]
        at = ids.index(before.id) if before is not None and before.id in ids else rows.highlighted or 0
        rows.put(self._options, at)
        self.query_one("#columns").display = bool(ids) or self._more
        self._put("#count", self._count())
        if not search.has_focus:
            rows.focus()
        self._tell()

    def _holds(self, one: Remembered, words: Sequence[str]) -> bool:
        """Whether what was searched is in its names or its note."""
        if not words:
            return True
        text = self._texts.get(one.id)
        if text is None:
            text = self._texts[one.id] = text_of(one)
        return all(word in text for word in words)

    def _options(self, width: int) -> list[Option]:
        options = [Option(self._label(one, width)) for one in self._shown]
        text = "older …" if not self.narrowed else "looking further back …" if not self._whole else "more …"
        return options + ([Option(Content.styled(text, "$muted"), id=OLDER)] if self._more else [])

    def _count(self) -> Content:
        if not self.narrowed:
            return Content("")
        count = f"{len(self._found)} found" if self._found else "Nothing fits. esc shows all."
        said = self._narrowed.said(self.today)
        return line(Content.styled(count, "$muted"), Content.styled(said, "$accent"), self._width)

    def _label(self, one: Remembered, width: int) -> Content:
        day = one.at.date()
        # Days ago the name matters more than the hour, which stands beside it when it is opened.
        when = wording.day(day, self.today) + (f" {one.at:%H:%M}" if (self.today - day).days < 2 else "")
        amount = f"  {wording.activity(one.what)}" if isinstance(one.what, ActivityLog) else ""
        name = Content.assemble(mark_of(one.what), " ", one.what.name, (amount, "$muted"))
        return line(name, Content.styled(when, "$muted"), width)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what is highlighted beside the list."""
        if event.option_list.id == "list":
            self._tell()
            self.refresh_bindings()

    def _tell(self) -> None:
        detail = self.query_one("#detail", VerticalScroll)
        one = self.chosen
        width = detail.scrollable_content_region.width
        hurt = {} if one is None else hurt_later(self.coach)
        text = Content("") if one is None else tell(one, width, today=self.today, hurt=hurt.get(one.id, ()))
        self.query_one("#text", Static).update(text)
        detail.scroll_home(animate=False)
