"""Cautions: what to be careful with, by condition, symptom, practice, exercise and handout, and what applies now."""

from __future__ import annotations

from itertools import groupby, zip_longest

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.coach import Coach
from trainer.core.cautions import Topic, topics, touched
from trainer.core.closed import Closed
from trainer.core.exercise import Exercise
from trainer.core.text import clean, fold
from trainer.ui.screens.choose import Answer, ChooseScreen
from trainer.ui.screens.page import Page
from trainer.ui.screens.reader import ReaderScreen
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.choices import Choices
from trainer.ui.widgets.leaflet import leaflet
from trainer.ui.widgets.marks import line
from trainer.ui.widgets.rulebook import GROUPS, Bars, name_of, rulebook, standing


class CautionsScreen(Page):
    """Topics on the left, the rules that decide on the right."""

    CSS_PATH = SHEETS / "cautions.tcss"
    NAME = "library"
    HELP = (
        "Everything that closes or limits exercise: what it means, what the trainer does about it, whose rule it is "
        "and what lifts it. A dot marks what applies to you now. These are the very rules that decide."
    )
    BINDINGS = [
        Binding("enter", "open", "open", id="cautions.open", tooltip="Go to the exercises it touches"),
        Binding("c", "back", "exercises", id="cautions.back", tooltip="Back to the exercises"),
        Binding("slash", "search", "search", id="search", tooltip="Search the list"),
        Binding("escape", "clear", "back", id="cautions.clear", show=False, tooltip="Leave the search, or go back"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._listed: tuple[Topic | None, ...] = ()
        """The topic of each line; None is a heading."""
        self._gates: tuple[Closed, ...] = ()
        self._bars: Bars = ()

    def body(self) -> ComposeResult:
        """Lay out search, list and text."""
        yield Input(placeholder="search", id="search", max_length=60, compact=True)
        yield Static(id="count")
        yield Static("Nothing fits. esc shows all.", id="nothing", markup=False)
        with Horizontal(id="columns"):
            yield Choices(id="list")
            with VerticalScroll(id="detail"):
                yield Static(id="text")

    def fill(self) -> None:
        """Show the topics that fit, marked where they apply."""
        care, facts = self.coach.care, self.coach.care.facts()
        self._gates = care.gates()
        self._bars = tuple((one, care.closed(one, facts)) for one in self.coach.library.exercises.values())
        self._list()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit the text to the new width."""
        if self.is_current:
            self.call_after_refresh(self.fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what has something to act on."""
        return action != "open" or any(self._listed)

    def action_visit(self, page: str) -> None:
        """Go to another page; the library is the one beneath."""
        if page == self.NAME:
            self.action_back()
        else:
            super().action_visit(page)

    def action_back(self) -> None:
        """Go back to the exercises."""
        self.dismiss(None)

    def action_clear(self) -> None:
        """Leave the search; without one, go back to the exercises."""
        search = self.query_one("#search", Input)
        if not search.display:
            self.action_back()
            return
        with self.prevent(Input.Changed):
            search.value = ""
        self.query_one(Choices).focus()
        self.fill()

    def action_search(self) -> None:
        """Type to search."""
        search = self.query_one("#search", Input)
        search.display = True
        search.focus()

    def action_open(self) -> None:
        """Show the rules where they have no room beside the list, else the exercises they touch."""
        topic = self._chosen()
        if topic is None:
            return
        found = touched(topic, self.coach.library, self._bars)
        if not self.query_one("#detail").display or not found:
            self.app.push_screen(ReaderScreen(lambda width: self._page(topic, width)))
        elif len(found) == 1:
            self._show(found[0])
        else:
            answers = [Answer(text=one.name, value=one) for one in found]
            self.app.push_screen(ChooseScreen("Which exercise?", answers), self._show)

    def on_input_changed(self) -> None:
        """Search while typing."""
        self._list()

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.query_one(Choices).focus()
        self._list()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the rules beside the list."""
        topic = self._chosen()
        if event.option_list.id == "list" and topic is not None:
            detail = self.query_one("#detail", VerticalScroll)
            width = detail.scrollable_content_region.width
            self.query_one("#text", Static).update(self._page(topic, width))
            detail.scroll_home(animate=False)

    def on_option_list_option_selected(self) -> None:
        """Open it: enter and a click mean the same."""
        self.action_open()

    def _show(self, exercise: Exercise | None) -> None:
        if exercise is not None:
            known = self.coach.library
            self.app.push_screen(ReaderScreen(lambda width: leaflet(exercise, known, width)))

    def _page(self, topic: Topic, width: int) -> Content:
        return rulebook(topic, self.coach.library, self._gates, self._bars, width)

    def _chosen(self) -> Topic | None:
        index = self.query_one(Choices).highlighted
        return None if index is None or index >= len(self._listed) else self._listed[index]

    def _found(self) -> list[Topic]:
        sought = fold(clean(self.query_one("#search", Input).value, newlines=False))
        known = self.coach.library
        return [one for one in topics(known) if sought in fold(name_of(one, known))]

    def _list(self) -> None:
        search, listed = self.query_one("#search", Input), self.query_one(Choices)
        search.cursor_blink = False
        search.display = bool(search.value) or search.has_focus
        before = self._chosen()
        grouped = groupby(self._found(), key=lambda one: one.group)
        self._listed = tuple(line for _, group in grouped for line in (None, *group))
        at = self._listed.index(before) if before in self._listed and before is not None else 1
        listed.put(self._options, at)
        self.query_one("#nothing").display = not self._listed
        self.query_one("#columns").display = bool(self._listed)
        self._count()
        if not search.has_focus:
            listed.focus()

    def _options(self, width: int) -> list[Option]:
        pairs = zip_longest(self._listed, self._listed[1:])
        return [self._option(one, after, width) for one, after in pairs]

    def _option(self, topic: Topic | None, below: Topic | None, width: int) -> Option:
        if topic is None:
            title = "" if below is None else GROUPS[below.group]
            return Option(Content.styled(title, "bold $muted"), disabled=True)
        mark = Content.styled("●", "$stop") if self._applies(topic) else Content("")
        name = Content(name_of(topic, self.coach.library))
        return Option(line(name, mark, width), id=f"{topic.group}.{topic.id}")

    def _applies(self, topic: Topic) -> bool:
        return bool(standing(topic, self._gates, self._bars))

    def _count(self) -> None:
        count = self.query_one("#count", Static)
        now = sum(self._applies(one) for one in self._listed if one is not None)
        said = Content.styled(f"● {now} apply to you now" if now != 1 else "● 1 applies to you now", "$stop")
        right = said if now else Content.styled("nothing applies to you now", "$muted")
        count.update(line(Content.styled("Cautions", "$muted"), right, count.content_size.width))
