"""Lives to report on: short ones, lived day by day with the trainer itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

from tests.fakes import NOVEMBER, FakeClock
from tests.home import AT_ONCE, Home, named, shipped, start
from tests.outlines import keep_plan
from trainer.coach import Coach
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.events import StopReason
from trainer.core.profile import Direction
from trainer.late import Entry, find, keep, remember
from trainer.report.markup import VOID

BEGINNING = NOVEMBER - timedelta(days=18)
"""A Monday morning, at the beginning of the lives."""
HOSTILE = "<script>alert('1')</script> \"quoted\" & \x1b[31mred\x1b[0m \u202egnisrever\u202c \u2028 \x00 end"
"""A note that tries everything."""
CLEANED = "<script>alert('1')</script> \"quoted\" & [31mred[0m gnisrever end"
"""What is left of it to show."""


@dataclass
class Life:
    """One person's days."""

    root: Path
    clock: FakeClock = field(default_factory=lambda: FakeClock(BEGINNING))

    @property
    def home(self) -> Home:
        return Home(self.root, self.clock)

    def coach(self) -> Coach:
        coach = self.home.coach()
        coach._settings = AT_ONCE
        return coach

    def sleep(self, days: int = 1) -> None:
        """Let days pass."""
        self.clock.advance(days * 86400)

    def until(self, end: datetime = NOVEMBER) -> None:
        """Let time pass up to a moment."""
        self.clock.advance((end - self.clock.now()).total_seconds())

    def log(self, name: str, minutes: int | None = None, *, note: str = "", exertion: int | None = None) -> None:
        """Tell of something done an hour ago."""
        coach = self.coach()
        at = self.clock.now() - timedelta(hours=3)
        entry = Entry(thing=find(shipped(), name), minutes=minutes, at=at, exertion=exertion, note=note)
        keep(coach, remember(coach, entry))

    def check_in(self, pain: int | None, *symptoms: Symptom) -> None:
        now = self.clock.now()
        day = now.date() if Symptom.FLARE_UP in symptoms else None
        self.coach().care.check_in(CheckIn(at=now, pain=pain, symptoms=frozenset(symptoms), day=day))

    def train(
        self, name: str, *, stop: StopReason | None = None, note: str = "", helpful: tuple[str, ...] = ()
    ) -> None:
        """Train to the end, or stop the first exercise for what is felt and finish."""
        home = self.home
        run = start(self.coach().begin(named(name)))
        if stop is not None:
            home.let(run, 5)
            run.do(lambda: run.session.stop(stop))
        if not run.session.over:
            home.finish(run)
        run.rate(exertion=5, pain=3, helpful=helpful, note=note)


def quiet(root: Path) -> Life:
    """One session, and nothing else."""
    life = Life(root, FakeClock(NOVEMBER - timedelta(days=1)))
    life.train("bridge")
    life.until()
    return life


def week(root: Path) -> Life:
    """A planned week, some of it done, the rest still to come."""
    life = Life(root, FakeClock(NOVEMBER - timedelta(days=4)))
    keep_plan(life.coach())
    for pain in (2, 3, 3, 1):
        life.check_in(pain)
        life.log("walk", 35, exertion=4)
        life.train("side-stretch", helpful=("side-stretch",))
        life.until(life.clock.now().replace(hour=7, minute=10, second=0, microsecond=0) + timedelta(days=1))
    return life


def flare_up(root: Path) -> Life:
    """Nearly three weeks with stops and a flare-up, a plan, notes of all kinds, and an exercise set aside."""
    life = Life(root)
    life.coach().care.tell(
        knee_pain=True,
        heart_problem=False,
        direction=frozenset({Direction.ARCHING}),
        helpful={"bridge": 2},
        screened=True,
    )
    keep_plan(life.coach())
    for day in range(18):
        pain = (2, 3, 2, 4, 6, 8, 7, 6, 5, 4, 4, 3, 3, 2, 3, 2, 2, 3)[day]
        life.check_in(pain, *((Symptom.FLARE_UP,) if day == 5 else ()))
        if day % 3 != 1:
            life.log("walk", (10, 25, 30, 45, 70, 20)[day % 6], note=NOTES.get(day, ""), exertion=4 + day % 3)
        if not life.coach().care.gates():
            stop = {4: StopReason.PAIN, 13: StopReason.RADIATING}.get(day)
            life.train("side-stretch" if stop is None else ("bridge", "knee-to-chest")[day == 13], stop=stop)
        life.until(life.clock.now().replace(hour=7, minute=10, second=0, microsecond=0) + timedelta(days=1))
    return life


NOTES = {
    0: HOSTILE,
    3: "הגב תפוס אחרי הנסיעה (3 שעות)",
    6: "😀👩‍🦽 今天背部很僵硬",
    9: "x" * 200,
    12: "Long day at the desk. " * 9,
    15: "=SUM(A1:A9)",
}
"""What is written, by the day."""


class Reader(HTMLParser):
    """Reads a page as a strict browser would: every element is closed where it was opened."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        """What is said, and in which element."""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), f"{tag} has an attribute twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data))

    @property
    def said(self) -> str:
        """All of the text, without what is style."""
        return " ".join(" ".join(text for tag, text in self.texts if tag != "style").split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]
