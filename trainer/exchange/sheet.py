"""The sheet: the history as CSV for spreadsheets (RFC 4180, UTF-8), one row for each session, bout and check-in.

The columns:

- `date`, `time`: when it began, on the clock there was then
- `kind`: `session`, `activity` or `check-in`
- `name`: the routine, exercise or activity
- `minutes`: of a bout, or from a session's beginning to its end
- `work_seconds`: of a session, seconds of work held in all
- `done`, `planned`: of a session, how many exercises were done as planned, and how many there were
- `left_out`: of a session, the names of the exercises that were skipped or not reached, parted by semicolons as all
  names are
- `stopped`: the names of the exercises that were stopped for what was felt; of a bout, its own name where it was
- `hurt_later`: of a session, the names of the exercises that hurt after it
- `exertion`: 1 to 10
- `pain`: 0 to 10; after a session, or as a check-in told it
- `helpful`: of a session, the names of the exercises that helped
- `symptoms`: what a check-in told; empty where that was nothing new
- `note`: the person's own
- `id`: as `history --json` has it

What was not said is an empty cell. Text that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from trainer.core.course import Status
from trainer.core.log import Remembered, SessionLog, SetAside, stops_of
from trainer.core.text import clean
from trainer.exchange.answers import NONE, Asked, Past

COLUMNS = (
    "date",
    "time",
    "kind",
    "name",
    "minutes",
    "work_seconds",
    "done",
    "planned",
    "left_out",
    "stopped",
    "hurt_later",
    "exertion",
    "pain",
    "helpful",
    "symptoms",
    "note",
    "id",
)
_FORMULA = frozenset("=+-@")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Kinds of characters that a spreadsheet may pass over before it looks for a formula."""
_WITHIN = re.compile(r"([;|\n]\s*)(?=[=+@]|-[\w(])")
"""Where a cell would begin in a spreadsheet that parts cells or rows in another way, and a formula with it."""

Cell = str | int | None


def history(values: Iterable[Past], hurt: Mapping[str, Sequence[SetAside]] = NONE) -> bytes:
    """Give the history as a file for spreadsheets: the names of the columns, then a row for each, in this order."""
    file = io.StringIO(newline="")
    rows = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\r\n")
    rows.writeheader()
    for value in values:
        cells = _asked(value) if isinstance(value, Asked) else _remembered(value, hurt.get(value.id, ()))
        rows.writerow({"date": f"{value.at:%Y-%m-%d}", "time": f"{value.at:%H:%M}", "id": harmless(value.id), **cells})
    return file.getvalue().encode()


def harmless(text: str) -> str:
    """Return text from outside as a cell that no spreadsheet takes for a formula: an apostrophe stands before it."""
    plain = clean(text.replace("\r\n", "\n"))
    if _begins_formula(text) or _begins_formula(plain):
        plain = f"'{plain}"
    return _WITHIN.sub(r"\1'", plain)


def _begins_formula(text: str) -> bool:
    """Whether it begins as a formula does, also after what is not seen, and in wide letters."""
    if text[:1] in {"\t", "\r"}:
        return True
    first = next((char for char in text if unicodedata.category(char) not in _UNSEEN), "")
    return unicodedata.normalize("NFKC", first)[:1] in _FORMULA


def _remembered(value: Remembered, hurt: Sequence[SetAside]) -> Mapping[str, Cell]:
    what = value.what
    stopped = _listed(stop.name for stop in stops_of(value))
    said = {"name": harmless(what.name), "exertion": what.exertion, "note": harmless(what.note), "stopped": stopped}
    if not isinstance(what, SessionLog):
        return {**said, "kind": "activity", "minutes": what.minutes}
    names = {item.prescription.exercise: item.prescription.name for item in what.items}
    left_out = [item for item in what.items if item.status in {Status.SKIPPED, Status.LEFT}]
    return {
        **said,
        "kind": "session",
        "minutes": max(0, round((what.ended - value.at).total_seconds() / 60)),
        "work_seconds": round(what.seconds),
        "done": sum(item.status is Status.DONE for item in what.items),
        "planned": len(what.items),
        "left_out": _listed(names[one.prescription.exercise] for one in left_out),
        "hurt_later": _listed(names.get(one.exercise, one.exercise) for one in hurt),
        "pain": what.pain,
        "helpful": _listed(names.get(one, one) for one in what.helpful),
    }


def _asked(value: Asked) -> Mapping[str, Cell]:
    symptoms = ", ".join(sorted(symptom.value for symptom in value.told.symptoms))
    return {"kind": "check-in", "name": "Check-in", "pain": value.told.pain, "symptoms": symptoms}


def _listed(names: Iterable[str]) -> str:
    """Put names into one cell; some have commas in them."""
    return harmless("; ".join(names))
