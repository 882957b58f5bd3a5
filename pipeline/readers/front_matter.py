"""Front matter: the few lines before the text, YAML between two `---` or TOML between two `+++`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.document.excerpts import shorten
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleError, UnknownLanguage
from pipeline.languages import find
from pipeline.languages.dates import iso_date
from pipeline.readers.sources.source import clean

_FENCED = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PLUSSED = re.compile(r"\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML_KEY = re.compile(r"""\s*(?:#[^\n]*\n\s*)*(?:\[|["'\w-]+(?:\.[\w-]+)*[ \t]*=)""")
_KEY = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\w-]+[ \t]*:(?:\s|\Z)")
_LONGEST = 20_000
"""Characters of front matter; a page would be a lot."""
_TEXTS = {
    "title",
    "subtitle",
    "date",
    "lang",
    "language",
    "description",
    "summary",
    "cover",
    "cover_alt",
    "slug",
}
_NAMES = {"author", "authors", "byline"}
_TAGS = ("tags", "keywords")
_BETWEEN = re.compile(r"[,;，、；،]")
_MOST_BRACKETS = 500
"""The parser takes the square of the time for brackets within brackets."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says; empty where it says nothing."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    """ISO 8601."""
    language: str = ""
    """BCP 47."""
    description: str = ""
    tags: tuple[str, ...] = ()
    cover: str = ""
    """Address of a picture, as written."""
    cover_alt: str = ""
    """What that picture shows."""
    slug: str = ""
    """What the article is to be called in addresses, as written."""
    foreign_language: str = ""
    """The tag of the language that a page declares, where it is none of ours."""


def split(text: str, name: str) -> tuple[Front, str, tuple[Notice, ...]]:
    """The front matter of `text`, and the text with empty lines in its place, so that line numbers stay true.

    `name` is the file's, for notices. Raises `ArticleError` when the front matter cannot be understood, and
    `UnknownLanguage` when it names a language that there is not.
    """
    match = _FENCED.match(text)
    if match and (_KEY.match(match["yaml"]) or not match["yaml"].strip()):
        table = _yaml(_short(match["yaml"], name), name)
    elif (match := _PLUSSED.match(text)) and (_TOML_KEY.match(match["toml"]) or not match["toml"].strip()):
        table = _toml(_short(match["toml"], name), name)
    else:
        return Front(), text, ()
    body = "\n" * match[0].count("\n") + text[match.end() :]
    front, notices = _front(table, name)
    unused = {key: value for key, value in table.items() if not _is_used(key.lower(), value)}
    if unused:
        lines = "; ".join(f"{_line(key)}: {_excerpt(value)}" for key, value in unused.items())
        said = f"Lines of the front matter that are not used: {lines}."
        whole = "\n".join(f"{_line(key)}: {_whole(value)}" for key, value in unused.items())
        notices.append(Notice("reading.front-matter", Level.INFO, name, said, evidence=whole))
    return front, body, tuple(notices)


def _short(written: str, name: str) -> str:
    if len(written) > _LONGEST:
        raise ArticleError(
            f"{name}: the front matter is too long.", "Keep to title, author, date, lang, description."
        )
    return written


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
    """`value` of TOML as YAML gives it here: texts, lists and tables only."""
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _yaml(written: str, name: str) -> Mapping[str, Any]:
    import yaml

    if sum(map(written.count, "[{")) > _MOST_BRACKETS:
        raise _wrong(name, "it has too many brackets")
    try:
        table = yaml.load(written, Loader=_loader()) or {}
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


def _front(table: Mapping[str, Any], name: str) -> tuple[Front, list[Notice]]:
    notices: list[Notice] = []
    found = {key.lower(): value for key, value in table.items()}
    front = Front(
        title=_first(found, "title"),
        subtitle=_first(found, "subtitle"),
        authors=_names(found),
        date=_date(_first(found, "date"), name, notices),
        language=_language(_first(found, "lang", "language"), name),
        description=_first(found, "description", "summary"),
        tags=_tags(found),
        cover=found["cover"].strip() if isinstance(found.get("cover"), str) else "",
        cover_alt=_first(found, "cover_alt"),
        slug=_slug(_first(found, "slug"), name, notices),
    )
    return front, notices


def _is_used(key: str, value: Any) -> bool:
    if key in _TAGS:
        return isinstance(value, str) or _is_listed(value)
    return key in _NAMES or (key in _TEXTS and isinstance(value, str))


def _is_listed(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _tags(table: Mapping[str, Any]) -> tuple[str, ...]:
    """Tags and key words, each once; a text holds them between commas."""
    said = [value for key in _TAGS if (value := table.get(key)) and _is_used(key, value)]
    parts = (part for value in said for part in (value if isinstance(value, list) else _BETWEEN.split(value)))
    return tuple(dict.fromkeys(tag for part in parts if (tag := _line(part))))


def _first(table: Mapping[str, Any], *keys: str) -> str:
    return next((_line(table[key]) for key in keys if isinstance(table.get(key), str)), "")


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _names(table: Mapping[str, Any]) -> tuple[str, ...]:
    value = table.get("authors") or table.get("author") or table.get("byline") or ()
    listed = value if isinstance(value, list) else [value]
    names = (item.get("name", "") if isinstance(item, dict) else item for item in listed)
    return tuple(dict.fromkeys(_line(name) for name in names if isinstance(name, str) and _line(name)))


def _date(written: str, name: str, notices: list[Notice]) -> str:
    found = iso_date(written)
    if written and found is None:
        message = (
            f"The date “{shorten(written, 60)}” is not understood and was left out; write it as 2023-10-09."
        )
        notices.append(Notice("reading.date", Level.WARNING, name, message))
    return found or ""


def _slug(written: str, name: str, notices: list[Notice]) -> str:
    if not written or any(map(str.isalnum, written)):
        return written
    message = f"The slug “{shorten(written, 60)}” has no letter and no digit, and was left out."
    notices.append(Notice("reading.slug", Level.WARNING, name, message))
    return ""


def _language(written: str, name: str) -> str:
    """The tag of the language that is named. A wrong name is no reason to guess: the author meant one."""
    try:
        return find(written).tag if written else ""
    except UnknownLanguage as error:
        raise UnknownLanguage(f"{name}, front matter: {error.message}", error.advice) from error


def _excerpt(value: Any) -> str:
    if isinstance(value, str):
        return shorten(_line(value), 60)
    if _is_listed(value):
        return shorten(_line(", ".join(value)), 60)
    return "…"


def _whole(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{_line(str(key))}: {_whole(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_whole(inner) for inner in value)
    return _line(str(value))
