"""A personal trainer for the back that lives in the terminal."""

__version__ = "0.1.0"
