"""Memory: the terminal shows the same picture although what it shows already is not written again."""

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.test_thrift import RESET, STYLES
from trainer.ui.memory import Memory
from trainer.ui.thrift import CONSOLE, thrift

WIDE, HIGH = 24, 8


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Draw a piece of a row as Textual writes it: a move, then runs in styles that end where the row does."""
    y, x = draw(st.integers(1, HIGH)), draw(st.integers(1, WIDE))
    room = WIDE - x + 1
    out = f"\x1b[{y};{x}H"
    while room > 0 and draw(st.booleans()):
        text = draw(st.text(alphabet="ab █━⚠", min_size=1, max_size=min(6, room)))
        style = draw(st.sampled_from(["", *STYLES]))
        out += f"{style}{text}{RESET}" if style else text
        room -= len(text)
    return out + draw(st.sampled_from(["", "\x1b[1;1H\r\n", "\x07"]))


frames = st.lists(
    st.one_of(
        st.lists(lines(), max_size=6).map(lambda rows: "\x1b[?2026h" + "".join(rows) + "\x1b[1;1H\x1b[?2026l"),
        st.just("\x1b[2J"),
        st.just("\x1b]0;title\x07"),
    ),
    max_size=8,
)


def picture(frames: list[str]) -> list[list[object]]:
    screen = pyte.Screen(WIDE, HIGH + 2)
    stream = pyte.Stream(screen)
    for frame in frames:
        stream.feed(frame)
    return [[screen.buffer[y][x] for x in range(WIDE)] for y in range(HIGH + 2)]


@given(frames)
def test_the_picture_stays_the_same(frames: list[str]) -> None:
    memory = Memory()
    assert picture([thrift(memory.new(frame)) for frame in frames]) == picture(frames)


def test_what_is_there_already_is_not_written_again() -> None:
    memory = Memory()
    frame = f"\x1b[2;3H{STYLES[0]}twenty{RESET}\x1b[3;3Hplain"
    assert "twenty" in memory.new(frame)
    assert thrift(memory.new(frame)) == "\x1b[3;8H"
    assert thrift(memory.new(frame.replace("twenty", "twelve"))) == f"\x1b[2;6H{STYLES[0]}lve\x1b[3;8H{RESET}"


def test_another_style_is_another_cell() -> None:
    memory = Memory()
    memory.new(f"\x1b[2;3H{STYLES[0]}a{RESET}")
    assert "a" in memory.new(f"\x1b[2;3H{STYLES[1]}a{RESET}")


def test_after_a_resize_or_another_screen_everything_is_written_anew() -> None:
    memory = Memory()
    memory.new("\x1b[2;3Habc")
    memory.forget()
    assert "abc" in memory.new("\x1b[2;3Habc")
    memory.new("\x1b[?1049h")
    assert "abc" in memory.new("\x1b[2;3Habc")


def test_of_what_may_be_two_cells_wide_nothing_is_remembered() -> None:
    memory = Memory()
    memory.new("\x1b[2;3H⚠ take care\x1b[3;3Hbelow")
    again = memory.new("\x1b[2;3H⚠ take care\x1b[3;3Hbelow")
    assert "⚠ take care" in again
    assert "below" not in again


def test_the_linux_console_gets_signs_it_has() -> None:
    assert "↔ ▲ ● ☾ ✓ … ━ █▀▄".translate(CONSOLE) == "= ^ * z + . ▄ █▀▄"
