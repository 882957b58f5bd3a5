"""Outside of `languages/` no code asks which language it is: it asks the language what it needs to know."""

import re
from pathlib import Path

import pipeline
from pipeline.languages import languages

_ROOT = Path(pipeline.__file__).parent


def test_no_code_outside_compares_a_language_with_a_tag() -> None:
    tags = "|".join(sorted({tag for each in languages().values() for tag in (each.tag, each.base)}))
    asked = re.compile(
        rf"""\b(?:base|language|language\.tag)\s*(?:==|!=|in|not in)\s*\(?["'](?:{tags})["']"""
    )
    named = [
        f"{file.relative_to(_ROOT)}: {found[0]}"
        for file in sorted(_ROOT.rglob("*.py"))
        if "languages" not in file.relative_to(_ROOT).parts
        for found in asked.finditer(file.read_text("utf-8"))
    ]
    assert named == []


def test_shared_rules_name_no_language_either() -> None:
    tags = "|".join(sorted({each.base for each in languages().values()} - {"en"}))
    asked = re.compile(
        rf"""\b(?:base|language|language\.tag)\s*(?:==|!=|in|not in)\s*\(?["'](?:{tags})["']"""
    )
    shared = [*(_ROOT / "languages" / "normalization").glob("*.py"), *(_ROOT / "languages").glob("*.py")]
    named = [
        f"{file.name}: {found[0]}" for file in shared for found in asked.finditer(file.read_text("utf-8"))
    ]
    assert named == []
