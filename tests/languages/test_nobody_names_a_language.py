"""Outside of the languages' own folders no code asks which language it is: it asks the language what it needs to know."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pipeline
from pipeline.languages import FALLBACK, languages

_ROOT = Path(pipeline.__file__).parent
_TAGS = {tag for each in languages().values() for tag in (each.tag, each.base)} - {
    FALLBACK,
    "tr",
    "th",
}  # those are rows and cells of tables too


def _asked(code: str) -> Iterator[str]:
    """Comparisons with tags, and calls of functions of a module or a class with one, as `rules("ko")`."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Compare(comparators=[compared]) if _tags(compared):
                yield ast.unparse(node)
            case ast.Call(func=ast.Name(), args=[first, *_]) if _tags(first):
                yield ast.unparse(node)


def _tags(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str(tag)):
            return tag in _TAGS
        case ast.Tuple(elts=[*each]) | ast.Set(elts=[*each]) | ast.List(elts=[*each]):
            return bool(each) and all(map(_tags, each))
    return False


def _shared_code() -> Iterator[Path]:
    own = {folder.parent for folder in (_ROOT / "languages").glob("*/language.toml")}
    own |= {_ROOT / "languages" / tag for tag in _TAGS}
    return (file for file in sorted(_ROOT.rglob("*.py")) if own.isdisjoint(file.parents))


def test_no_code_outside_of_a_languages_folder_asks_which_language_it_is() -> None:
    named = {
        str(file.relative_to(_ROOT)): asked
        for file in _shared_code()
        if (asked := list(_asked(file.read_text("utf-8"))))
    }
    assert named == {}


def test_such_code_is_seen() -> None:
    code = 'if base in ("ko", "ja"): pass\nif tag.partition("-")[0] == "zh-Hant": pass\nrules("ar")\nkey in ("zh", "ch")'
    assert list(_asked(code)) == [
        "base in ('ko', 'ja')",
        "tag.partition('-')[0] == 'zh-Hant'",
        "rules('ar')",
    ]
