"""What Today asks of this week's plan: the plan itself is imported only when the first frame is painted."""

from __future__ import annotations

from typing import Protocol

from textual.content import Content
from textual.widgets.option_list import Option
from textual.worker import Worker

from trainer.run import Run


class Plan(Protocol):
    """This week's plan."""

    @property
    def is_planned(self) -> bool:
        """Whether this week has a plan."""

    @property
    def is_done(self) -> bool:
        """Whether all that was planned for today is done."""

    def read(self) -> None:
        """Read the week anew."""

    def works(self, action: str) -> bool:
        """Say whether a key that changes the plan works now."""

    def options(self, done: Content, width: int) -> list[Option]:
        """Give what is due, and how the week stands."""

    def holds(self, width: int) -> Content:
        """List what the planned session holds."""

    def invitation(self, width: int) -> Content:
        """Invite to plan the week."""

    def begin(self) -> Run:
        """Begin what is left of today's session."""

    def plan(self) -> None:
        """Plan this week."""

    def replan(self) -> None:
        """Plan what is left of the week."""

    def undo(self) -> None:
        """Take the latest change back."""

    def found(self, event: Worker.StateChanged) -> None:
        """Take what a search found."""

    def halt(self) -> None:
        """End a search."""
