import ast
from pathlib import Path

import pytest

PIPELINE = sorted((Path(__file__).parent.parent / "pipeline").rglob("*.py"))
BELOW = [path for path in PIPELINE if path.parent.name != "commands"]


@pytest.mark.parametrize("path", BELOW, ids=lambda path: path.stem)
def test_no_room_knows_the_command_line(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    assert not imported & {"cli", "click"}


@pytest.mark.parametrize("path", PIPELINE, ids=lambda path: path.stem)
def test_nothing_below_the_command_line_prints(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert not any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)
