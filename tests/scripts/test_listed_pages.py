"""The pages of the guides that are written from the code are those that it gives, and leave nothing out."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import pipeline
from cli import cli
from pipeline.validation.findings import rules

SCRIPTS = Path(__file__).parents[2] / "scripts"
ELSEWHERE = {"list_languages", "list_settings"}
"""Those whose pages have tests of their own."""
LISTS = sorted({path.stem for path in SCRIPTS.glob("list_*.py")} - ELSEWHERE)

Script = Callable[[str], Any]


def commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its whole name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")


@pytest.mark.parametrize("name", LISTS)
def test_the_page_is_up_to_date(script: Script, name: str) -> None:
    module = script(name)
    assert module.PLACE.read_text("utf-8") == module.page(), f"Run: python scripts/{name}.py"


@pytest.mark.parametrize("command", dict(commands(cli)))
def test_every_command_has_a_section_with_all_that_it_takes(script: Script, command: str) -> None:
    of_page = re.split(r"^#+ ", script("list_commands").page(), flags=re.MULTILINE)
    (section,) = (each for each in of_page if each.startswith(f"{command}\n"))
    for option in dict(commands(cli))[command].params:
        if isinstance(option, click.Option) and not option.hidden:
            assert f"`{max(option.opts, key=len)}" in section
            assert option.help
            assert option.help.split()[0] in section


def test_every_rule_of_the_checks_has_one_row(script: Script) -> None:
    page = script("list_checks").page()
    assert all(page.count(f"| {number} |") == 1 for number in rules())


def test_what_other_programs_call_is_listed_with_what_it_takes(script: Script) -> None:
    page = script("list_api").page()
    for name in set(pipeline.__all__) - {"Settings"}:
        section = page.partition(f"### {name}\n")[2].partition("### ")[0]
        for parameter in inspect.signature(getattr(pipeline, name)).parameters:
            assert f"{parameter}: " in section


def test_every_script_has_a_row(script: Script) -> None:
    rows = set(re.findall(r"^\| `(\w+\.py)` \| \S", script("list_scripts").page(), re.MULTILINE))
    assert {"ear.py", "bench_join.py", "list_scripts.py", "simulate_cluster.py"} < rows
    assert rows == {
        path.name for path in SCRIPTS.glob("*.py") if 'if __name__ == "__main__"' in path.read_text()
    }


def test_bars_and_signs_of_markup_are_shown_as_they_stand(script: Script) -> None:
    tables = script("markdown_tables")
    told = tables.table(("a",), [(tables.plain("DIR|URL <b> and *all*"),)])
    assert told.splitlines()[2] == "| DIR\\|URL &lt;b> and \\*all\\* |"
