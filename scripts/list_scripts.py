"""Write docs/measuring.md anew: every script of this folder, by what it says of itself.

Usage: python scripts/list_scripts.py
"""

import ast
from pathlib import Path

from markdown_tables import plain, table

SCRIPTS = Path(__file__).parent
PLACE = SCRIPTS.parent / "docs" / "measuring.md"
HEAD = """# Scripts

They stand in `scripts/` and are called as `.venv/bin/python scripts/NAME.py`; what a script takes stands at its top. Those that measure
set what we do beside another program or a goal, in the same run, and end with 1 when the goal is missed. `.ci/run` runs those that must hold.

`python scripts/list_scripts.py` writes this page from the scripts.
"""
KINDS = {
    "bench_": "What takes how long",
    "measure_": "How well something works",
    "ear": "How well it is understood",
    "fuzz_": "What breaks",
    "list_": "Pages of these guides",
    "": "Others",
}
"""By the beginning of their names; the first that fits counts."""


def main() -> None:
    """Write the page."""
    PLACE.write_text(page(), "utf-8")


def page() -> str:
    """The page as Markdown."""
    runnable = [
        each
        for each in sorted(SCRIPTS.glob("*.py"))
        if 'if __name__ == "__main__"' in each.read_text("utf-8")
    ]
    return "\n".join([HEAD, *(_section(kind, runnable) for kind in KINDS)])


def _section(kind: str, scripts: list[Path]) -> str:
    rows = [(f"`{each.name}`", plain(_summary(each))) for each in scripts if _kind(each) == kind]
    return f"## {KINDS[kind]}\n\n{table(('script', 'what it does'), rows)}"


def _kind(script: Path) -> str:
    return next(kind for kind in KINDS if script.name.startswith(kind))


def _summary(script: Path) -> str:
    """The first paragraph of what it says."""
    return (ast.get_docstring(ast.parse(script.read_text("utf-8"))) or "").split("\n\n")[0]


if __name__ == "__main__":
    main()
