"""The themes: dark, light, and the terminal's own colours; every style variable is set here and nowhere else."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

from trainer.core.exercise import Kind
from trainer.core.settings import Look, Settings

KIND_STYLES = {
    Kind.STRETCH: "$stretch",
    Kind.STRENGTHEN: "$strengthen",
    Kind.ACTIVITY: "$activity",
    Kind.RELAX: "$relax",
}
"""The colour of each kind of work; a sign always stands beside it."""


def _variables(
    stretch: str,
    strengthen: str,
    activity: str,
    relax: str,
    stop: str,
    alarm: str,
    muted: str,
    rule: str,
    ink: str,
    quiet: str,
    on_quiet: str,
) -> dict[str, str]:
    return {
        "stretch": stretch,
        "strengthen": strengthen,
        "activity": activity,
        "relax": relax,
        "stop": stop,
        "alarm": alarm,
        "muted": muted,
        "rule": rule,
        "on-band": ink,
        "band-quiet": quiet,
        "on-band-quiet": on_quiet,
        "block-cursor-blurred-background": quiet,
    }


THEMES = {
    Look.DARK: Theme(
        name="trainer-dark",
        primary="#6cc3b5",
        secondary="#7fb4e6",
        accent="#6cc3b5",
        foreground="#d9dfe5",
        background="#12161b",
        surface="#12161b",
        panel="#1c232b",
        warning="#e6b873",
        error="#f07a72",
        success="#8fcf8f",
        dark=True,
        variables=_variables(
            "#7fb4e6",
            "#e6b873",
            "#8fcf8f",
            "#b9a5e3",
            "#f07a72",
            "#c4372d",
            "#8a96a3",
            "#2f3a45",
            "#0d1115",
            "#2a343e",
            "#d9dfe5",
        ),
    ),
    Look.LIGHT: Theme(
        name="trainer-light",
        primary="#0f766a",
        secondary="#1d62a8",
        accent="#0f766a",
        foreground="#1c2227",
        background="#fbfaf7",
        surface="#fbfaf7",
        panel="#eeece6",
        warning="#8a5a00",
        error="#b3261e",
        success="#2b6e2f",
        dark=False,
        variables=_variables(
            "#1d62a8",
            "#8a5a00",
            "#2b6e2f",
            "#6a4ba3",
            "#b3261e",
            "#b3261e",
            "#66707a",
            "#cfcabf",
            "#ffffff",
            "#dedad0",
            "#1c2227",
        ),
    ),
    Look.TERMINAL: Theme(
        name="trainer-terminal",
        ansi=True,
        primary="ansi_cyan",
        secondary="ansi_blue",
        accent="ansi_cyan",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        dark=True,
        variables={
            **_variables(
                "ansi_blue",
                "ansi_yellow",
                "ansi_green",
                "ansi_magenta",
                "ansi_red",
                "ansi_red",
                "ansi_bright_black",
                "ansi_bright_black",
                "ansi_black",
                "ansi_white",
                "ansi_black",
            ),
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "border-blurred": "ansi_bright_black",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_cyan",
            "block-cursor-blurred-foreground": "ansi_black",
            "input-cursor-background": "ansi_white",
            "input-cursor-foreground": "ansi_black",
            "input-selection-background": "ansi_blue",
            "input-selection-foreground": "ansi_white",
            "screen-selection-background": "ansi_blue",
            "screen-selection-foreground": "ansi_white",
        },
    ),
}
"""One theme for each look."""


def theme_of(app: App[Any], settings: Settings) -> Theme:
    """Return the theme the person chose; where no colours are wanted at all, the one that rests on none."""
    return THEMES[Look.TERMINAL if app.no_color else settings.shown]


def wear(app: App[Any], settings: Settings) -> None:
    """Dress a running app as the person chose; over a slow line nothing moves."""
    app.theme = theme_of(app, settings).name
    if settings.slow:
        app.animation_level = "none"
