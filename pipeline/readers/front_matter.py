"""Front matter: what the few lines before a text say of it, in whatever form and by whatever names its site has them."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.document.excerpts import shorten
from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleIsDraft, UnknownLanguage
from pipeline.languages import find
from pipeline.languages.dates import iso_date
from pipeline.readers.dialects.private_comments import without_comments
from pipeline.readers.front_matter_forms import find_block
from pipeline.readers.sources.source import clean

_BETWEEN = re.compile(r"[,;，、；،]")
_APART = re.compile(r"[\s_-]+")
_PICTURE = re.compile(r"\S.*\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)(?:[?#].*)?", re.IGNORECASE)
_DEEPEST = 3
"""Tables in each other that are looked into."""
_YES = ("true", "yes", "on", "1", "y", "t", "예", "是")
_NO = ("false", "no", "off", "0", "n", "f", "아니오", "否")
_UNDONE = (
    "draft",
    "private",
    "wip",
    "in progress",
    "unpublished",
    "pending",
    "future",
    "auto-draft",
    "trash",
    "초안",
    "비공개",
    "草稿",
    "下書き",
)


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
    draft: str = ""
    """The line that says that it is not to be published; empty when it may be."""
    foreign_language: str = ""
    """The tag of the language that a page declares, where it is none of ours."""


def split(text: str, name: str, *, bare: bool = True) -> tuple[Front, str, tuple[Notice, ...]]:
    """The front matter of `text`, and the text with empty lines in its place, so that line numbers stay true.

    `name` is the file's, for notices; front matter may be `bare` of fences. Raises `ArticleError` when the front
    matter cannot be understood, and `UnknownLanguage` when it names a language that there is not.
    """
    block = find_block(text, name, bare=bare)
    if block is None:
        return Front(), text, ()
    said = _Said(block.table)
    notices: list[Notice] = []
    front = _front(said, name, notices)
    unused = {key: value for key, value in block.table.items() if not said.is_used(key)}
    if unused:
        lines = "; ".join(f"{_line(key)}: {_excerpt(value)}" for key, value in unused.items())
        message = f"Lines of the front matter that are not used: {lines}."
        whole = "\n".join(f"{_line(key)}: {_whole(value)}" for key, value in unused.items())
        notices.append(Notice("reading.front-matter", Level.INFO, name, message, evidence=whole))
    body = "\n" * text.count("\n", 0, block.end) + text[block.end :]
    return front, body, tuple(notices)


def refuse_draft(front: Front, name: str) -> None:
    """Raise `ArticleIsDraft` when the front matter of the file `name` says that it is not to be published."""
    if front.draft:
        raise ArticleIsDraft(
            f"{name} is a draft: its front matter says “{front.draft}”.",
            "Take that line out when it may be published, or say --drafts.",
        )


class _Said:
    """What a table says, asked by what it means."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._values = dict(reversed(list(_flat(table))))
        self._used: set[str] = set()

    def values(self, meaning: str) -> Iterator[tuple[str, Any]]:
        """The names and values that have this meaning, the surest first."""
        return ((key, self._values[key]) for key in _names_of()[meaning] if key in self._values)

    def use(self, key: str) -> None:
        """Count what is called `key` as used."""
        self._used.add(key.partition(".")[0])

    def is_used(self, key: str) -> bool:
        """Whether anything of it, or in it, was used."""
        return _named(key) in self._used

    def line(self, meaning: str) -> str:
        """The first text of this meaning."""
        for key, value in self.values(meaning):
            if isinstance(value, str):
                self.use(key)
                if _line(value):
                    return _line(value)
        return ""


@cache
def _names_of() -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Sequence[str]] = tomllib.loads(
        (Path(__file__).with_suffix(".toml")).read_text("utf-8")
    )
    return table


def _named(key: str) -> str:
    return _APART.sub("", key.strip().lower())


def _flat(table: Mapping[str, Any], above: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        name = f"{above}{_named(str(key))}"
        yield name, value
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)


def _front(said: _Said, name: str, notices: list[Notice]) -> Front:
    return Front(
        title=said.line("title"),
        subtitle=said.line("subtitle"),
        authors=_authors(said),
        date=_date(said, name, notices),
        language=_language(said.line("language"), name),
        description=said.line("description"),
        tags=_tags(said),
        cover=_cover(said),
        cover_alt=said.line("covershows"),
        slug=_slug(said.line("slug"), name, notices),
        draft=_draft(said),
    )


def _draft(said: _Said) -> str:
    """The line that says that it is not to be published."""
    for meaning, words in (("draft", _YES), ("published", _NO), ("status", _UNDONE)):
        for key, value in said.values(meaning):
            told = value.strip().lower() if isinstance(value, str) else ""
            if told in (*_YES, *_NO, *_UNDONE, "published", "public", "발행", "공개"):
                said.use(key)
            if told in words:
                return f"{key}: {told}"
    return ""


def _is_listed(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _tags(said: _Said) -> tuple[str, ...]:
    """Tags and key words, each once; a text holds them between commas."""
    parts: list[str] = []
    for key, value in said.values("tags"):
        if isinstance(value, str) or _is_listed(value):
            said.use(key)
            parts += value if isinstance(value, list) else _BETWEEN.split(value)
    return tuple(dict.fromkeys(tag for part in parts if (tag := _line(part))))


def _cover(said: _Said) -> str:
    """Where the cover is; what else than `cover` names one has to look like a picture."""
    for key, value in said.values("cover"):
        if isinstance(value, str) and value.strip():
            said.use(key)
            return value.strip()
    for key, value in said.values("picture"):
        address = value[0] if _is_listed(value) and value else value
        if isinstance(address, str) and _PICTURE.fullmatch(address.strip()):
            said.use(key)
            return address.strip()
    return ""


def _line(text: str) -> str:
    return " ".join(without_comments(clean(text)).split())


def _authors(said: _Said) -> tuple[str, ...]:
    for key, value in said.values("authors"):
        said.use(key)
        listed = value if isinstance(value, list) else [value]
        names = (item.get("name", "") if isinstance(item, dict) else item for item in listed)
        made = tuple(dict.fromkeys(_line(name) for name in names if isinstance(name, str) and _line(name)))
        if made:
            return made
    return ()


def _date(said: _Said, name: str, notices: list[Notice]) -> str:
    """The day or the moment of the first name that gives one; `published: true` is none."""
    for key, value in said.values("date"):
        if not isinstance(value, str) or value.strip().lower() in (*_YES, *_NO):
            continue
        said.use(key)
        if found := iso_date(value):
            return found
        if key == "date" and value.strip():
            message = (
                f"The date “{shorten(value, 60)}” is not understood and was left out; write it as 2023-10-09."
            )
            notices.append(Notice("reading.date", Level.WARNING, name, message))
    return ""


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
