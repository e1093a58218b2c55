"""The house's own rules, where no linter holds them: what is imported when, what files may say, what styles name."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import textual.widgets
from textual.css.model import RuleSet, SelectorType
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.dom import DOMNode
from textual.theme import Theme

import trainer
from trainer.cli import trainer as command_line
from trainer.resources import styles_path
from trainer.ui.theme import THEMES

ROOT = Path(__file__).parents[1]
SHEETS = sorted(styles_path().glob("*.tcss"))
MOST_LINES = 300
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "python", "org"),
        ("anaconda", "org"),
        ("npmjs", "com"),
        ("npmjs", "org"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("golang", "org"),
        ("debian", "org"),
        ("ubuntu", "com"),
        ("ghcr", "io"),
        ("docker", "io"),
    )
)
"""Hosts of package registries, put together so that this file does not name one."""
PLACES = ("/" + "work/", "/" + "root/", ".." + "/shared")
"""Where this was written: places that are on no other machine."""
RUN = """
import sys
from trainer.cli import main
try:
    main()
finally:
    sys.stdout = sys.stderr
    print("imported:", *sorted(name for name in ("textual", "rich") if name in sys.modules))
"""


def files() -> list[Path]:
    """Return every file that is, or may come to be, in the repository; in an unpacked sdist, every file."""
    if not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file() and not set(path.parts) & {".venv", "__pycache__"}]
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        yield str(path.relative_to(ROOT)), path.read_text(errors="replace")


def modules() -> list[Path]:
    return sorted((ROOT / "trainer").rglob("*.py"))


# What is imported when


@pytest.mark.parametrize(
    "words",
    [
        "",
        "--version",
        "--help",
        "library list",
        "library list --json",
        "library show bridge",
        "library check",
        "history",
        "today",
        "today --short",
        "plan",
        "plan make",
        "doctor",
    ],
)
def test_textual_is_not_imported_before_a_screen_opens(words: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words.split()],
        cwd=ROOT,
        env={"TRAINER_DATA": str(tmp_path), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "imported:"), done.stderr


# What files may say


@pytest.mark.parametrize("needle", [*REGISTRIES, *PLACES])
def test_no_file_names_a_registry_or_a_place_of_one_machine(needle: str) -> None:
    assert [name for name, text in texts() if needle in text.casefold()] == []


def test_no_arrow_is_hidden_from_the_import_contracts() -> None:
    needle = "TYPE_" + "CHECKING"
    assert [name for name, text in texts() if name.endswith(".py") and needle in text] == []


def test_a_module_is_of_one_idea_and_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    assert {name: count for name, count in lengths.items() if count > MOST_LINES} == {}


# What styles name


def variables(theme: Theme) -> dict[str, str]:
    """Return the variables that sheets may use with a theme, as the app puts them together."""
    return {**theme.to_color_system().generate(), **theme.variables}


def rules(sheet: Path, theme: Theme) -> list[RuleSet]:
    """Read a sheet as Textual does; an unknown variable raises."""
    known = tokenize_values(variables(theme))
    return list(parse("", sheet.read_text(), (str(sheet), ""), variable_tokens=known))


def type_names(sheet: Path) -> set[str]:
    return {
        selector.name
        for rule in rules(sheet, next(iter(THEMES.values())))
        for found in rule.selector_set
        for selector in found.selectors
        if selector.type is SelectorType.TYPE
    }


def widget_names() -> set[str]:
    """Return the names that a type selector may have: every class of ours and Textual's that can be on a screen."""
    for package in (trainer, textual.widgets):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    found_classes: set[type] = set()
    waiting: list[type] = [DOMNode]
    while waiting:
        kind = waiting.pop()
        if kind not in found_classes and kind.__module__.startswith(("trainer.", "textual.")):
            found_classes.add(kind)
            waiting += kind.__subclasses__()
    return {kind.__name__ for kind in found_classes}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_each_type_in_a_sheet_is_a_widget(sheet: Path) -> None:
    assert type_names(sheet) - widget_names() == set()


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_each_variable_of_a_sheet_is_defined_in_every_theme(sheet: Path, theme: Theme) -> None:
    used = set(re.findall(r"\$([\w-]+)", sheet.read_text()))
    assert used - set(variables(theme)) == set()
    assert rules(sheet, theme)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_each_variable_that_text_is_coloured_with_is_defined_in_every_theme(theme: Theme) -> None:
    screens = [path for path in modules() if "ui" in path.parts]
    used = {name for path in screens for name in re.findall(r'["\s]\$([a-z][a-z-]*)"', path.read_text())}
    assert used - set(variables(theme)) == set()


def test_each_sheet_is_named_as_a_module_with_a_screen() -> None:
    screens = {path.stem for path in (ROOT / "trainer" / "ui" / "screens").glob("*.py")}
    assert {sheet.stem for sheet in SHEETS} - screens == {"app"}


# What the README promises


def snippets() -> list[str]:
    """Return the README's code: each line of a block, and each span in running text."""
    text = (ROOT / "README.md").read_text()
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`]+)`", prose)


def asked() -> list[tuple[str, ...]]:
    """Return the words after each `trainer` that is called in the README's code, up to the first blank column."""
    calls = (found for line in snippets() for found in re.findall(r"(?:^|\s)trainer\b((?: [^\s`]+)*)", line))
    return sorted({tuple(call.split()) for call in calls})


def resolve(words: tuple[str, ...]) -> tuple[click.Command, tuple[str, ...]]:
    """Return the command that words call, and the words it is given."""
    command: click.Command = command_line
    while words and isinstance(command, click.Group) and not words[0].startswith(("-", "[")):
        assert words[0] in command.commands, f"there is no '{words[0]}' in 'trainer {' '.join(words)}'"
        command, words = command.commands[words[0]], words[1:]
    return command, words


def test_the_readme_calls_the_command_line() -> None:
    assert len(asked()) > 5


@pytest.mark.parametrize("words", asked(), ids=" ".join)
def test_each_command_of_the_readme_is_there(words: tuple[str, ...]) -> None:
    resolve(words)


def test_each_option_the_readme_gives_to_a_command_is_there() -> None:
    missing = []
    for line in snippets():
        called = re.match(r"trainer((?: \S+)*)", line)
        command, _ = resolve(tuple(called[1].split())) if called else (command_line, ())
        known = {option for command_ in (command, command_line) for one in command_.params for option in one.opts}
        if called or re.match(r"--\w", line):
            missing += [
                f"{line}: {one}" for one in re.findall(r"--[a-z][a-z-]*", line) if one not in {*known, "--help"}
            ]
    assert missing == []


def test_each_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text()
    assert [path for path in _commands("trainer", command_line) if path not in text] == []


def _commands(path: str, command: click.Command) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _commands(f"{path} {name}", inner)
    else:
        yield path


def test_each_target_of_make_that_the_readme_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = {target for line in snippets() for target in re.findall(r"(?:^|\s)make ([a-z]+)", line)}
    assert targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
