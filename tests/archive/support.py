"""What the tests of archives share: exports that somebody forged, and a life made up of many small steps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from tests.home import AT_ONCE, Home, named, start
from tests.store.support import HastyFs, forget_machine, record
from trainer.archive.compare import Comparison, compare, texts
from trainer.archive.document import Export, parse, render
from trainer.archive.gather import gather
from trainer.archive.own import find
from trainer.coach import Coach
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.events import StopReason
from trainer.core.exercise import Equipment
from trainer.core.profile import Slot
from trainer.errors import TrainerError
from trainer.late import Entry, keep, remember
from trainer.late import find as find_thing
from trainer.plans.desk import Desk
from trainer.store.store import Store

CALF = """name = "Calf stretch"
kind = "stretch"
regions = ["legs"]
positions = ["standing"]

[[steps]]
text = "Lean against a wall."

[[dosages]]
hold = 20
repetitions = 3
sides = "each"
"""
MORNING = """name = "My morning"

[[items]]
exercise = "calf-stretch"

[[items]]
exercise = "bridge"
"""


# Exports


def exported(coach: Coach) -> bytes:
    """Return what `trainer export` writes."""
    return render(gather(coach, HastyFs()).export)


def content(raw: bytes) -> bytes:
    """Return what counts in an export: the same for the same data."""
    return raw[raw.index(b'"content":') :]


def forged(change: Callable[[dict[str, Any]], object], raw: bytes) -> bytes:
    """Return an export that somebody changed, with the checksum that fits."""
    document = json.loads(raw)
    change(document)
    held = document["content"]
    about = ",".join(f'"{key}":{json.dumps(document[key])}' for key in ("written", "trainer", "device"))
    lines = [f'{about},"content":{{']
    for folder in ("exercises", "figures", "routines"):
        lines += [f'"{folder}":{{', _items(held[folder]), "},"]
    lines += ['"records":[']
    lines += [",\n".join(json.dumps(one, sort_keys=True, separators=(",", ":")) for one in held["records"])]
    lines += ["]", "}}", ""]
    return sealed("\n".join(line for number, line in enumerate(lines) if line or number == len(lines) - 1))


def sealed(rest: str) -> bytes:
    """Put the first line before the others, with the checksum that fits."""
    checksum = hashlib.sha256(b"1\n" + rest.encode()).hexdigest()
    return f'{{"format":"trainer-export","version":1,"checksum":"sha256:{checksum}",\n{rest}'.encode()


def _items(texts_: Mapping[str, str]) -> str:
    return ",\n".join(f"{json.dumps(name)}:{json.dumps(text)}" for name, text in sorted(texts_.items()))


def compared(export: Export, store: Store) -> Comparison:
    """Compare an export with what a store holds."""
    return compare(export, store.everything(), find(store.root, HastyFs()))


def taken_in(raw: bytes, store: Store) -> Comparison:
    """Import as `trainer import --yes` does."""
    export = parse(raw)
    found = compared(export, store)
    if not found.empty:
        store.incoming().bring(found.fresh, texts(found, export.own), lambda number, of: None)
    return found


def tree(root: Path, *without: str) -> dict[str, bytes]:
    """Return every file under a directory that counts, with what it holds."""
    files = (path for path in root.rglob("*") if path.is_file())
    found = {str(path.relative_to(root)): path for path in files}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(("local/", *without))}


def put(path: Path, text: str) -> Path:
    """Write a file and the folder it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


# A life


def live(home: Home, steps: list[str]) -> None:
    """Live through steps; what the trainer refuses just does not happen."""
    coach = home.coach()
    coach.change(AT_ONCE)
    for step in steps:
        with suppress(TrainerError):
            STEPS[step](home, coach)
        if step in {"another machine", "own exercise", "own routine"}:
            coach = home.coach()
        home.clock.jump(3 * 3600)


def _train(home: Home, coach: Coach) -> None:
    coach.care.check_in(CheckIn(at=home.clock.now(), pain=2, symptoms=frozenset()))
    run = start(coach.begin(named("back-stretches")))
    home.finish(run)
    run.rate(exertion=5, note="gut – besser")


def _stop(home: Home, coach: Coach) -> None:
    coach.care.check_in(CheckIn(at=home.clock.now(), pain=3, symptoms=frozenset()))
    run = start(coach.begin(named("bridge")))
    home.reach(run, 1)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    home.finish(run)


def _walk(home: Home, coach: Coach) -> None:
    keep(coach, remember(coach, Entry(thing=find_thing(coach.library, "walk"), minutes=20, note="windy – 5 °C")))


def _correct(home: Home, coach: Coach) -> None:
    for last in coach.store.history()[-1:]:
        coach.store.save(replace(last, body={**last.body, "note": f"corrected {home.clock.now()}"}))


def _move(home: Home, coach: Coach) -> None:
    for last in coach.store.history()[-1:]:
        coach.store.save(replace(last, at=last.at - timedelta(days=40)))


def _remove(home: Home, coach: Coach) -> None:
    for first in coach.store.history()[:1]:
        coach.store.save(replace(first, deleted=True))


def _strange(home: Home, coach: Coach) -> None:
    now = home.clock.now()
    coach.store.save(record(f"strange {now}", "from-the-future", now, {"deep": [{"x": 0.1}], "\x1b[31m": "a\u202eb"}))


FREE = {day: (Slot(at=time(7, 0), minutes=30),) for day in ("mon", "wed", "fri")}
STEPS: Mapping[str, Callable[[Home, Coach], object]] = {
    "train": _train,
    "stop": _stop,
    "walk": _walk,
    "correct": _correct,
    "move": _move,
    "remove": _remove,
    "strange": _strange,
    "flare up": lambda home, coach: coach.care.check_in(
        CheckIn(at=home.clock.now(), pain=7, symptoms=frozenset({Symptom.FLARE_UP}), day=home.clock.now().date())
    ),
    "spasm": lambda home, coach: coach.care.check_in(
        CheckIn(at=home.clock.now(), pain=8, symptoms=frozenset({Symptom.SPASM}))
    ),
    "clear": lambda home, coach: coach.care.clear("bridge", on=date(2026, 11, 19), clinician=True, why="he said so"),
    "tell": lambda home, coach: coach.care.tell(knee_pain=True, equipment=frozenset({Equipment.WALL})),
    "untell": lambda home, coach: coach.care.tell(knee_pain=False),
    "be free": lambda home, coach: coach.care.tell(free=FREE),
    "plan": lambda home, coach: Desk(coach).take(Desk(coach).first(_monday(home))),
    "plan next": lambda home, coach: Desk(coach).take(Desk(coach).first(_monday(home) + timedelta(days=7))),
    "undo plan": lambda home, coach: Desk(coach).undo(_monday(home)),
    "later": lambda home, coach: home.clock.jump(9 * 24 * 3600),
    "another machine": lambda home, coach: forget_machine(home.root),
    "own exercise": lambda home, coach: put(home.root / "exercises/calf-stretch.toml", CALF),
    "own routine": lambda home, coach: put(home.root / "routines/my-morning.toml", MORNING),
    "broken file": lambda home, coach: put(home.root / "exercises/broken.toml", "no toml\r\n\ttab – ü"),
}
"""What can happen in a life, one thing a step."""


def _monday(home: Home) -> date:
    day = home.clock.now().date()
    return day - timedelta(days=day.weekday())
