"""The lesson: one moment of a session, shown; it writes only what changed, since each write may cross a slow line."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer import wording
from trainer.core.events import Cause
from trainer.core.exercise import Level
from trainer.core.library import Library
from trainer.core.session import Session
from trainer.core.timeline import GETTING_READY, Step
from trainer.ui.widgets.bar import Bar
from trainer.ui.widgets.digits import Digits
from trainer.ui.widgets.marks import hang, line


class Lesson(Container):
    """Phase, side, repetition, time, what comes next, and how it is done."""

    def __init__(self, name: str, library: Library) -> None:
        super().__init__()
        self._name_of_session = name
        self._library = library
        self._shown: dict[str, object] = {}

    def compose(self) -> ComposeResult:
        """Lay out the moment from top to bottom."""
        yield Static(id="top")
        yield Static(id="band")
        with Container(id="main"):
            with Vertical(id="stage"):
                yield Digits(id="digits")
                yield Bar(id="bar")
                yield Static(id="then", markup=False)
            with VerticalScroll(id="how", can_focus=False):
                yield Static(id="steps")
        yield Static(id="trouble", markup=False)
        yield Static(id="next")

    def forget(self) -> None:
        """Forget what is shown, so that everything is written anew for another size."""
        self._shown.clear()

    def show(self, session: Session, trouble: str | None) -> None:
        """Show a session as it stands; nothing when it is over."""
        step = session.step
        if step is None:
            return
        self._head(session, step)
        self._time(session, step)
        self._put("then", _then(session, step))
        self._put_how(session, step)
        self._put("next", _next(session))
        self.query_one("#trouble", Static).display = bool(trouble)
        self._put("trouble", f"⚠ {trouble}" if trouble else "")

    def _head(self, session: Session, step: Step) -> None:
        left = f"{step.item + 1} of {len(session.course.planned)} · {wording.minutes(session.total_left)} left"
        name = Content.styled(self._name_of_session, "bold")
        self._put("top", line(name, Content(left), self._width("top")))
        look = _look(session, step)
        if self._changes("look", look):
            self.set_classes(f"phase-{look}")
        self._put("band", line(Content(_phase(session, step)), Content(_count(session, step)), self._width("band")))

    def _time(self, session: Session, step: Step) -> None:
        face = wording.face(session)
        if self._changes("face", (face, session.course.cursor, session.length)):
            longest = "" if session.length is None else wording.countdown(session.length)
            self.query_one(Digits).show(face, max(len(face), len(longest)))
            self.query_one(Bar).show(session.spent / session.length if session.length else 0.0)

    def _put_how(self, session: Session, step: Step) -> None:
        """Write how it is done, once an exercise and once more when getting ready is over."""
        width = self.query_one("#how", VerticalScroll).scrollable_content_region.width
        asked = session.course.today[step.item]
        ready = step.kind in GETTING_READY
        if self._changes("how", (asked, ready, step.position, width)):
            self.query_one("#steps", Static).update(self._how(session, step, max(20, width)))
            self.query_one("#how", VerticalScroll).scroll_home(animate=False)

    def _how(self, session: Session, step: Step, width: int) -> Content:
        asked = session.course.today[step.item]
        needs = [wording.position(step.position), wording.things(asked.equipment)]
        ready = " · ".join(filter(None, needs)).capitalize() if step.kind in GETTING_READY else ""
        parts = [
            hang("", Content.assemble((asked.name, "bold"), (f"   {wording.prescription(asked)}", "$muted")), width),
            *([Content.styled(ready, "bold $accent")] if ready else []),
            *(hang(mark, Content(text), width) for mark, text in self._points(asked.exercise)),
        ]
        return Content("\n").join(parts)

    def _points(self, what: str) -> list[tuple[str, str]]:
        """Return what to know while doing it: cautions before steps."""
        exercise, activity = self._library.exercises.get(what), self._library.activities.get(what)
        if exercise is None:
            return [("• ", cue) for cue in ([] if activity is None else activity.cues)]
        grave = [("⚠ ", wording.caution(c)) for c in exercise.cautions if c.level is not Level.FORM]
        form = [("• ", wording.caution(c)) for c in exercise.cautions if c.level is Level.FORM]
        return [*grave, *form, *((f"{n} ", one.text) for n, one in enumerate(exercise.steps, 1))]

    def _put(self, where: str, text: Content | str) -> None:
        if self._changes(where, text):
            self.query_one(f"#{where}", Static).update(text)

    def _changes(self, what: str, value: object) -> bool:
        """Say whether a part is to be written, and remember that it was."""
        if what in self._shown and self._shown[what] == value:
            return False
        self._shown[what] = value
        return True

    def _width(self, where: str) -> int:
        return self.query_one(f"#{where}", Static).content_size.width or self.size.width - 2


def _look(session: Session, step: Step) -> str:
    if session.cause is None:
        return step.kind.value
    return "stopped" if session.cause is Cause.STOPPED else "paused"


def _phase(session: Session, step: Step) -> str:
    word, side = wording.phase(step, session.course.beat), wording.side(step.side).upper()
    if session.cause is not None:
        word = "STOPPED" if session.cause is Cause.STOPPED else "PAUSED"
    return f"{word}   {side}" if side else word


def _count(session: Session, step: Step) -> str:
    counted = f"{step.repetition} of {step.of}" if step.repetition and step.of > 1 else ""
    return f"set {step.round} · {counted}" if session.course.planned[step.item].sets > 1 else counted


def _then(session: Session, step: Step) -> str:
    if session.cause is not None and session.cause is not Cause.ASKING:
        return f"{wording.CAUSES[session.cause]} Space to go on."
    upcoming = session.upcoming
    name = "" if upcoming is None else session.course.planned[upcoming.item].name
    return wording.following(upcoming, step, name)


def _next(session: Session) -> Content:
    item = session.next_item()
    if item is None:
        return Content.styled("last one", "$muted")
    asked = session.course.today[item]
    return Content.assemble(("next  ", "$muted"), asked.name, (f" · {wording.prescription(asked)}", "$muted"))
