"""How an exercise is done, as text: what to take, cautions before steps, and a sign where there is more."""

from __future__ import annotations

from textual.content import Content

from trainer import wording
from trainer.core.exercise import Level
from trainer.core.library import Library
from trainer.ui.widgets.marks import hang, line

MORE = "… more"


def how(what: str, needs: str, library: Library, width: int, *, steps: bool = True) -> Content:
    """Tell how an exercise or activity is done, the position and things it needs first.

    Without `steps` only what to be careful with is told, where a figure tells the rest.
    """
    parts = [
        *([Content.styled(wording.opening(needs), "bold $accent")] if needs else []),
        *(
            hang(Content.styled(mark, style), Content(text), width)
            for mark, style, text in _points(what, library)
            if steps or not mark[0].isdigit()
        ),
    ]
    return Content("\n").join(parts)


def fitted(text: Content, width: int, height: int) -> Content:
    """Cut a text to a box; its last line then says that there is more, and which key shows it."""
    lines = text.split("\n")
    if len(lines) <= height or height < 1:
        return text
    key = Content.assemble((MORE, "$muted"), "  ", ("i", "bold $accent"), (" how", "$muted"))
    return Content("\n").join([*lines[: height - 1], line(Content(""), key, width)])


def _points(what: str, library: Library) -> list[tuple[str, str, str]]:
    """Return what to know while doing it: cautions before steps."""
    exercise, activity = library.exercises.get(what), library.activities.get(what)
    if exercise is None:
        return [("• ", "$muted", cue) for cue in ([] if activity is None else activity.cues)]
    grave = [("⚠ ", "bold $warning", wording.caution(c)) for c in exercise.cautions if c.level is not Level.FORM]
    form = [("• ", "$muted", wording.caution(c)) for c in exercise.cautions if c.level is Level.FORM]
    return [*grave, *form, *((f"{n} ", "$muted", one.text) for n, one in enumerate(exercise.steps, 1))]
