"""How an article's names are said: from `lexicon.toml` or a PLS 1.0 file, in and out.

    [ko]
    "Kim Jong-un" = "김정은"
    "KINU" = "/kʰinu/"

What stands between slashes is phonemes. PLS is the W3C's Pronunciation Lexicon Specification: https://www.w3.org/TR/pronunciation-lexicon/
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.document.lexicon import PHONEMES, Entry, Lexicon
from pipeline.document.plain_files import read_plain_file
from pipeline.errors import SettingsError
from pipeline.languages import find
from pipeline.languages.g2p.vocabulary import from_ipa

_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_IPA = "ipa"
_LARGEST = 5_000_000
"""Bytes."""


def lexicons(file: Path) -> Mapping[str, Lexicon]:
    """The lexicons of a TOML or PLS file by language. Raises `SettingsError` that names what is wrong and where."""
    try:
        data = read_plain_file(file)
    except OSError as error:
        raise SettingsError(
            f"The lexicon {file} cannot be read: {error.strerror or error}.", "Check the name."
        ) from error
    if len(data) > _LARGEST:
        raise SettingsError(
            f"The lexicon {file} is larger than {_LARGEST // 10**6} MB.", "Divide it, or name another file."
        )
    entries = _from_pls(file, data) if file.suffix.lower() in (".pls", ".xml") else _from_toml(file, data)
    return {tag: Lexicon(tag, tuple(each)) for tag, each in entries.items()}


def lexicon_for(article: Path, language: str, named: str = "") -> Lexicon:
    """How words of the article at `article` are said in `language`: by the file `named`, else by `lexicon.toml` or
    `lexicon.pls` beside the article. Raises `SettingsError`."""
    beside = [article.with_name("lexicon.toml"), article.with_name("lexicon.pls")]
    path = Path(named).expanduser() if named else next(filter(Path.is_file, beside), None)
    return lexicons(path).get(language, Lexicon(language)) if path else Lexicon(language)


def _from_toml(file: Path, data: bytes) -> dict[str, list[Entry]]:
    try:
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"The lexicon {file} cannot be read: {error}.", "Correct it.") from error
    entries: dict[str, list[Entry]] = {}
    for tag, table in tables.items():
        if not isinstance(table, dict):
            raise SettingsError(
                f"The lexicon {file} has “{tag}” outside of a language.", "Put it below a line as [ko]."
            )
        entries[find(tag).tag] = [
            _entry(term, said, f"{file}, line {_line(text, term)}") for term, said in table.items()
        ]
    return entries


def _line(text: str, term: str) -> int:
    begins = re.compile(rf"""\s*["']?{re.escape(term)}["']?\s*=""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if begins.match(line)), 1)


def _entry(term: str, said: object, where: str) -> Entry:
    if not isinstance(said, str) or not said.strip() or not term.strip():
        raise SettingsError(
            f"{where}: “{term}” has no text that says how it is said.", "Write it between quotation marks."
        )
    if set(PHONEMES) & set(term + said):
        raise SettingsError(f"{where}: “{term}” holds a character of private use.", "Leave it out.")
    return Entry(
        unicodedata.normalize("NFC", term.strip()), unicodedata.normalize("NFC", said.strip()), where
    )


def _from_pls(file: Path, data: bytes) -> dict[str, list[Entry]]:
    from lxml import etree

    try:
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as error:
        raise SettingsError(f"The lexicon {file} cannot be read: {error}.", "Correct it.") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(
        True
        for _ in declared.iterentities()  # type: ignore[union-attr]
    ):
        raise SettingsError(
            f"The lexicon {file} declares entities, which are never resolved.",
            "Write their text in their place.",
        )
    if root.tag != f"{{{_NAMESPACE}}}lexicon" or not root.get(_LANG):
        raise SettingsError(f"{file} is no PLS lexicon, or does not say its language.", "Give it xml:lang.")
    return {find(str(root.get(_LANG))).tag: list(_lexemes(file, root))}


def _lexemes(file: Path, root: Any) -> Iterator[Entry]:
    for lexeme in root.iterfind(f"{{{_NAMESPACE}}}lexeme"):
        where = f"{file}, line {lexeme.sourceline}"
        said = _pronunciation(lexeme, str(root.get("alphabet") or _IPA), where)
        for grapheme in lexeme.iterfind(f"{{{_NAMESPACE}}}grapheme"):
            yield _entry(grapheme.text or "", said, where)


def _pronunciation(lexeme: Any, alphabet: str, where: str) -> str:
    """How a lexeme is said: by the element that is to be preferred, else by the first alias, else by the first phoneme."""
    told = [*lexeme.iterfind(f"{{{_NAMESPACE}}}alias"), *lexeme.iterfind(f"{{{_NAMESPACE}}}phoneme")]
    own = next((each for each in told if each.get("prefer") == "true"), next(iter(told), None))
    text = "" if own is None else (own.text or "").strip()
    if own is None or not text or own.tag.endswith("}alias"):
        return text
    if (written := str(own.get("alphabet") or alphabet).lower()) != _IPA:
        raise SettingsError(
            f"{where}: the phonemes are written in {written}, and only IPA is known here.",
            "Write them in IPA, or put an alias in their place.",
        )
    return f"/{from_ipa(text)}/"
