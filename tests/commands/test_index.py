"""The list of commands, which is shown before any of them is loaded."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import cli
from pipeline.commands.index import SUMMARIES

COMMANDS = Path(__file__).parents[2] / "pipeline" / "commands"


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_listed_command_is_there_and_its_line_fits(name: str) -> None:
    assert len(SUMMARIES[name]) < 70
    done = CliRunner().invoke(cli, [name, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith(f"Usage: cli {name} ")


def test_every_command_is_listed() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in COMMANDS.glob("*.py")}
    defined = {
        name for name, text in texts.items() if re.search(r"^@click\.(command|group)\(", text, re.MULTILINE)
    }
    assert defined == set(SUMMARIES)


def test_a_name_that_is_none_is_refused_with_the_way_to_the_list() -> None:
    done = CliRunner().invoke(cli, ["pubish"])
    assert done.exit_code == 2
    assert "No such command 'pubish'" in done.output
    assert "-h" in done.output.split("Error")[0]


def test_the_list_is_shown_without_loading_a_setting_or_a_stage() -> None:
    looked_up = (
        "import sys; from click.testing import CliRunner; from cli import cli; "
        "assert 'publish' in CliRunner().invoke(cli, ['--help']).output; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", looked_up], cwd=COMMANDS.parents[1], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[1] for name in done.stdout.split() if name.startswith("pipeline.")}
    assert loaded <= {"commands", "document", "errors", "infra"}
