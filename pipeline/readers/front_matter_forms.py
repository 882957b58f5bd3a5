"""The forms in which sites write front matter: YAML, TOML and JSON between fences, and lines at the head without any.

Without a fence above are Hexo's YAML, which ends with `---`, the lines of Pelican and MultiMarkdown (`Title: …`), which end with an
empty one, JSON in braces, and Pandoc's three lines that begin with a percent sign.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.errors import ArticleError
from pipeline.languages import surrogates

_FENCED = re.compile(
    r"---(?:[ \t]*|ya?ml[ \t]*)\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_PLUSSED = re.compile(
    r"(?:\+\+\+[ \t]*|---toml[ \t]*)\n(?P<toml>.*?)^(?:\+\+\+|---)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_BRACED = re.compile(r"(?P<fence>;;;[ \t]*\n|---json[ \t]*\n)?(?=[ \t]*\{)")
_BRACES_END = re.compile(r"[ \t]*(?:\n(?:;;;|---)[ \t]*)?(?:\n|\Z)")
_TOML_KEY = re.compile(r"""\s*(?:#[^\n]*\n\s*)*(?:\[|["'\w-]+(?:\.[\w-]+)*[ \t]*=)""")
_KEY = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\w-]+[ \t]*:(?:\s|\Z)")
_BARE_LINE = re.compile(
    r"(?P<key>[^\W\d_][\w -]{0,40}):[ \t]*(?P<value>[^\n]*)(?:\n|\Z)|(?P<more>[ \t]+[^\n]+|- [^\n]+)(?:\n|\Z)"
)
_BARE_END = re.compile(r"(?:---[ \t]*)?(?:\n|\Z)")
_PERCENT = re.compile(
    r"%[ \t]+(?P<title>[^\n%]+)\n(?:%[ \t]*(?P<author>[^\n]*)\n)?(?:%[ \t]*(?P<date>[^\n]*)(?:\n|\Z))?"
)
_TITLES = ("title", "제목", "标题", "標題", "タイトル")
_MOST_BARE_LINES = 40
_LONGEST = 20_000
"""Characters of front matter; a page would be a lot."""
_MOST_BRACKETS = 500
"""The parser takes the square of the time for brackets within brackets."""


@dataclass(frozen=True, slots=True)
class Block:
    """Front matter as it stands in a text."""

    table: Mapping[str, Any]
    """Texts, lists and tables only."""
    end: int
    """Where the text behind it begins."""


def find_block(text: str, name: str, *, bare: bool = True) -> Block | None:
    """The front matter at the head of `text`, whose file is called `name`; lines without a fence only when they may be `bare`.

    Raises `ArticleError` when it cannot be understood.
    """
    match = _FENCED.match(text)
    if match and (_KEY.match(match["yaml"]) or not match["yaml"].strip()):
        return Block(_yaml(_short(match["yaml"], name), name), match.end())
    match = _PLUSSED.match(text)
    if match and (_TOML_KEY.match(match["toml"]) or not match["toml"].strip()):
        return Block(_toml(_short(match["toml"], name), name), match.end())
    return (_json(text, name) or _bare(text, name) or _percent(text)) if bare else None


def _short(written: str, name: str) -> str:
    if len(written) > _LONGEST:
        raise ArticleError(
            f"{name}: the front matter is too long.", "Keep to title, author, date, lang, description."
        )
    return written


def _json(text: str, name: str) -> Block | None:
    import json

    opening = _BRACED.match(text)
    if not opening or not (opening["fence"] or re.match(r'\s*\{\s*"[\w-]+"\s*:', text)):
        return None
    try:
        table, end = json.JSONDecoder().raw_decode(text[: _LONGEST + 10], text.index("{"))
    except (ValueError, RecursionError) as error:
        if not opening["fence"]:
            return None
        raise ArticleError(
            f"{name}: the front matter cannot be understood (it is not JSON).",
            'Write "key": "value", between braces.',
        ) from error
    closing = _BRACES_END.match(text, end)
    return Block({str(key): _texts(value) for key, value in table.items()}, closing.end() if closing else end)


def _bare(text: str, name: str) -> Block | None:
    """Lines without a fence above them, of which one names the title."""
    position, keys = 0, list[tuple[str, str]]()
    for _ in range(_MOST_BARE_LINES):
        line = _BARE_LINE.match(text, position)
        if not line or (line["more"] and not keys):
            break
        if line["key"]:
            keys.append((line["key"].strip().lower(), line["value"].strip()))
        else:
            keys[-1] = (keys[-1][0], f"{keys[-1][1]} {line['more'].strip()}".strip())
        position = line.end()
    ending = _BARE_END.match(text, position)
    if not ending or not any(key in _TITLES and value for key, value in keys):
        return None
    if ending[0].startswith("---"):
        return Block(_yaml(text[:position], name), ending.end())
    return Block(dict(reversed(keys)), ending.end())


def _percent(text: str) -> Block | None:
    found = _PERCENT.match(text)
    if not found or (found["author"] is None and not text.startswith("\n", found.end())):
        return None
    table = {key: value.strip() for key, value in found.groupdict("").items() if value.strip()}
    if ";" in table.get("author", ""):
        return Block({**table, "author": [each.strip() for each in table["author"].split(";")]}, found.end())
    return Block(table, found.end())


def _toml(written: str, name: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return {key: _texts(value) for key, value in tomllib.loads(written).items()}
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is not TOML"
        raise ArticleError(
            f"{name}: the front matter cannot be understood ({why}, counted from the line below +++).",
            'Write one “key = "value"” a line.',
        ) from error


def _texts(value: Any) -> Any:
    """`value` of TOML or JSON as YAML gives it here: texts, lists and tables only."""
    if isinstance(value, dict):
        return {surrogates.whole(str(key)): _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return (
        value.isoformat()
        if hasattr(value, "isoformat")
        else ""
        if value is None
        else surrogates.whole(str(value))
    )


def _yaml(written: str, name: str) -> Mapping[str, Any]:
    import yaml

    if sum(map(written.count, "[{")) > _MOST_BRACKETS:
        raise _wrong(name, "it has too many brackets")
    try:
        table = surrogates.whole_in(yaml.load(written, Loader=_loader())) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise _wrong(name, f"line {line}: {error.problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _wrong(name, "it is not YAML") from error
    if not isinstance(table, dict):
        raise _wrong(name, "it is not a list of “key: value” lines")
    return {str(key): value for key, value in table.items()}


def _wrong(name: str, why: str) -> ArticleError:
    return ArticleError(
        f"{name}: the front matter cannot be understood ({why}).",
        "Write one “key: value” a line, and put quotes around a value that holds a colon.",
    )


def _loader() -> Any:
    """A loader that makes texts, lists and tables only, and follows no alias (they can grow without limit)."""
    import yaml

    class Loader(yaml.BaseLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                mark = self.get_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "an alias (*) is not read here", mark)
            return super().compose_node(parent, index)

    return Loader
