"""The page of settings and the schema of publish.toml are those that the declarations give."""

import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.config.loading import load
from pipeline.config.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("list_settings", ROOT / "scripts" / "list_settings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_files_are_up_to_date(script: ModuleType) -> None:
    assert script.PAGE.read_text("utf-8") == script.page(), "Run: python scripts/list_settings.py"
    assert script.SCHEMA.read_text("utf-8") == script.schema_file(), "Run: python scripts/list_settings.py"


def test_every_option_says_what_it_does(script: ModuleType) -> None:
    schema = json.loads(script.schema_file())
    assert all(each.get("description") for name, each in schema["properties"].items() if name != "site")


@pytest.mark.parametrize(
    "text",
    [
        'to = ["ko"]\njobs = 2\n[site]\ntitle = "소식"\n[site.ko]\ntitle = "소식"\n',
        '[voices]\nfolder = "v"\n[voices.ko]\nspeed = 1.1\n[limits.google]\nattempts = 2\n',
    ],
)
def test_what_the_schema_names_is_read(script: ModuleType, tmp_path: Path, text: str) -> None:
    file = tmp_path / "publish.toml"
    file.write_text(text, "utf-8")
    assert isinstance(load({}, {}, file), Settings)
    _follow(script.schema(), script.schema(), tomllib.loads(text))


def _follow(whole: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    """Every name in `value` is one of the schema's."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    schema = next((each for each in schema.get("anyOf", []) if each.get("type") == "object"), schema)
    for name, inner in value.items() if isinstance(value, dict) else ():
        _follow(whole, schema.get("properties", {}).get(name) or schema["additionalProperties"], inner)
