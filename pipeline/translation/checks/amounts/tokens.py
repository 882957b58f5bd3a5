"""What an amount is made of in a text: figures, numerals sign by sign, words and months."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from pipeline.languages import Language
from pipeline.translation.checks.amounts.words import Kind, Words, words_of
from pipeline.translation.checks.figures import FIGURE, readings

_NUMERALS = {
    "Hani": {
        **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
        "〇": 0, "两": 2, "兩": 2, "俩": 2, "壱": 1, "弐": 2, "参": 3,
    },
    "Hang": {**{sign: value for value, sign in enumerate("영일이삼사오육칠팔구")}, "공": 0},
}  # fmt: skip
TIMES = {
    **{"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12},
    **{"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12},
}
HAN = "〇零一二三四五六七八九两兩壱弐参十百千万萬亿億兆"
HANGUL = "영일이삼사오육칠팔구공십백천만억조"
_HANGUL_TIMES = "십백천만억조"
_KOREAN_COUNTED = r"(?=\s|명|개|번|차|살|시|배|달|가지|곳|건|대|마리|권|채|척|쌍|사람|나라|아이|주|해|잔|발|팀|골|경기|자|종|장|줄|세트)"
_KOREAN_TENS = "열|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
_KOREAN_NATIVE = re.compile(
    rf"(?<![가-힣])(?:(?P<tens>{_KOREAN_TENS}) ?(?P<one>하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?|스무"
    rf"|(?P<only>하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)|(?P<short>한|두|세|석|네|넉){_KOREAN_COUNTED})"
)
_KOREAN_SINO = re.compile(
    rf"(?<![가-힣\d.,])(?:[{HANGUL}]{{2,}}(?<=[{_HANGUL_TIMES}])|[{HANGUL}]*[{_HANGUL_TIMES}][{HANGUL}]+"
    rf"|[{HANGUL}](?=\s?(?:년|월|일|점|개|명|차|번|층|세기|등|위|대|주|분|인|당|선|자|심|각)))"
)
_WEEKDAY = re.compile(r"(?:星期|礼拜|禮拜|[周週])[一二三四五六日天](?!年)|[月火水木金土日]曜")
_IDIOM = re.compile(
    r"(?<![一二三四五六七八九\d])十分|十足|十字|千万不|千萬不|万一|萬一|万分|萬分|百姓|百货|百貨|千葉|八百屋|百合|万物|萬物"
)
_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963\u0970-\u097f\u064b-\u0652\u0670])+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:[:h](\d{2})(?![\d:])|\s?(?:시간?|点|點|時|时)\s?(\d{1,2}|半|반)(?:\s?(?:분|分))?"
    r"|\s?(?:분|分)\s?(\d{1,2})\s?(?:초|秒))"
)
_CENTURY = re.compile(r"(\d{2})\s?世[纪紀]\s?(\d0|[一二三四五六七八九]十)\s?(?=年代)")
_SQUARE = re.compile(r"(?<=\bkm)[23]\b|(?<=\bcm)[23]\b")
_ARABIC_CENTURY = re.compile(r"(?<=ات )القرن \S+(?: و\S+)?|(?<=بداية )القرن \S+ و\S+")
_ROMAN = re.compile(r"(?<![^\W_])[IVX]{1,6}(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an amount, and what it may be worth."""

    kind: Kind
    values: tuple[Fraction, ...]
    begin: int
    end: int
    short: bool = False
    """A sign behind figures that may be a unit of measure as well: 10m."""


def cleaned(text: str) -> str:
    """`text` without what looks like amounts and is none; places do not matter to the caller."""
    for pattern in (_ADDRESS, _WEEKDAY, _IDIOM, _SQUARE, _ARABIC_CENTURY):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return _CENTURY.sub(_decade, _CLOCK.sub(_clock, text))


def _clock(found: re.Match[str]) -> str:
    """A time of day, or minutes and seconds, in one form: 7:30, 7시 30분, 7点半 -> 7.30."""
    minutes = next(part for part in found.groups()[1:] if part)
    minutes = "30" if minutes in "半반" else minutes.zfill(2)
    return found[1] if minutes == "00" else f"{found[1]}.{minutes} "


