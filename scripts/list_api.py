"""Write docs/api-reference.md anew: what other programs call, and what they get, from the code itself.

Usage: python scripts/list_api.py
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown_tables import table

import pipeline
from pipeline.app.job import Job
from pipeline.app.stages import Narrated
from pipeline.config import registry
from pipeline.document import article, notices, report, sound
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.translation.configuration import TranslationConfiguration

PLACE = Path(__file__).parents[1] / "docs" / "api-reference.md"
HEAD = """# The API

[For other programs](api.md) shows these at work. `python scripts/list_api.py` writes this page from the code.

## Functions of `pipeline`

`Settings` has an attribute for each option of [settings](settings.md).
"""
VALUES = (
    Job,
    article.Edition,
    Narrated,
    report.Report,
    report.PublishedEdition,
    report.FailedEdition,
    notices.Notice,
)
"""What the functions give."""
ENGINES = (
    registry.Translator,
    registry.Context,
    registry.Contextual,
    registry.Sized,
    registry.Speaker,
    registry.Choosing,
    registry.Listing,
    registry.Adjusting,
    registry.Multilingual,
    registry.Selective,
    registry.Packing,
    sound.Voice,
    sound.Sound,
    sound.Run,
    TranslationConfiguration,
    NarrationConfiguration,
)
"""What an engine offers, and is given."""


def main() -> None:
    """Write the page."""
    PLACE.write_text(page(), "utf-8")


def page() -> str:
    """The page as Markdown."""
    functions = [getattr(pipeline, name) for name in pipeline.__all__ if name != "Settings"]
    return "\n".join(
        [
            HEAD,
            *map(_function, functions),
            "## What they give\n",
            *map(_class, VALUES),
            "## Engines\n\nA class may offer what several of these describe.\n",
            *map(_class, ENGINES),
        ]
    )


def _function(function: Any) -> str:
    declared = _declaration(function)
    assert isinstance(declared, ast.FunctionDef)
    return f"### {function.__name__}\n\n```python\n{_call(declared)}\n```\n\n{_words(declared)}\n"


def _class(kind: type) -> str:
    declared = _declaration(kind)
    assert isinstance(declared, ast.ClassDef)
    parts = [f"### {kind.__name__}\n", f"`{kind.__module__}`: {_words(declared)}\n"]
    if rows := [*_members(declared)]:
        parts.append(table(("", "what it is"), rows))
    return "\n".join(parts)


def _members(kind: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Its attributes, properties and methods, each with the words that stand below it."""
    for each, after in zip(kind.body, [*kind.body[1:], None], strict=True):
        if isinstance(each, ast.AnnAssign) and not ast.unparse(each.target).startswith("_"):
            yield f"`{ast.unparse(each.target)}: {ast.unparse(each.annotation)}`", _text(after)
        elif isinstance(each, ast.FunctionDef) and not each.name.startswith("_"):
            yield f"`{_member(each)}`", _words(each)


def _member(function: ast.FunctionDef) -> str:
    """A property as an attribute, a method as it is called."""
    if any(ast.unparse(each) == "property" for each in function.decorator_list):
        assert function.returns is not None
        return f"{function.name}: {ast.unparse(function.returns)}"
    return _call(function)


def _call(function: ast.FunctionDef) -> str:
    given = ast.unparse(function.args).removeprefix("self, ").removeprefix("self")
    gives = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"{function.name}({given}){gives}"


def _words(declared: ast.FunctionDef | ast.ClassDef) -> str:
    return ast.get_docstring(declared) or ""


def _text(after: ast.stmt | None) -> str:
    """The string that stands by itself behind an attribute."""
    match after:
        case ast.Expr(ast.Constant(str(words))):
            return inspect.cleandoc(words)
    return ""


def _declaration(thing: Any) -> ast.stmt:
    """Where a function or a class is declared in its module."""
    source = inspect.getsource(sys.modules[inspect.unwrap(thing).__module__])
    (found,) = (each for each in ast.parse(source).body if getattr(each, "name", "") == thing.__name__)
    return found


if __name__ == "__main__":
    main()
