"""Moving: whether figures are shown here, and whether they may move."""

from __future__ import annotations

from typing import Any

from textual.app import App

from trainer.coach import Coach
from trainer.core.settings import Figures, Settings
from trainer.ui.screens.asked import far


def shows(settings: Settings) -> bool:
    """Whether figures are shown."""
    return settings.figures is not Figures.NONE


def moves(app: App[Any], coach: Coach) -> bool:
    """Whether figures may move: not over a slow line, or one that may be slow, nor where nothing shall move."""
    settings = coach.settings
    if settings.slow or far(settings) or app.animation_level == "none":
        return False
    return settings.figures is Figures.MOVING
