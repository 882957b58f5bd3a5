"""Addresses of the web and of mail, names of accounts and of files: their signs by name, their digits one by one."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Digits = Callable[[str], str]
"""How a language says digits one by one."""

_PATH = r"((?:[/?#](?:[!-;=?-~]*[A-Za-z0-9_/=&%-])?)?)"
_ADDRESS = re.compile(
    r"(?:(?:https?|s?ftp)://|www\.)(?:www\.)?([A-Za-z0-9_.-]*[A-Za-z0-9])(?::(\d{2,5})(?!\d))?" + _PATH,
    re.IGNORECASE,
)
_ENDS = (
    "com|org|net|edu|gov|int|info|io|kr|cn|tw|jp|uk|de|fr|es|eu|news|media|tv|nl|pl|ru|ua|br|mx|au|nz|dk|gr|tr|sa|vn|hk|biz"
    "|app|dev|blog|it|at|ch|pt|cl|pe|ve|uy|ca|cz|fi|hu|ro|ie|lu|gal|cat|lat|xyz|online|shop|site|club|mobi|us"
    "|ai|ly|za|ke|ng|ph|sg"
)
_SECOND = "ac|co|com|edu|go|gob|gouv|gov|net|nic|or|org"
"""Before a country: example.gov.in."""
_BARE = re.compile(
    rf"(?<![A-Za-z0-9_À-ɏ.@-])(?![a-z]\.[a-z]{{2}}(?![A-Za-z0-9/-]|\.[a-z]))((?:[a-z0-9-]+\.)+(?:(?:{_SECOND})\.[a-z]{{2}}|{_ENDS}|(?<=[a-z0-9]{{2}}\.)[a-z]{{2}}(?=/[A-Za-z0-9])|(?<=[a-z0-9]\.)(?:co|ly|me|gl)(?=/[A-Za-z0-9]))|[A-Z][A-Za-z0-9-]*\.(?:com|org|net))(?![A-Za-z0-9-]|\.\w)(?::(\d{{2,5}})(?!\d))?{_PATH}"
)
"""An address without its scheme: example.org/refugees."""
_MAIL = re.compile(r"(?:mailto:)?(?<![\w.+-])([A-Za-z0-9_.+-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_HANDLE = re.compile(r"(?<![\w@])@(?=[A-Za-z_]\w)([A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*)")
_KINDS = (
    "jpe?g|png|gif|bmp|svg|webp|pdf|docx?|xlsx?|pptx?|txt|csv|zip|rar|exe|apk|html?|xml|json|js|css|php|py|mp[34]|avi|mov|wav|epub"
    "|hwpx?"
)
_FILE = re.compile(rf"(?<=[^\W_])\.({_KINDS})(?![A-Za-z0-9_-]|\.\w)", re.IGNORECASE)
_WORDS = frozenset(["jpeg", "gif", "zip", "json", "epub", "wav"])
"""Endings of names of files that are not spelled."""
_COUNTRY = re.compile("[A-Za-z]{2}")
_SAID_PATH = re.compile(r"(?:/(?!\d+(?:/|$))[A-Za-z0-9]+(?:-[A-Za-z0-9]+){0,2}){1,2}/?")
"""What somebody may write down while listening: one part or two, of three words each; no dates, and no titles of articles."""
_LONGEST_PATH = 32
"""Characters."""


def addresses(text: str, table: Mapping[str, Any], one_by_one: Digits) -> str:
    """Web addresses as their host and a short path, mail addresses whole, names of accounts and files in words."""

    def said(written: str) -> str:
        return _said(written, table, one_by_one)

    if "@" in text:
        at = f" {table['at']} "
        text = _MAIL.sub(lambda found: f"{said(found[1])}{at}{_host(found[2], said, table)}", text)
        text = _HANDLE.sub(lambda found: f"{table['at']} {_account(found[1], table, one_by_one)}", text)
    if "." in text or "://" in text:
        for pattern in (_ADDRESS, _BARE):
            text = pattern.sub(
                lambda found: (
                    _host(found[1], said, table) + _port(found[2], table) + _path(found[3], said, table)
                ),
                text,
            )
        text = _FILE.sub(lambda found: f" {table['dot']} {_kind(found[1])}", text)
    return text


def _host(host: str, said: Digits, table: Mapping[str, Any]) -> str:
    """A host; its last parts as the language calls them, a country by its letters."""
    first, *parts = host.split(".")
    names = table.get("ends", {})
    ends = [
        names.get(part.lower())
        or (part.upper() if place == len(parts) and _COUNTRY.fullmatch(part) else said(part))
        for place, part in enumerate(parts, 1)
    ]
    return f" {table['dot']} ".join([said(first), *ends])


def _port(port: str | None, table: Mapping[str, Any]) -> str:
    """The number behind a colon, which stays in digits."""
    return f"{table.get('comma', ',')} {port}" if port else ""


def _path(path: str, said: Digits, table: Mapping[str, Any]) -> str:
    """What follows the host, where it is short and has nothing but words; of the rest the host is enough."""
    if "slash" not in table or len(path) > _LONGEST_PATH or not _SAID_PATH.fullmatch(path):
        return ""
    return "".join(f" {table['slash']} {said(part)}" for part in path.strip("/").split("/"))


def _said(written: str, table: Mapping[str, Any], one_by_one: Digits) -> str:
    """The signs between the parts of a name by their own names, and its digits one by one."""
    spelled = re.sub(r"\d+", lambda digits: f" {one_by_one(digits.group())} ", written)
    for sign, name in ((".", "dot"), ("-", "dash"), ("_", "underscore"), ("+", "plus")):
        spelled = spelled.replace(sign, f" {table[name]} ")
    return " ".join(spelled.split())


def _account(name: str, table: Mapping[str, Any], one_by_one: Digits) -> str:
    """The name of an account, whose low lines are not said: @news_24."""
    spelled = re.sub(r"\d+", lambda digits: f" {one_by_one(digits.group())} ", name)
    return " ".join(spelled.replace(".", f" {table['dot']} ").split())


def _kind(ending: str) -> str:
    """The ending of a file's name: by its letters, but for those that are words."""
    small = ending.lower()
    return small if small in _WORDS else small.upper()
