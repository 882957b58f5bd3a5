"""Names of authors as pages and programs write them: without mark-up, accounts and addresses; surnames first put right."""

import re
from collections.abc import Iterable

from pipeline.readers.credit_fields import credits_in
from pipeline.readers.credit_lines import authors_in

_TAG = re.compile(r"<[^<>]{0,300}>")
_NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "root",
        "user",
        "editor",
        "editors",
        "webmaster",
        "staff",
        "guest",
        "anonymous",
        "unknown",
        "author",
        "name",
        "your name",
        "author name",
        "none",
        "null",
        "test",
        "wordpress",
        "wpadmin",
        "siteadmin",
        "superuser",
        "redaktion",
        "redacción",
        "redação",
        "rédaction",
        "редакция",
        "관리자",
        "운영자",
        "편집자",
        "管理员",
        "管理員",
        "编辑",
        "編輯",
        "小编",
        "小編",
        "編集部",
        "管理者",
    ]
)
"""What systems put where a name is asked for."""
_ACCOUNT = re.compile(
    r"@\w|\S@\S|https?:|www\.|\d{3}|\A[a-z0-9]+[._][a-z0-9._]+\Z|\A[a-z]+\d+\Z|\d+日[電电讯訊]"
    r"|\A[\w-]+\.(?i:com|net|org|cn|jp|kr|tw|hk)\Z|\A[一-鿿]{13,}\Z"
)
_BRACKETED = re.compile(r"(?<=\S)\s*[(（][a-z0-9][a-z0-9._-]{2,}[)）]\Z")
"""An account behind a name."""
_INVERTED = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)")
"""A surname, and first names behind a comma."""


def people(names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that are people's, or a newsroom's, each once and without mark-up."""
    cleaned = (_BRACKETED.sub("", " ".join(_TAG.sub(" ", name).split())).strip(" ,;|·-–—") for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name and not _is_account(name)))


def listed_authors(text: str, language: str = "") -> tuple[str, ...]:
    """The authors that a page's metadata list in `text`: “Ruiz, Ana” is one person."""
    if (named := reporters(text)) != (text,):
        return named
    inverted = _INVERTED.fullmatch(text.strip())
    if inverted and inverted[1][0].isupper() and not inverted[2].isupper():
        return (f"{inverted[2]} {inverted[1]}",)
    return authors_in(text, language)


def reporters(name: str) -> tuple[str, ...]:
    """The names in a newsroom's line (記者…／台北報導) that stands where a name should; else `name` itself."""
    said = credits_in(name)
    return said.authors if said and said.authors else (name,)


def _is_account(name: str) -> bool:
    return name.casefold() in _NOBODY or bool(_ACCOUNT.search(name))
