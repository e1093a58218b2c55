"""The check-in: two keys when all is well, and what to ask when it is not."""

from __future__ import annotations

from datetime import date, timedelta

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer import wording
from trainer.coach import Coach
from trainer.core.checkin import After, CheckIn, Symptom
from trainer.core.events import StopReason
from trainer.ui.screens.choose import Answer, ChooseScreen
from trainer.ui.sheets import SHEETS
from trainer.ui.widgets.keyline import KeyLine

SYMPTOMS = (
    ("s", Symptom.SPASM, "a spasm"),
    ("f", Symptom.FLARE_UP, "an injury or a flare-up"),
    ("l", Symptom.RADIATING, "pain into the buttock or leg"),
    ("n", Symptom.NUMBNESS, "numbness or tingling"),
    ("o", Symptom.OTHER, "other symptoms that got worse"),
    ("c", Symptom.CHEST_PAIN, "chest pain or discomfort"),
)
"""What can be new, with its key."""
DAYS = 7
"""How many days back one can name with a key."""


class CheckInScreen(ModalScreen[CheckIn | None]):
    """Ask for pain, symptoms and how the last session was borne."""

    CSS_PATH = SHEETS / "checkin.tcss"
    HELP = "A digit is your pain now, x is 10; enter says that nothing else is new. A letter says what is."
    BINDINGS = [
        *(Binding(str(n), f"pain({n})", show=False, id=f"check-in.{n}") for n in range(10)),
        Binding("x", "pain(10)", show=False, id="check-in.10"),
        *(Binding(key, f"symptom('{what.value}')", show=False, id=f"check-in.{what}") for key, what, _ in SYMPTOMS),
        Binding("u", "after", show=False, id="check-in.after"),
        Binding("enter", "take", "take", id="check-in.take"),
        Binding("escape,q", "dismiss(None)", "not now", id="check-in.back"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__()
        self._coach = coach
        self._pain: int | None = None
        self._symptoms: set[Symptom] = set()
        self._asks_after = coach.care.asks_after()
        self._up = False
        self._radiated = _radiated(coach)
        self._day: date | None = None

    def compose(self) -> ComposeResult:
        """Lay out the questions."""
        with VerticalScroll(id="box"):
            yield Static(id="pain")
            yield Static(id="scale")
            yield Static(id="symptoms")
            yield Static(id="after")
            yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the questions."""
        self._fill()

    def action_pain(self, pain: int) -> None:
        """Say the pain; a high one asks whether it is a flare-up."""
        self._pain = pain
        self._fill()

    def action_symptom(self, what: str) -> None:
        """Say that something is new, or take it back."""
        self._symptoms ^= {Symptom(what)}
        self._fill()

    def action_after(self) -> None:
        """Say that the pain was up after the last session, or take it back."""
        self._up = self._asks_after and not self._up
        self._fill()

    def action_take(self) -> None:
        """Take the answers; ask for what a high pain or a flare-up needs."""
        if self._pain is None:
            self._fill("Say your pain first: 0 is none, x is 10.")
            return
        if Symptom.FLARE_UP in self._symptoms:
            self._ask_day()
        elif not self._symptoms and self._coach.care.asks_flare_up(self._pain):
            answers = (Answer(text="Yes, a flare-up", value=True), Answer(text="No, it is as it is", value=False))
            self.app.push_screen(ChooseScreen(f"Pain {self._pain}: is this a flare-up?", answers), self._flared)
        else:
            self._done()

    def _flared(self, flare: bool | None) -> None:
        if flare is None:
            return
        if flare:
            self._symptoms.add(Symptom.FLARE_UP)
            self._ask_day()
        else:
            self._done()

    def _ask_day(self) -> None:
        today = self._coach.clock.now().date()
        days = [today - timedelta(days=back) for back in range(DAYS)]
        answers = [Answer(text=wording.opening(wording.day(day, today)), value=day) for day in days]
        self.app.push_screen(ChooseScreen("On which day did it begin?", answers), self._begun)

    def _begun(self, day: date | None) -> None:
        if day is not None:
            self._day = day
            self._done()

    def _done(self) -> None:
        after = (After.UP if self._up else After.SAME) if self._asks_after else None
        now = self._coach.clock.now()
        told = CheckIn(at=now, pain=self._pain, symptoms=frozenset(self._symptoms), after=after, day=self._day)
        if self.is_current:
            self.dismiss(told)

    def _fill(self, hint: str = "0 none · 10 worst (x)") -> None:
        if not self.query("#after"):  # keys may be faster than the screen
            return
        said = "–" if self._pain is None else str(self._pain)
        self.query_one("#pain", Static).update(Content.assemble(("Pain now?  ", "bold"), (said, "bold $accent")))
        self.query_one("#scale", Static).update(Content.styled(hint, "$muted"))
        rows = [_row(key, text, on=what in self._symptoms) for key, what, text in SYMPTOMS]
        head = Content.styled("Anything new?  enter is no" if not self._symptoms else "New:", "bold")
        asks = [Content.styled(f"Is the pain into the buttock or leg from {self._radiated} still there? l", "$stop")]
        asked = asks if self._radiated else []
        self.query_one("#symptoms", Static).update(Content("\n").join([*asked, head, *rows]))
        after = self.query_one("#after", Static)
        after.display = self._asks_after
        text = "the pain was up after the last session"
        title = Content.styled("\nAfter the last session it was gone, or as before" if not self._up else "\n", "bold")
        after.update(Content.assemble(title, "\n", _row("u", text, on=self._up)))


def _row(key: str, text: str, *, on: bool) -> Content:
    mark = ("● ", "$stop") if on else ("  ", "")
    return Content.assemble(mark, (key, "bold $accent"), f"  {text}")


def _radiated(coach: Coach) -> str | None:
    """Name the exercise that was stopped for pain into the buttock or leg since the last check-in."""
    last = coach.care.last()
    stops = (one for one in coach.set_aside() if one.reason is StopReason.RADIATING)
    fresh = next((one for one in stops if last is None or one.at > last.at), None)
    known = None if fresh is None else coach.library.exercises.get(fresh.exercise)
    return None if known is None else known.name
