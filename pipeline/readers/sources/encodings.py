"""Bytes to text: by what a mark or a declaration says, else by what the bytes themselves show."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import ArticleNotText
from pipeline.infra.charsets import text_codec

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (LE)",
    "utf-16-be": "UTF-16 (BE)",
    "utf-32-le": "UTF-32 (LE)",
    "utf-32-be": "UTF-32 (BE)",
    "cp949": "CP949 (EUC-KR)",
    "gb18030": "GB18030 (GBK, GB2312)",
    "big5hkscs": "Big5",
    "cp932": "Shift_JIS (CP932)",
    "euc_jis_2004": "EUC-JP",
    "iso2022_jp_2": "ISO-2022-JP",
    "cp1252": "Windows-1252 (ISO-8859-1)",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "cp1253": "Windows-1253",
    "cp1256": "Windows-1256",
}
_WIDE = ("cp949", "gb18030", "big5hkscs", "cp932", "euc_jis_2004", "iso2022_jp_2")
_NARROW = ("cp1252", "cp1250", "cp1251", "koi8-r", "cp1253", "cp1256")
_MEANT = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "chinese"), "gb18030"),
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "latin-1", "iso-8859-15"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc_jis_2004"),
    "unicode": "utf-8",
}
"""What web pages mean by a name (encoding.spec.whatwg.org); a page that could be read so far is not UTF-16."""
_WINDOW = 200_000
"""Bytes that are looked at to know an encoding."""
_ENOUGH = 24
"""Bytes above ASCII below which no encoding of several bytes a character is sure."""
_SURE, _SURE_OF_TWO = 0.09, 0.2
"""How confident chardet must be, and of one or two bytes above ASCII."""
_AHEAD = 1.2
"""How many times as confident as for the next that gives another text.

Measured on 62 news documents each in Korean, Simplified and Traditional Chinese, Japanese, Spanish and
Arabic: none is named wrongly, by its first 60 bytes even.
"""
_RARE = 2_000
"""Bytes of a declared page in which one may be damaged."""
_HIGH = re.compile(rb"[\x80-\xff]+")
_SPACES = frozenset("\t\n\r\f ")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how its encoding came to be known."""

    text: str
    encoding: str
    """As people know it."""
    how: str
    """`declared`, `marked` or `found`, as in: found from its bytes."""
    damaged: int = 0
    """Places where single bytes had no meaning; U+FFFD stands for them."""


def decode(data: bytes, name: str, declared: str = "", *, whole: bool = True) -> Decoded:
    """The text in `data`, which is the beginning of a file unless it is `whole`.

    `declared` is the encoding that comes with it, by HTTP or in mark-up; one that is false is passed
    over. Raises `ArticleNotText`, which calls the file `name`, when nothing is sure or when single
    bytes have no meaning in the encoding that is.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, marked, name, whole, len(mark)), _NAMES[marked], "marked")
    asked = _declared_codec(declared)
    if (
        asked
        and (asked == "utf-8" or not _surely_utf8(data))
        and (text := _try_codec(data, asked, whole)) is not None
    ):
        return Decoded(text, _NAMES.get(asked, asked.upper()), "declared")
    codec = _unicode(data) or _escaped_encoding(data)
    if asked == "utf-8" and codec is None and (damaged := _slightly_damaged(data)):
        return damaged
    if codec is None and (text := _try_codec(data, "utf-8", whole)) is not None:
        return Decoded(text, _NAMES["utf-8"], "found")
    codec = codec or ("utf-8" if _surely_utf8(data) else _sure_encoding(data) or _damaged_encoding(data))
    if codec is None:
        raise _unknown(data, name)
    return Decoded(_strict(data, codec, name, whole), _NAMES[codec], "found")


def _slightly_damaged(data: bytes) -> Decoded | None:
    """UTF-8 that is declared so, with a byte here and there that is none, and that is nothing else with certainty."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if not 0 < lost <= 1 + len(data) // _RARE or (not _surely_utf8(data) and _sure_encoding(data)):
        return None
    return Decoded(text, _NAMES["utf-8"], "declared", lost)


def _surely_utf8(data: bytes) -> bool:
    """Whether `data` begins with so much UTF-8 that nothing else is meant, whatever it declares."""
    start = data[:_WINDOW]
    return (
        _try_codec(start, "utf-8", whole=False) is not None and len(b"".join(_HIGH.findall(start))) >= _ENOUGH
    )


def _declared_codec(declared: str) -> str:
    """The codec that a declaration means, if there is one for text."""
    label = declared.strip().lower()
    codec = text_codec(label).replace("_", "-")
    codec = _MEANT.get(label) or _MEANT.get(codec, codec)
    return "utf-8" if codec.startswith(("utf-8", "utf-16", "utf-32")) else codec