def _decade(found: re.Match[str]) -> str:
    """20世纪80年代 -> 1980年代."""
    decade = found[2] if found[2].isdecimal() else f"{_NUMERALS['Hani'][found[2][0]]}0"
    return f" {int(found[1]) - 1}{decade}"


def tokens_in(text: str, language: Language, words: Words) -> Iterator[Token]:
    """All tokens of `text`, in no order; they may overlap."""
    for figure in FIGURE.finditer(text):
        place = figure.start()
        parts = readings(figure[0], comma=words.comma)
        lengths = re.split(r"[.,'’]", figure[0]) if len(parts) > 1 else [figure[0]]
        for values, written in zip(parts, lengths, strict=True):
            yield Token(Kind.FIGURE, values, place, place + len(written))
            place += len(written) + 1
    yield from _signs(text, language)
    if words.joiner and words.joiner != "و":
        for roman in _ROMAN.finditer(text):
            yield Token(Kind.LOOSE, (_roman(roman[0]),), roman.start(), roman.end())
    yield from _worded(text, words)


def _signs(text: str, language: Language) -> Iterator[Token]:
    """Han and Hangul numerals, sign by sign, and native Korean ones."""
    if language.base in ("zh", "ja"):
        for found in re.finditer(f"[{HAN}]", text):
            yield _sign(found[0], found.start(), "Hani")
        for sign, values in _loose_signs(language.base):
            for found in re.finditer(sign, text):
                yield Token(Kind.LOOSE, values, found.start(), found.end())
    if language.base == "ko":
        for run in re.finditer(rf"(?<=\d)[{_HANGUL_TIMES}]+", text):
            article = run[0] == "조"  # 247조 may be an article of a law
            for place in range(run.start(), run.end()):
                yield replace(_sign(text[place], place, "Hang"), short=article)
        for run in _KOREAN_SINO.finditer(text):
            for place in range(run.start(), run.end()):
                yield _sign(text[place], place, "Hang")
        for run in _KOREAN_NATIVE.finditer(text):
            yield Token(Kind.LOOSE, (_native(run),), run.start(), run.end())
        for sign, values in _loose_signs("ko"):
            for found in re.finditer(sign, text):
                yield Token(Kind.LOOSE, values, found.start(), found.end())


def _roman(numeral: str) -> Fraction:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in numeral]
    return Fraction(
        sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    )


def _sign(sign: str, place: int, script: str) -> Token:
    if sign in TIMES:
        return Token(Kind.TIMES, (Fraction(TIMES[sign]),), place, place + 1)
    return Token(Kind.COUNT, (Fraction(_NUMERALS[script][sign]),), place, place + 1)


def _native(found: re.Match[str]) -> Fraction:
    counts = words_of("ko").counts
    parts = [found["tens"], found["one"], found["only"], found["short"]]
    return sum((counts[part][0] for part in parts if part), Fraction(0)) or Fraction(20)


@cache
def _loose_signs(base: str) -> tuple[tuple[str, tuple[Fraction, ...]], ...]:
    loose = words_of(base).loose
    return tuple((re.escape(sign), loose[sign]) for sign in sorted(loose, key=len, reverse=True))


def _worded(text: str, words: Words) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        word, begin = found[0].casefold(), found.start()
        for known in _forms(word, words):
            kind, values = next((kind, table[known]) for kind, table in words.tables if known in table)
            if kind is not Kind.MONTH or words.joiner != "and" or found[0][0].isupper():
                yield Token(kind, values, begin, found.end())
            break
        else:
            if word in words.short and begin and text[:begin].rstrip(" ")[-1:].isdigit():
                yield Token(Kind.TIMES, words.short[word], begin, found.end(), short=True)


def _forms(word: str, words: Words) -> Iterator[str]:
    """`word`, and what is left of an Arabic one without the particles written to it, if the table has it."""
    stripped = [word]
    if words.joiner == "و":
        stripped += [re.sub("^[وف]", "", word), re.sub("^[وفبك]{0,2}(?:ال|لل)", "", word)]
    for form in stripped:
        if any(form in table for _, table in words.tables):
            yield form


def apart(tokens: Sequence[Token]) -> list[Token]:
    """Tokens that do not overlap, the earlier and longer ones first."""
    kept: list[Token] = []
    for token in tokens:
        if not kept or token.begin >= kept[-1].end:
            kept.append(token)
    return kept
