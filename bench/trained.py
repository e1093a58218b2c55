"""Sessions as they are gone through: each exercise by a real session on a clock that is put on, and kept for reuse."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from trainer.codec import encode
from trainer.core.dosage import Dosage
from trainer.core.events import SkipReason, StopReason
from trainer.core.library import Library, Routine, dosage_for
from trainer.core.log import SessionLog, fold
from trainer.core.pace import Pace
from trainer.core.prescription import Prescription, prescribe
from trainer.core.progression import ladder
from trainer.core.session import Session

WAYS = 2
"""How differently one exercise goes the same way; every other time is one of these."""


@dataclass(slots=True)
class Moment:
    """A clock that stands where it is put."""

    at: datetime
    passed: float = 0.0

    def seconds(self) -> float:
        return self.passed

    def awake(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return self.at


class Odd(StrEnum):
    """How an exercise goes other than as planned."""

    SKIP = "skip"
    STOP = "stop"
    """For pain; the session goes on without it."""
    SPASM = "spasm"
    """It ends the session."""
    FINISH = "finish"
    """The person ends the session early."""


ENDING = frozenset({Odd.SPASM, Odd.FINISH})
"""After these, nothing more of the session is done."""


class Gym:
    """Makes the logs of sessions, quickly: an exercise that goes the same way again is not gone through again."""

    def __init__(self, library: Library, dice: random.Random, at: datetime) -> None:
        self._library = library
        self._dice = dice
        self._moment = Moment(at)
        self._done: dict[tuple[Prescription, Odd | None, int], dict[str, Any]] = {}

    def asked(self, name: str, step: int, handout: str | None = None, label: str | None = None) -> Prescription:
        """Give the numbers of an exercise at a step of the way through its dosage, or at the last one there is."""
        exercise = self._library.exercises[name]
        dosage = self.dosage(name, handout, label)
        rungs = ladder(dosage)
        rung = rungs[min(step, len(rungs) - 1)]
        return replace(prescribe(exercise, dosage), repetitions=rung.repetitions, hold=rung.hold)

    def dosage(self, name: str, handout: str | None = None, label: str | None = None) -> Dosage:
        """Return the dosage of an exercise that is trained."""
        found = dosage_for(self._library.exercises[name], handout, label)
        assert found is not None
        return found

    def routine(self, routine: Routine, steps: Mapping[str, int], without: frozenset[str]) -> list[Prescription]:
        """Give what a routine asks, its own numbers as they are."""
        asked = []
        for item in routine.items:
            if item.exercise in without:
                continue
            one = self.asked(item.exercise, steps.get(item.exercise, 0), item.handout or routine.handout, item.label)
            own = {"hold": item.hold, "repetitions": item.repetitions}
            asked.append(replace(one, **{key: value for key, value in own.items() if value is not None}))
        return asked

    def session(
        self, log: SessionLog, asked: Sequence[Prescription], odd: tuple[int, Odd] | None, at: datetime
    ) -> dict[str, Any]:
        """Return the body of a session's record: all of it done, but for one exercise that goes another way."""
        items = []
        over = False
        for number, one in enumerate(asked):
            how = odd[1] if odd is not None and odd[0] == number else None
            item = self._left(one) if over else self._item(one, how)
            items.append({**item, "marks": [{**mark, "item": number} for mark in item["marks"]]})
            over = over or how in ENDING
        took = sum(share["seconds"] for item in items for share in item["held"])
        whole = all(item["status"] == "done" for item in items)
        reason = StopReason.SPASM if odd is not None and odd[1] is Odd.SPASM else None
        ended = at + timedelta(seconds=round(took * 1.4) + 20 * len(items))
        return {**encode(replace(log, ended=ended, whole=whole, reason=reason)), "items": items}

    def _left(self, one: Prescription) -> dict[str, Any]:
        """Return the log of an exercise that was never come to."""
        return {**self._item(one, None), "status": "left", "held": [], "marks": []}

    def _item(self, one: Prescription, odd: Odd | None) -> dict[str, Any]:
        key = one, odd, self._dice.randrange(WAYS) if odd is not None else 0
        if key not in self._done:
            log = fold(self._train(one, odd).course, name=one.name, routine=None, ended=self._moment.at)
            self._done[key] = encode(log.items[0])
        return self._done[key]

    def _train(self, one: Prescription, odd: Odd | None) -> Session:
        moment = self._moment
        session = Session([one], Pace(), moment)
        session.start()
        part = self._dice.choice([0.0, 0.5]) if odd is Odd.SKIP else self._dice.uniform(0.2, 0.9)
        when = moment.passed + part * session.total_left
        while not session.over:
            moment.passed += 1.0
            session.advance()
            if session.running and session.length is None:
                session.press()  # a movement without a tempo: the person says when it is done
            if odd is not None and moment.passed >= when and not session.over:
                self._stray(session, odd)
                odd = None
        return session

    def _stray(self, session: Session, odd: Odd) -> None:
        if odd is Odd.SKIP:
            session.skip(self._dice.choice([SkipReason.TIME, SkipReason.EQUIPMENT, SkipReason.UNSURE]))
        elif odd is Odd.STOP:
            session.stop(StopReason.PAIN)
            session.resume()
        elif odd is Odd.SPASM:
            session.stop(StopReason.SPASM)
        else:
            session.finish()
