"""Thrift: the same picture in fewer bytes, whatever Textual writes."""

import pyte
from hypothesis import given
from hypothesis import strategies as st

from trainer.ui.thrift import thrift

RESET = "\x1b[0m"
STYLES = ["\x1b[38;2;108;195;181;48;2;18;22;27m", "\x1b[1;38;2;9;9;9m", "\x1b[7m", "\x1b[31;44m"]

runs = st.tuples(st.sampled_from(["", *STYLES]), st.text(alphabet="ab █━", max_size=6)).map(
    lambda run: f"{run[0]}{run[1]}{RESET}" if run[0] else run[1]
)
moves = st.tuples(st.integers(1, 8), st.integers(1, 20)).map(lambda at: f"\x1b[{at[0]};{at[1]}H")
others = st.sampled_from(["\x1b[?2026h", "\x1b[?2026l", "\x1b[?25l", "\x1b[2J", "\x1b]0;title\x07", "\r", "\x07"])
pieces = st.one_of(runs, moves, moves, st.just("\r\n"), others)
frames = st.lists(st.lists(pieces, max_size=12).map("".join), max_size=4)


def picture(frames: list[str]) -> list[object]:
    screen = pyte.Screen(24, 40)
    stream = pyte.Stream(screen)
    for frame in frames:
        # Textual homes the cursor after each frame.
        stream.feed("\x1b[1;1H" + frame)
    cells = [[screen.buffer[y][x] for x in range(24)] for y in range(40)]
    return [*cells, screen.cursor.x, screen.cursor.y, screen.cursor.attrs]


@given(frames)
def test_the_picture_stays_the_same(frames: list[str]) -> None:
    assert picture([thrift("\x1b[1;1H" + frame) for frame in frames]) == picture(["\x1b[1;1H" + f for f in frames])


@given(frames)
def test_it_never_writes_more(frames: list[str]) -> None:
    assert all(len(thrift(frame)) <= len(frame) for frame in frames)


def test_rows_of_one_style_cost_little_more_than_their_text() -> None:
    row = f"{STYLES[0]}███{RESET}"
    frame = f"\x1b[4;42H{row}\x1b[4;45H\r\n\x1b[5;42H{row}\x1b[5;45H"
    assert thrift(frame) == f"\x1b[4;42H{STYLES[0]}███\x1b[5;42H███\x1b[5;45H{RESET}"


def test_a_style_set_for_nothing_is_left_out() -> None:
    assert thrift(f"a{STYLES[0]}{RESET}b") == "ab"


def test_what_it_does_not_know_passes_in_its_place() -> None:
    assert thrift(f"\x1b[?2026h{STYLES[2]}x{RESET}\x1b[?2026l") == f"\x1b[?2026h{STYLES[2]}x{RESET}\x1b[?2026l"