def _try_codec(data: bytes, codec: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(codec)().decode(data, final=whole)
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, codec: str, name: str, whole: bool, skip: int = 0) -> str:
    try:
        return codecs.getincrementaldecoder(codec)().decode(data[skip:], final=whole)
    except UnicodeDecodeError as error:
        at = skip + error.start
        line, byte = data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at)
        raise ArticleNotText(
            f"{name} is in {_NAMES[codec]}, but line {line}, byte {byte} (0x{data[at]:02x}) is not valid in it.",
            "Correct that place, or save the file anew as UTF-8.",
        ) from error


def _unicode(data: bytes) -> str | None:
    """UTF-32 or UTF-16 without a mark, when one of them gives plain text of one script."""
    if b"\x00" not in data[:_WINDOW]:
        return None
    for codec, size in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        start = data[: min(len(data), 8_000) // size * size]
        text = _try_codec(start, codec, whole=False)
        if text and _plain(text):
            return codec
    return None


def _plain(text: str) -> bool:
    """Whether `text` is such as people write; in the wrong order of bytes scripts go wild."""
    if len(text) < 8 or not _SPACES & set(text) or "\u2000" in text:
        return False
    if any(unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs") for sign in set(text) - _SPACES):
        return False
    scripts = Counter(_script(sign) for sign in text if sign.isalpha())
    latin = scripts.pop("LATIN", 0)
    (_, most), *_ = scripts.most_common(1) or [("", 0)]
    return latin + most > 0 and latin + most >= 0.98 * (latin + scripts.total())


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA", "IDEOGRAPHIC") else name


def _escaped_encoding(data: bytes) -> str | None:
    """What switches character sets by escapes: ASCII bytes only, and yet Japanese."""
    return _sure_encoding(data) if b"\x1b$" in data[:_WINDOW] else None


def _sure_encoding(data: bytes) -> str | None:
    """The encoding that is sure from the bytes, by chardet's statistics over the ones that people use."""
    import chardet

    start = data[:_WINDOW]
    high = len(b"".join(_HIGH.findall(start)))
    found = chardet.detect_all(
        start,
        ignore_threshold=True,
        include_encodings=(*_WIDE, *_NARROW),
        compat_names=False,
        prefer_superset=True,
    )
    (codec, confidence), (_, behind), *_ = [*_different(start, found), ("", 0.0), ("", 0.0)]
    enough = b"\x1b$" in start or high >= (_ENOUGH if codec in _WIDE else 1)
    asked = _SURE_OF_TWO if codec in _NARROW and high < 3 else _SURE
    return codec if enough and confidence >= max(asked, _AHEAD * behind) else None


def _different(start: bytes, found: Sequence[Mapping[str, object]]) -> Iterator[tuple[str, float]]:
    """The encodings found, the likeliest first, each that gives another text than those before it."""
    texts: list[str] = []
    for each in found:
        codec, confidence = str(each["encoding"]), each["confidence"]
        if codec not in _NAMES or not isinstance(confidence, float):
            continue
        text = _try_codec(start, codec, whole=False)
        if text is not None and text not in texts:
            texts.append(text)
            yield codec, confidence


def _damaged_encoding(data: bytes) -> str | None:
    """The encoding that would be sure without a few bytes that have no meaning in it."""
    for codec in ("utf-8", *_WIDE[:5]):
        text = data[:_WINDOW].decode(codec, "replace")
        lost, high = text.count("\ufffd"), sum(1 for sign in text if sign > "\x7f")
        if lost and high - lost >= max(10, 20 * lost):
            rest = text.replace("\ufffd", "").encode(codec, "ignore")
            if codec == "utf-8" or _sure_encoding(rest) == codec:
                return codec
    return None


def _unknown(data: bytes, name: str) -> ArticleNotText:
    if b"\x00" in data[:_WINDOW]:
        return ArticleNotText(
            f"{name} is not text but binary.", "Save it as plain text or Markdown in UTF-8."
        )
    at = _first_wrong(data)
    line, byte = data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at)
    tried = ", ".join(_NAMES[codec] for codec in ("utf-8", *_WIDE, *_NARROW))
    return ArticleNotText(
        f"{name} is not valid UTF-8 (line {line}, byte {byte}: 0x{data[at]:02x}), and no other encoding fits with "
        f"certainty. Tried: {tried}.",
        "Save it in UTF-8; on the command line: iconv -f ITS-ENCODING -t UTF-8.",
    )


def _first_wrong(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
