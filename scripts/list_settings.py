"""Write docs/settings.md and docs/publish.schema.json anew, from the declarations of the options.

Usage: python scripts/list_settings.py
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from pipeline.config.loading import ENVIRONMENT, TABLES
from pipeline.config.option_descriptions import default_of, options, readable, words_of
from pipeline.config.schema import schema

DOCS = Path(__file__).parents[1] / "docs"
PAGE, SCHEMA = DOCS / "settings.md", DOCS / "publish.schema.json"
HEAD = """# Settings

An option stands on the command line, in the environment, or in `publish.toml` in the folder where a command is started; the
first of these that says something counts. Lists are written with commas, in `publish.toml` as lists too. An empty variable says
nothing. Every fault of all places is told at once.

Editors that know JSON Schema complete and check the file when its first line is `#:schema publish.schema.json` and
[publish.schema.json](publish.schema.json) lies beside it. `python scripts/list_settings.py` writes both from the declarations.

## Options

| in publish.toml | in the environment | default | |
| --- | --- | --- | --- |
"""
TABLES_HEAD = """
## Tables

A key never stands in the file: `key_variable` names the environment variable that holds it. One that `publish` needs and lacks is told with all other faults.
"""
WHERE = {
    "limits": "limits.ENGINE",
    "voices": "voices.LANGUAGE",
    "site": "site",
}
"""Tables that stand in the file by engine or language."""
WITHIN = {"casts", "site_words", *TABLES} - {"voices", "site"}


def main() -> None:
    """Write both files."""
    PAGE.write_text(page(), "utf-8")
    SCHEMA.write_text(schema_file(), "utf-8")


def page() -> str:
    """The page as Markdown."""
    rows = [
        f"| `{name}` | `{ENVIRONMENT[name]}` | {_default(each.default)} | {each.words} |"
        for name, each in options().items()
        if name not in WITHIN
    ]
    tables = (line for name, kind in TABLES.items() for line in _table(name, kind))
    return HEAD + "\n".join(rows) + "\n" + TABLES_HEAD + "\n".join(tables) + "\n"


def schema_file() -> str:
    """The schema as JSON."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _table(name: str, kind: type) -> Iterator[str]:
    yield f"\n### `[{WHERE.get(name, name)}]`\n\n{' '.join((kind.__doc__ or '').split())}\n"
    yield "| option | default | |\n| --- | --- | --- |"
    words = words_of(kind)
    for field in fields(kind):
        yield f"| `{field.name}` | {_default(readable(default_of(field)))} | {words.get(field.name, '')} |"


def _default(value: str) -> str:
    return f"`{value}`" if value else ""


if __name__ == "__main__":
    main()
