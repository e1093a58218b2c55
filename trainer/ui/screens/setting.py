"""A setting: one line of the person's choices, its value in words, the way to the next one, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from trainer.core.settings import Settings
from trainer.errors import NotSavedError
from trainer.ui.screens.page import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the settings: its name, its present value in words, and the settings with the next value."""

    name: str
    said: Callable[[Settings], str]
    turn: Callable[[Settings, int], Settings]
    about: str = ""
    """What it means, where its name does not say it all."""


def on(value: bool) -> str:
    """Say whether something is on."""
    return "on" if value else "off"


def beside(values: Sequence[T], value: T, by: int) -> T:
    """Return the value so many places on, coming round at the ends."""
    return values[(values.index(value) + by) % len(values)]


def keep(page: Page, settings: Settings) -> None:
    """Keep settings; what could not be written is kept in memory, and said."""
    try:
        page.coach.change(settings)
    except NotSavedError as error:
        page.notify(error.sentence, severity="warning", markup=False)
