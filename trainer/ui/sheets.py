"""Where the style sheets are; each screen names its own."""

from trainer.resources import styles_path

SHEETS = styles_path()
"""The folder of the sheets."""
