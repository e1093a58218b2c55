"""The lesson: one moment of a session, shown; it writes only what changed, since each write may cross a slow line."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from trainer import wording
from trainer.core.events import Cause
from trainer.core.library import Library
from trainer.core.prescription import Prescription
from trainer.core.session import Session
from trainer.core.timeline import GETTING_READY, BodySide, Step, StepKind
from trainer.ui.widgets.band import Moment, band, flank, scale_of
from trainer.ui.widgets.bar import Bar
from trainer.ui.widgets.digits import Digits
from trainer.ui.widgets.figure import Figures, FigureView
from trainer.ui.widgets.how import fitted, how
from trainer.ui.widgets.marks import line
from trainer.ui.widgets.showing import Actor, Scene

SIDES = (BodySide.LEFT, BodySide.RIGHT)
SIZED = ("top", "what", "left", "right", "next")
"""The parts that have a size of their own, whatever is written there."""


class How(VerticalScroll, can_focus=False):
    """The box of how it is done; it says when it has another size."""

    class Fitted(Message):
        """The box has another size."""

    def on_resize(self) -> None:
        """Say so."""
        self.post_message(self.Fitted())


class Lesson(Container):
    """Phase, side, repetition, time, the movement, what comes next, and how it is done."""

    def __init__(
        self,
        name: str,
        library: Library,
        hurry: Callable[[Widget], None] | None = None,
        figures: Figures | None = None,
        moving: Callable[[], bool] = lambda: False,
    ) -> None:
        """Let `hurry` paint a part before all others: the band is the answer to a key.

        `figures` are shown beside the time, and move where `moving` says so.
        """
        super().__init__()
        self._hurry = hurry
        self._actor = None if figures is None else Actor(figures, moving)
        self._scene: Scene | None = None
        self._read = ""
        """The exercise whose figure was read last."""
        self.known = figures is not None
        """Whether the present exercise has a figure, as far as is known."""
        self._name_of_session = name
        self._library = library
        self._shown: dict[str, object] = {}
        self._session: Session | None = None
        self._look = ""

    def compose(self) -> ComposeResult:
        """Lay out the moment from top to bottom."""
        yield Static(id="top")
        yield Static(id="band", classes="band")
        with Container(id="main"):
            with Vertical(id="stage"):
                yield Static(id="what")
                with Container(id="room"):
                    yield FigureView(id="beside")
                    with Vertical(id="clock"):
                        with Horizontal(id="floor", classes="ink"):
                            yield Static(id="left", classes="flank")
                            yield Digits(id="digits")
                            yield Static(id="right", classes="flank")
                        yield Bar(id="bar", classes="ink")
                yield Static(id="then", markup=False)
            with Vertical(id="aside"):
                yield FigureView(id="above")
                with How(id="how"):
                    yield Static(id="steps")
        yield Static(id="trouble", markup=False)
        yield Static(id="next")

    def on_mount(self) -> None:
        """Make room for a figure from the start: most exercises have one."""
        self._figured(figured=self.known)

    def forget(self) -> None:
        """Forget what is shown, so that everything is written anew for another size."""
        self._shown.clear()
        self._figured(figured=self.known)

    def show(self, session: Session, trouble: str | None) -> None:
        """Show a session as it stands; nothing when it is over."""
        step = session.step
        if step is None:
            return
        self._session = session
        self._band(session, step)
        self._head(session, step)
        self._flanks(_moment(session, step), step.side)
        self._time(session, step)
        self._put("then", _then(session, step))
        self._put_how(session, step)
        self._put("next", _next(session))
        self.query_one("#trouble", Static).display = bool(trouble)
        self._put("trouble", f"⚠ {trouble}" if trouble else "")
        exercise = session.course.today[step.item].exercise
        if self._actor is not None and (exercise != self._read or self._actor.scene(session) != self._scene):
            self.call_after_refresh(self._act)  # nothing waits for a picture

    def on_how_fitted(self) -> None:
        """Fit how it is done to its box."""
        if self._session is not None and self._session.step is not None:
            self._put_how(self._session, self._session.step)

    def on_figure_view_small(self) -> None:
        """Have the figure give way where its box stays too small; the time takes its place."""
        self.call_after_refresh(self._yield)

    def _yield(self) -> None:
        if any(view.is_on_screen and view.small for view in self.query(FigureView)):
            self._figured(figured=False)

    def _act(self) -> None:
        """Show the movement, of another exercise after its figure was read."""
        if self._actor is None or self._session is None or self._session.step is None:
            return
        exercise = self._session.course.today[self._session.step.item].exercise
        self._scene = self._actor.scene(self._session)
        if exercise != self._read:
            self._read, self.known = exercise, self._scene is not None
            self._figured(figured=self.known)
        for view in self.query(FigureView):
            view.show(self._scene)

    def _figured(self, *, figured: bool) -> None:
        """Make room for a figure, or take it away."""
        if self.screen.has_class("-figured") != figured:
            self.screen.set_class(figured, "-figured")

    def _head(self, session: Session, step: Step) -> None:
        asked = session.course.today[step.item]
        left = f"{step.item + 1} of {len(session.course.planned)} · {wording.minutes(session.total_left)} left"
        tiny = self.screen.has_class("-tiny")
        name = Content.styled(asked.name if tiny else self._name_of_session, "bold")
        self._put("top", line(name, Content(left), self._width("top")))
        self._put("what", _what(asked, self._width("what")))

    def _band(self, session: Session, step: Step) -> None:
        """Show the phase before anything else, and then give what stands under it the same colour."""
        shown, new = self.query_one("#band", Static), not self._shown
        look, scale = _look(session, step), scale_of(*self.screen.size)
        other = self._changes("look", look)
        shown.set_class(bool(scale), "-large")
        if other:
            self._dress(shown, "band", look)
        before = self._shown.get("band")
        self._put("band", band(_moment(session, step), self._width("band"), scale))
        if self._hurry is not None and not new and (other or before != self._shown["band"]):
            self._hurry(shown)
        if other:
            self._ink(look)
            self._look = look

    def _ink(self, look: str) -> None:
        """Give what stands on the floor, and the bar, the colour of a phase."""
        floor = self.query_one("#floor")
        for part in (floor, self.query_one(Bar)):
            self._dress(part, "ink", look)
        self.app.stylesheet.update_nodes(one for one in floor.children if one.has_class("-bar"))
        for one in floor.children:  # they take it over from what they stand on
            one.notify_style_update()
            one.refresh()

    def _dress(self, part: Widget, kind: str, look: str) -> None:
        """Restyle one part alone: restyling all that is in it, too, would be felt after a key."""
        part.update_classes({f"{kind}-{self._look}": False, f"{kind}-{look}": True}, update=False)
        self.app.stylesheet.update_nodes([part])

    def _flanks(self, said: Moment, side: BodySide) -> None:
        """Show the side that works on its own side of the digits, and the repetition with it.

        Where the band is large already, or nothing can be, a bar stands there.
        """
        idle = not said.side and not said.share
        wide = self.screen.has_class("-normal")
        crowded = wide and self.query_one("#beside").display
        for here in SIDES:
            beside = self.query_one(f"#{here.value}", Static)
            works = side is here
            counts = works or (side is BodySide.BOTH and here is BodySide.RIGHT)
            beside.display = not idle and (counts or not crowded)
            beside.set_class(works and not wide, "-bar")
            self._put(here.value, flank(said, side=works) if wide and counts else "")

    def _time(self, session: Session, step: Step) -> None:
        face, thin = wording.face(session), not step.work or session.cause is not None
        if self._changes("face", (face, thin, session.course.cursor, session.length)):
            longest = "" if session.length is None else wording.countdown(session.length)
            self.query_one(Digits).show(face, max(len(face), len(longest)), thin=thin)
            self.query_one(Bar).show(session.spent / session.length if session.length else 0.0)

    def _put_how(self, session: Session, step: Step) -> None:
        """Write how it is done, once an exercise and once more when getting ready is over."""
        box = self.query_one("#how", VerticalScroll)
        width, height = box.size.width - 1, box.size.height  # the last column is the scrollbar's
        asked = session.course.today[step.item]
        ready = step.kind in GETTING_READY
        whole = self.screen.has_class("-how") or self.screen.has_class("-wide")
        large = self.screen.has_class("-figure") and self.screen.has_class("-figured")
        if self._changes("how", (asked, ready, step.position, width, height, whole, large)):
            needs = [wording.position(step.position), wording.things(asked.equipment)] if ready else []
            said = " · ".join(filter(None, needs))
            text = how(asked.exercise, said, self._library, max(20, width), steps=not large)
            self.query_one("#steps", Static).update(text if whole or large else fitted(text, width, height))
            box.scroll_home(animate=False)

    def _put(self, where: str, text: Content | str) -> None:
        """Write a part, and lay out the screen anew only where the part may have as many rows as it needs."""
        if self._changes(where, text):
            grows = self._changes(f"rows of {where}", self._rows(where, text))
            self.query_one(f"#{where}", Static).update(text, layout=grows)

    def _rows(self, where: str, text: Content | str) -> int:
        """Return how many rows a text fills, as far as that makes a difference."""
        if where in SIZED:
            return 1
        room = max(1, self._width(where))
        return sum(max(1, -(-cell_len(row) // room)) for row in str(text).split("\n")) if text else 0

    def _changes(self, what: str, value: object) -> bool:
        """Say whether a part is to be written, and remember that it was."""
        if what in self._shown and self._shown[what] == value:
            return False
        self._shown[what] = value
        return True

    def _width(self, where: str) -> int:
        return self.query_one(f"#{where}", Static).content_size.width or self.size.width - 2


def _what(asked: Prescription, width: int) -> Content:
    """Name the exercise and, as far as there is room, its dosage."""
    name, dosage = Content.styled(asked.name, "bold"), Content.styled(wording.prescription(asked), "$muted")
    return line(name, dosage.truncate(max(0, width - len(name) - 2), ellipsis=True), width)


def _look(session: Session, step: Step) -> str:
    if session.cause is None:
        return step.kind.value
    return "stopped" if session.cause is Cause.STOPPED else "paused"


def _moment(session: Session, step: Step) -> Moment:
    word = wording.phase(step, session.course.beat)
    if session.cause is not None:
        word = "STOPPED" if session.cause is Cause.STOPPED else "PAUSED"
    sets = session.course.planned[step.item].sets
    return Moment(
        word=word,
        side=wording.side(step.side).upper(),
        at=step.repetition,
        of=step.of,
        extra=f"set {step.round}" if sets > 1 else "",
    )


def _then(session: Session, step: Step) -> str:
    if session.cause is not None and session.cause is not Cause.ASKING:
        return f"{wording.CAUSES[session.cause]} Space to go on."
    if step.kind is StepKind.DONE:
        return "Left out. ← takes it back, space finishes."
    upcoming = session.upcoming
    name = "" if upcoming is None else session.course.planned[upcoming.item].name
    return wording.following(upcoming, step, name)


def _next(session: Session) -> Content:
    item = session.next_item()
    if item is None:
        return Content.styled("last one", "$muted")
    asked = session.course.today[item]
    return Content.assemble(("next  ", "$muted"), asked.name, (f" · {wording.prescription(asked)}", "$muted"))
