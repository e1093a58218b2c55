"""Logging from a page: the dialog, and taking back what was kept by it last."""

from __future__ import annotations

from trainer.core.log import Remembered
from trainer.errors import TrainerError
from trainer.ui.screens.page import Page


class Logging:
    """What was logged from a page, as long as nothing else was done on it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._last: Remembered | None = None

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._last is not None

    def ask(self) -> None:
        """Keep what one did elsewhere."""
        from trainer.ui.screens.log import LogScreen

        def kept(one: Remembered | None) -> None:
            self._last = one or self._last
            self._page.fill()

        self._page.app.push_screen(LogScreen(self._page.coach), kept)

    def undo(self) -> None:
        """Take back what was logged last."""
        from trainer.late import take_back

        if self._last is None:
            return
        try:
            take_back(self._page.coach, self._last)
        except TrainerError as error:
            self._page.notify(error.sentence, severity="warning", markup=False)
        else:
            self._page.notify(f"{self._last.what.name} is taken back.", markup=False)
        self._last = None
        self._page.fill()

    def forget(self) -> None:
        """Leave it as it is: something else was done since."""
        self._last = None
