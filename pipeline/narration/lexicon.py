"""How an article's names are said: from `lexicon.toml` or a PLS 1.0 file, in and out.

    [ko]
    "Kim Jong-un" = "김정은"
    "KINU" = "/kʰinu/"

A word is matched whole; after Korean words particles may follow. What stands between slashes is said by
Kokoro as it is, phoneme by phoneme.
PLS is the W3C's Pronunciation Lexicon Specification: https://www.w3.org/TR/pronunciation-lexicon/
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.document.plain_files import read_plain_file
from pipeline.errors import SettingsError
from pipeline.languages import find

PHONEMES = ("\ue000", "\ue001")
"""What phonemes stand between in a text that goes to a speaker. Both are of Unicode's private use."""

_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HANGUL = "가-힣"
_PARTICLE = (
    "(?:은|는|이|가|을|를|의|에|에서|에게|에게서|와|과|랑|이랑|도|로|으로|로서|으로서|만|까지|부터|께서|께|한테|처럼|보다|"
    "이나|나|이라고|라고|이라는|라는|이며|며|이다|입니다|였다|이었다)?"
)
"""Korean particles and endings of the copula, which a name takes."""
_HANGUL_SIGN = re.compile(f"[{_HANGUL}]")
_LETTER = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]")
_OTHER_LETTER = re.compile(rf"[^\W{_HANGUL}\u3040-\u30ff\u3400-\u9fff]")
_AFTER_HANGUL = re.compile(rf"{_PARTICLE}(?![{_HANGUL}])")
_LARGEST = 5_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word and how it is said."""

    term: str
    said: str
    """Plain respelling, or phonemes between slashes."""
    where: str = ""
    """File and line or number of the entry, for messages."""

    @property
    def phonemes(self) -> str:
        """What stands between the slashes; empty for a respelling."""
        return self.said[1:-1] if len(self.said) > 2 and self.said[0] == self.said[-1] == "/" else ""


@dataclass(frozen=True)
class Lexicon:
    """How words of one language are said."""

    language: str
    entries: tuple[Entry, ...] = ()
    _said: Mapping[str, Entry] = field(init=False, default_factory=dict, repr=False, compare=False)
    _lengths: Mapping[str, Sequence[int]] = field(init=False, default_factory=dict, repr=False, compare=False)
    """How long the terms are that begin with a sign, the longest first."""

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for entry in self.entries:
            lengths.setdefault(entry.term[0], set()).add(len(entry.term))
        object.__setattr__(self, "_said", {entry.term: entry for entry in self.entries})
        object.__setattr__(
            self, "_lengths", {sign: sorted(each, reverse=True) for sign, each in lengths.items()}
        )

    def apply(self, text: str) -> str:
        """`text` with its words as they are said. What the lexicon does not know stays as it is."""
        if not self.entries:
            return text
        text = unicodedata.normalize("NFC", text)
        made: list[str] = []
        position = kept = 0
        while position < len(text):
            entry = self._at(text, position)
            if entry is None:
                position += 1
                continue
            made += [text[kept:position], _put(entry)]
            position = kept = position + len(entry.term)
        return "".join([*made, text[kept:]])

    def _at(self, text: str, begin: int) -> Entry | None:
        """The longest term that begins at a place and is a word of its own there."""
        for length in self._lengths.get(text[begin], ()):
            entry = self._said.get(text[begin : begin + length])
            if entry and len(entry.term) == length and _is_word(text, begin, begin + length):
                return entry
        return None

    def check(self, engine: str, known: Iterable[str]) -> None:
        """Raise `SettingsError` naming each entry whose phonemes `engine` does not know; `known` is all that it knows."""
        signs = frozenset(known)
        faults = []
        for entry in self.entries:
            if unknown := "".join(dict.fromkeys(sign for sign in entry.phonemes if sign not in signs)):
                faults.append(
                    f"{entry.where}: “{entry.term}” = {entry.said}: {engine} does not know {unknown}"
                )
        if faults:
            raise SettingsError(
                "\n".join(["The lexicon has phonemes that cannot be said:", *faults]),
                "Write them in other phonemes, or as a plain respelling without slashes.",
            )


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


def as_pls(lexicon: Lexicon) -> bytes:
    """The lexicon as a PLS 1.0 document, phonemes in IPA."""
    from lxml import etree

    names: Mapping[Any, str] = {None: _NAMESPACE}  # the default namespace
    root = etree.Element(f"{{{_NAMESPACE}}}lexicon", nsmap=names, version="1.0", alphabet="ipa")
    root.set(_LANG, lexicon.language)
    for entry in lexicon.entries:
        lexeme = etree.SubElement(root, f"{{{_NAMESPACE}}}lexeme")
        etree.SubElement(lexeme, f"{{{_NAMESPACE}}}grapheme").text = entry.term
        name = "phoneme" if entry.phonemes else "alias"
        etree.SubElement(lexeme, f"{{{_NAMESPACE}}}{name}").text = entry.phonemes or entry.said
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return made


def _is_word(text: str, begin: int, end: int) -> bool:
    """Whether a term stands as a word of its own. Words of Han and kana have no bounds that can be seen."""
    if _HANGUL_SIGN.match(text[begin]):
        free = not _HANGUL_SIGN.match(text[begin - 1 : begin])
    else:
        free = not (_LETTER.match(text[begin]) and _OTHER_LETTER.match(text[begin - 1 : begin]))
    if not free:
        return False
    if _HANGUL_SIGN.match(text[end - 1]):
        return bool(_AFTER_HANGUL.match(text, end))
    return not (_LETTER.match(text[end - 1]) and _OTHER_LETTER.match(text, end))


def _put(entry: Entry) -> str:
    return entry.phonemes.join(PHONEMES) if entry.phonemes else entry.said


def _from_toml(file: Path, data: bytes) -> dict[str, list[Entry]]:
    try:
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"The lexicon {file} cannot be read: {error}.", "Correct it.") from error
    made: dict[str, list[Entry]] = {}
    for tag, table in tables.items():
        if not isinstance(table, dict):
            raise SettingsError(
                f"The lexicon {file} has “{tag}” outside of a language.", "Put it below a line as [ko]."
            )
        made[find(tag).tag] = [
            _entry(term, said, f"{file}, line {_line(text, term)}") for term, said in table.items()
        ]
    return made


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
        alias = lexeme.findtext(f"{{{_NAMESPACE}}}alias")
        phoneme = lexeme.findtext(f"{{{_NAMESPACE}}}phoneme")
        said = alias or (f"/{phoneme.strip()}/" if phoneme and phoneme.strip() else "")
        for grapheme in lexeme.iterfind(f"{{{_NAMESPACE}}}grapheme"):
            yield _entry(grapheme.text or "", said, where)
