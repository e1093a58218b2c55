"""Letters three rows high and more, drawn from half blocks: words that are read from the floor."""

from __future__ import annotations

from collections.abc import Sequence

_DRAWN = {
    "A": ("111", "101", "111", "101", "101"),
    "B": ("110", "101", "110", "101", "110"),
    "C": ("111", "100", "100", "100", "111"),
    "D": ("110", "101", "101", "101", "110"),
    "E": ("111", "100", "111", "100", "111"),
    "F": ("111", "100", "111", "100", "100"),
    "G": ("1111", "1000", "1011", "1001", "1111"),
    "H": ("101", "101", "111", "101", "101"),
    "I": ("1", "1", "1", "1", "1"),
    "J": ("001", "001", "001", "101", "111"),
    "K": ("1001", "1010", "1100", "1010", "1001"),
    "L": ("100", "100", "100", "100", "111"),
    "M": ("10001", "11011", "10101", "10001", "10001"),
    "N": ("1001", "1101", "1011", "1001", "1001"),
    "O": ("111", "101", "101", "101", "111"),
    "P": ("111", "101", "111", "100", "100"),
    "Q": ("1110", "1010", "1010", "1010", "1111"),
    "R": ("1110", "1010", "1110", "1100", "1011"),
    "S": ("111", "100", "111", "001", "111"),
    "T": ("111", "010", "010", "010", "010"),
    "U": ("101", "101", "101", "101", "111"),
    "V": ("101", "101", "101", "101", "010"),
    "W": ("10001", "10001", "10101", "11011", "10001"),
    "X": ("101", "101", "010", "101", "101"),
    "Y": ("101", "101", "111", "010", "010"),
    "Z": ("111", "001", "010", "100", "111"),
    "0": ("111", "101", "101", "101", "111"),
    "1": ("01", "11", "01", "01", "01"),
    "2": ("111", "001", "111", "100", "111"),
    "3": ("111", "001", "111", "001", "111"),
    "4": ("101", "101", "111", "001", "001"),
    "5": ("111", "100", "111", "001", "111"),
    "6": ("111", "100", "111", "101", "111"),
    "7": ("111", "001", "001", "001", "001"),
    "8": ("111", "101", "111", "101", "111"),
    "9": ("111", "101", "111", "001", "111"),
    "/": ("001", "001", "010", "100", "100"),
    ",": ("0", "0", "0", "1", "1"),
    "-": ("00", "00", "11", "00", "00"),
    " ": ("00", "00", "00", "00", "00"),
}
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
HEIGHT = 5
"""Dots from top to bottom."""


def letters(text: str, scale: int = 1) -> list[str]:
    """Draw a text; empty where it has a character that is not drawn."""
    if not text or any(char not in _DRAWN for char in text):
        return []
    rows = [[dot == "1" for dot in "0".join(_DRAWN[char][y] for char in text)] for y in range(HEIGHT)]
    return half_blocks([[dot for dot in row for _ in range(scale)] for row in rows for _ in range(scale)])


def half_blocks(dots: Sequence[Sequence[bool]]) -> list[str]:
    """Turn dots into rows of text, two dots to a row; a dot is about as wide as it is high."""
    blank = [False] * len(dots[0])
    pairs = zip(dots[::2], [*dots[1::2], blank], strict=False)
    return ["".join(_BLOCKS[cell] for cell in zip(upper, lower, strict=True)) for upper, lower in pairs]
