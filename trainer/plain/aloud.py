"""Aloud: our words made fit to be heard; no sign is left that a screen reader would spell out or pass over."""

from __future__ import annotations

import re
from collections.abc import Callable

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY = {name[:3]: name for name in _DAYS}
_MONTH = {name[:3]: name for name in _MONTHS}
_UNITS = {"s": "second", "min": "minute", "h": "hour"}

_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\s*\n\s*"), " "),
    (re.compile(r"\s*\[ours\]"), " This line is ours, from no handout."),
    (re.compile(r"\s*\[([^\[\]]+)\]"), r" This is from \1."),
    (re.compile(r"\b1 × "), "once "),
    (re.compile(r"(\d) × "), r"\1 times "),
    (re.compile(r"\s*×\s*"), " times "),
    (re.compile(r"(\d) ?– ?(\d)"), r"\1 to \2"),
    (
        re.compile(r"\b(\d+) (s|min|h)\b"),
        lambda found: _counted(int(found[1]), _UNITS[found[2]]),
    ),
    (re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"), lambda found: _DAY[found[1]]),
    (
        re.compile(rf"\b(\d\d?) ({'|'.join(_MONTH)})\b"),
        lambda found: f"{found[1]} {_MONTH[found[2]]}",
    ),
    (re.compile(r" \(([^()]*)\)"), r", \1"),
    (re.compile(r"\s*(?: [–—·]|·|…)\s+"), ", "),
    (re.compile(r"[–—]"), "-"),
    (re.compile(r"\s*…"), ""),
    (re.compile(r"[’‘]"), "'"),
    (re.compile(r"\s{2,}"), " "),
)


def aloud(text: str) -> str:
    """Say a text as one reads it aloud: `3 × 10 s` becomes `3 times 10 seconds`."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text.strip()


def seconds(value: float) -> str:
    """Say a time in full: `15 seconds`, `2 minutes 30 seconds`."""
    minutes, rest = divmod(max(0, round(value)), 60)
    parts = (_counted(minutes, "minute") if minutes else "", _counted(rest, "second") if rest or not minutes else "")
    return " ".join(part for part in parts if part)


def opening(text: str) -> str:
    """Begin with a capital letter and end with a full stop, as a sentence does."""
    text = text.strip()
    ended = text if not text or text[-1] in ".?!:" else f"{text}."
    return ended[:1].upper() + ended[1:]


def sentences(*texts: str) -> str:
    """Put texts together as sentences; empty ones are left out."""
    return " ".join(opening(text) for text in texts if text.strip())


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
