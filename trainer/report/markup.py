"""Markup: elements of a page from values; every text is cleaned and escaped here, and nowhere else."""

from __future__ import annotations

from html import escape

from trainer.core.text import clean

VOID = frozenset({"meta"})
"""Elements that have no end tag."""


class Markup(str):
    """Text that is markup already; any other text is escaped where it comes in."""

    __slots__ = ()


Child = str | Markup | None
"""What an element may hold; None is nothing."""


def text(value: str) -> Markup:
    """Make text fit for a page: nothing hostile, one line, and no sign that is markup."""
    return Markup(escape(clean(value, newlines=False), quote=True))


def tag(element: str, /, *children: Child, **attributes: str | float | None) -> Markup:
    """Make an element; an attribute's `_` is `-`, a last one is dropped (`class_`), and None leaves it out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if element in VOID:
        return Markup(f"<{element}{said}>")
    return Markup(f"<{element}{said}>{joined(*children)}</{element}>")


def joined(*children: Child, by: str = "") -> Markup:
    """Put children one after the other."""
    return Markup(by.join(_child(child) for child in children if child is not None))


def theirs(value: str) -> Markup:
    """Set apart what a person wrote, whichever way their script runs."""
    return tag("bdi", value, dir="auto")


def _child(value: Child) -> str:
    return value if isinstance(value, Markup) else text(value or "")


def _value(value: str | float) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return text(str(value))
