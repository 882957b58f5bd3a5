"""What a Word document's properties say of its article, as far as a person said it."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pipeline.languages.dates import iso_date
from pipeline.readers.front_matter import Front
from pipeline.readers.hypertext import elements
from pipeline.readers.sources.source import clean

_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_TAGS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_ACCOUNT = re.compile(
    r"(?:(?:microsoft|ms|windows|office|home|my|the|local|default|new)[ _-]?)*(?:user|owner|admin(?:istrator)?|pc|client|guest|office|windows|microsoft|author|unknown"
    r"|un-?named|anonymous|test(?:er)?|root|none|usuario|usuário|utilisateur|benutzer|utente|gebruiker|użytkownik|kullanıcı|пользователь|администратор|sony|dell|hp|acer|asus|lenovo"
    r"|samsung|toshiba|apple|macbook(?: pro| air)?|python-docx|apache poi|openpyxl|docx4j|aspose\S*|libreoffice|wps(?: office)?|hancom|사용자|관리자|홍길동|用户|用戶|管理员|管理員"
    r"|使用者|微软用户|微軟用戶|匿名|ユーザー|管理者)?[ _-]?\d*"
    r"|windows[ _]\S+|(?:desktop|laptop|pc|win)-\S+|.*[@\\/].*|[a-z]+[._-]?[a-z]*\d+|(?-i:[a-z]{2,12})",
    re.IGNORECASE,
)
"""What programs and accounts are called; a word in small letters alone is one too."""
_DEGREE = re.compile(
    r"(?:(?:M\.?D|Ph\.?D|D\.?Phil|M\.?A|B\.?A|M\.?Sc|B\.?Sc|J\.?D|LL\.?[BM]|R\.?N|MPH|MBA|DDS|Esq|Jr|Sr|I{1,3}|IV)\.?(?:\s|,|\Z)\s*)+",
    re.IGNORECASE,
)
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
TEMPLATES = (
    "2013-12-23T23:15:00",
    "1601-01-01",
    "1970-01-01",
    "1980-01-01",
    "1899-12-3",
    "1900-01-01",
    "2006-09-16T00:00:00",
)
"""Moments that templates and programs write: of python-docx, of clocks that were not set, of Word's first template."""
MOST_DAYS = 730
"""Between the making and the last change of a document; one that is older was begun from another."""


def properties(root: Any) -> Front:
    """The front matter in the part of core properties."""
    return Front(
        title=_said(root, f"{_DC}title"),
        authors=tuple(dict.fromkeys(authors(_said(root, f"{_DC}creator")))),
        date=_date(root),
        language=elements.known_tag(_said(root, f"{_DC}language")),
        description=_said(root, f"{_DC}description"),
        tags=tuple(dict.fromkeys(filter(None, map(_line, re.split(r"[;,，、]", _said(root, _TAGS)))))),
    )


def authors(written: str) -> Iterator[str]:
    """The people in a list of creators; “Hill, Brenda” is one of them, and no account of a machine is."""
    for one in map(_line, re.split(r"[;；]", written)):
        parts = [part for part in map(_line, re.split(r"[,，、]", one)) if part]
        yield from (name for name in _people(parts) if _is_person(name))


def _people(parts: list[str]) -> list[str]:
    """Names between commas: a degree belongs to the name before it, a first name to the surname before it."""
    if len(parts) == 2 and _DEGREE.fullmatch(parts[1]):
        return [", ".join(parts)]
    if (
        len(parts) == 2
        and not any(map(_EASTERN.search, parts))
        and (" " not in parts[0] or " " not in parts[1])
    ):
        surname, first = parts
        own = [word for word in surname.split() if not word.islower()]
        return [f"{first} {surname}"] if len(own) <= 2 and len(first.split()) <= 3 else parts
    return parts


def _is_person(name: str) -> bool:
    if not name or len(name) > 80 or not any(map(str.isalpha, name)):
        return False
    return not _ACCOUNT.fullmatch(name)


def _date(root: Any) -> str:
    """When it was made, unless a template was."""
    created, modified = (_said(root, f"{_TERMS}{name}") for name in ("created", "modified"))
    if created.startswith(TEMPLATES) or days_between(created, modified) > MOST_DAYS:
        return ""
    return iso_date(created) or ""


def days_between(first: str, last: str) -> int:
    """Days between two moments; 0 where one is none."""
    try:
        return (datetime.fromisoformat(last[:10]) - datetime.fromisoformat(first[:10])).days
    except ValueError:
        return 0


def _said(root: Any, tag: str) -> str:
    return _line(root.findtext(tag) or "")


def _line(written: str) -> str:
    return " ".join(clean(written).split())
