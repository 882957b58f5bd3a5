"""The amounts that a text speaks of, by value: 3 million, 300만, 三百万 and ٣ ملايين are one."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from pipeline.languages import Language
from pipeline.translation.checks.figures import FIGURE, evened, readings

_NUMERALS = {
    "Hani": {
        **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
        "〇": 0, "两": 2, "兩": 2, "俩": 2, "壱": 1, "弐": 2, "参": 3,
    },
    "Hang": {**{sign: value for value, sign in enumerate("영일이삼사오육칠팔구")}, "공": 0},
}  # fmt: skip
_TIMES = {
    **{"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12},
    **{"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12},
}
_HAN = "〇零一二三四五六七八九两兩壱弐参十百千万萬亿億兆"
_HANGUL = "영일이삼사오육칠팔구공십백천만억조"
_HANGUL_TIMES = "십백천만억조"

_KOREAN_COUNTED = r"(?=\s|명|개|번|차|살|시|배|달|가지|곳|건|대|마리|권|채|척|쌍|사람|나라|아이|주|해|잔|발|팀|골|경기|자|종|장|줄|세트)"
_KOREAN_TENS = "열|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
_KOREAN_NATIVE = re.compile(
    rf"(?<![가-힣])(?:(?P<tens>{_KOREAN_TENS}) ?(?P<one>하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?|스무"
    rf"|(?P<only>하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)|(?P<short>한|두|세|석|네|넉){_KOREAN_COUNTED})"
)
_KOREAN_SINO = re.compile(
    rf"(?<![가-힣\d.,])(?:[{_HANGUL}]{{2,}}(?<=[{_HANGUL_TIMES}])|[{_HANGUL}]*[{_HANGUL_TIMES}][{_HANGUL}]+"
    rf"|[{_HANGUL}](?=\s?(?:년|월|일|점|개|명|차|번|층|세기|등|위|대|주|분|인|당|선|자|심|각)))"
)
_WEEKDAY = re.compile(r"(?:星期|礼拜|禮拜|[周週])[一二三四五六日天](?!年)|[月火水木金土日]曜")
_IDIOM = re.compile(
    r"(?<![一二三四五六七八九\d])十分|十足|十字|千万不|千萬不|万一|萬一|万分|萬分|百姓|百货|百貨|千葉|八百屋|百合|万物|萬物"
)
_ABOUT = re.compile(r"(?:수|몇|여러|数|數|几|幾|上|成)\s?\Z")
_PARTS = re.compile(r"\s?(?:分之|분의\s?|分の)\s?")
_AND_HALF = re.compile(r"[- ]and[- ]a[- ]half|年半|個半|个半|년 반|시간 반|시 반")
_RANGE = re.compile(
    r"\s?(?:[-–—~〜～至到/]|to|and|or|a|y|o|à|et|ou|bis|und|e|و|أو|إلى|에서|부터|또는|から)\s?\$?£?€?"
)
_LATE = re.compile(
    r"\s{0,2}(?:p\.?\s?m\b|pm\b|de la tarde|de la noche|du soir|da tarde|da noite|مساء|عصر)", re.IGNORECASE
)
_EARLY = re.compile(r"\s{0,2}(?:a\.?\s?m\b|am\b|de la mañana|du matin|da manhã|صباح)", re.IGNORECASE)
_LATE_BEFORE = re.compile(r"(?:오후|저녁|밤|下午|晚上|傍晚|午後|夜|晚间|晚間|晚)\s?\Z")
_DECADE = re.compile(r"['’]?s\b|년대|年代")
_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963\u0970-\u097f\u064b-\u0652\u0670])+")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as it stands in a text."""

    values: frozenset[Fraction]
    """What it may mean; one of them is meant."""
    firm: bool
    """Whether it must have its counterpart in a translation; an amount in words often has none."""
    text: str
    begin: int
    end: int
    worded: bool = False
    """Whether it is written without figures."""
    month: bool = False
    """A month of the year, which answers to no other number."""
    near: tuple[Fraction, ...] = ()
    """What it is in metric units, about, where it stands before others: 10 miles, 16 km."""


class _Kind(Enum):
    FIGURE = auto()
    COUNT = auto()
    TIMES = auto()
    LOOSE = auto()
    MONTH = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    values: tuple[Fraction, ...]
    begin: int
    end: int
    short: bool = False
    """A sign behind figures that may be a unit of measure as well: 10m."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's words for amounts."""

    comma: bool
    joiner: str
    counts: Mapping[str, tuple[Fraction, ...]]
    times: Mapping[str, tuple[Fraction, ...]]
    short: Mapping[str, tuple[Fraction, ...]]
    loose: Mapping[str, tuple[Fraction, ...]]
    months: Mapping[str, tuple[Fraction, ...]]

    @property
    def tables(self) -> tuple[tuple[_Kind, Mapping[str, tuple[Fraction, ...]]], ...]:
        """The tables of whole words, in the order in which they are asked."""
        return (
            (_Kind.COUNT, self.counts),
            (_Kind.TIMES, self.times),
            (_Kind.MONTH, self.months),
            (_Kind.LOOSE, self.loose),
        )


@lru_cache(maxsize=4096)
def amounts(text: str, language: Language) -> tuple[Amount, ...]:
    """The amounts in `text`, in the order they stand."""
    even = _clean(evened(text))
    words = _words(language.base)
    tokens = sorted(_tokens(even, language, words), key=lambda token: (token.begin, -token.end))
    made = [_amount(even, run, language) for run in _runs(even, _apart(tokens), words)]
    return tuple(_related(even, made))


_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:[:h](\d{2})(?![\d:])|\s?(?:시간?|点|點|時|时)\s?(\d{1,2}|半|반)(?:\s?(?:분|分))?"
    r"|\s?(?:분|分)\s?(\d{1,2})\s?(?:초|秒))"
)
_CENTURY = re.compile(r"(\d{2})\s?世[纪紀]\s?(\d0|[一二三四五六七八九]十)\s?(?=年代)")
_SQUARE = re.compile(r"(?<=\bkm)[23]\b|(?<=\bcm)[23]\b")
_ARABIC_CENTURY = re.compile(r"(?<=ات )القرن \S+(?: و\S+)?|(?<=بداية )القرن \S+ و\S+")
_ROMAN = re.compile(r"(?<![^\W_])[IVX]{1,6}(?![^\W_])")


def _clean(text: str) -> str:
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


def _tokens(text: str, language: Language, words: _Words) -> Iterator[_Token]:
    for figure in FIGURE.finditer(text):
        place = figure.start()
        parts = readings(figure[0], comma=words.comma)
        lengths = re.split(r"[.,'’]", figure[0]) if len(parts) > 1 else [figure[0]]
        for values, written in zip(parts, lengths, strict=True):
            yield _Token(_Kind.FIGURE, values, place, place + len(written))
            place += len(written) + 1
    yield from _signs(text, language)
    if words.joiner and words.joiner != "و":
        for roman in _ROMAN.finditer(text):
            yield _Token(_Kind.LOOSE, (_roman(roman[0]),), roman.start(), roman.end())
    yield from _worded(text, words)


def _signs(text: str, language: Language) -> Iterator[_Token]:
    """Han and Hangul numerals, sign by sign, and native Korean ones."""
    if language.base in ("zh", "ja"):
        for found in re.finditer(f"[{_HAN}]", text):
            yield _sign(found[0], found.start(), "Hani")
        for sign, values in _loose_signs(language.base):
            for found in re.finditer(sign, text):
                yield _Token(_Kind.LOOSE, values, found.start(), found.end())
    if language.base == "ko":
        for run in re.finditer(rf"(?<=\d)[{_HANGUL_TIMES}]+", text):
            article = run[0] == "조"  # 247조 may be an article of a law
            for place in range(run.start(), run.end()):
                yield replace(_sign(text[place], place, "Hang"), short=article)
        for run in _KOREAN_SINO.finditer(text):
            for place in range(run.start(), run.end()):
                yield _sign(text[place], place, "Hang")
        for run in _KOREAN_NATIVE.finditer(text):
            yield _Token(_Kind.LOOSE, (_native(run),), run.start(), run.end())
        for sign, values in _loose_signs("ko"):
            for found in re.finditer(sign, text):
                yield _Token(_Kind.LOOSE, values, found.start(), found.end())


def _roman(numeral: str) -> Fraction:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in numeral]
    return Fraction(
        sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    )


def _sign(sign: str, place: int, script: str) -> _Token:
    if sign in _TIMES:
        return _Token(_Kind.TIMES, (Fraction(_TIMES[sign]),), place, place + 1)
    return _Token(_Kind.COUNT, (Fraction(_NUMERALS[script][sign]),), place, place + 1)


def _native(found: re.Match[str]) -> Fraction:
    counts = _words("ko").counts
    parts = [found["tens"], found["one"], found["only"], found["short"]]
    return sum((counts[part][0] for part in parts if part), Fraction(0)) or Fraction(20)


@cache
def _loose_signs(base: str) -> tuple[tuple[str, tuple[Fraction, ...]], ...]:
    loose = _words(base).loose
    return tuple((re.escape(sign), loose[sign]) for sign in sorted(loose, key=len, reverse=True))


def _worded(text: str, words: _Words) -> Iterator[_Token]:
    for found in _WORD.finditer(text):
        word, begin = found[0].casefold(), found.start()
        for known in _forms(word, words):
            kind, values = next((kind, table[known]) for kind, table in words.tables if known in table)
            if kind is not _Kind.MONTH or words.joiner != "and" or found[0][0].isupper():
                yield _Token(kind, values, begin, found.end())
            break
        else:
            if word in words.short and begin and text[:begin].rstrip(" ")[-1:].isdigit():
                yield _Token(_Kind.TIMES, words.short[word], begin, found.end(), short=True)


def _forms(word: str, words: _Words) -> Iterator[str]:
    """`word`, and what is left of an Arabic one without the particles written to it, if the table has it."""
    stripped = [word]
    if words.joiner == "و":
        stripped += [re.sub("^[وف]", "", word), re.sub("^[وفبك]{0,2}(?:ال|لل)", "", word)]
    for form in stripped:
        if any(form in table for _, table in words.tables):
            yield form


def _apart(tokens: Sequence[_Token]) -> list[_Token]:
    """Tokens that do not overlap, the earlier and longer ones first."""
    kept: list[_Token] = []
    for token in tokens:
        if not kept or token.begin >= kept[-1].end:
            kept.append(token)
    return kept


def _runs(text: str, tokens: Sequence[_Token], words: _Words) -> Iterator[tuple[_Token, ...]]:
    """Tokens gathered to amounts: as many as make one number together."""
    run: list[_Token] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if run and _joins(text, run, token, following, words):
            run.append(token)
            continue
        if run:
            yield tuple(run)
        run = [token]
    if run:
        yield tuple(run)


def _joins(text: str, run: Sequence[_Token], token: _Token, following: _Token | None, words: _Words) -> bool:
    if {token.kind, run[-1].kind} & {_Kind.LOOSE, _Kind.MONTH}:
        return False
    gap = text[run[-1].end : token.begin]
    if gap and _is_sign(text, token) and not words.joiner:
        if not re.fullmatch(" |[多余餘来來] ?", gap) or (gap != " " and token.kind is not _Kind.TIMES):
            return False
        if token.kind is not _Kind.TIMES and not _scaled(text, run, token, following):
            return False
        if text[token.begin] in _HANGUL:
            return False
    elif (gap and words.joiner == "" and not re.fullmatch(r"[ -]?", gap)) or (
        gap and not re.fullmatch(rf"[\s\-]{{1,2}}(?:{words.joiner or 'and'}\s?)?", gap)
    ):
        return False
    if token.kind is _Kind.FIGURE and words.joiner and not _is_sign(text, run[-1]):
        return run[-1].kind is _Kind.TIMES and gap == " " and words.joiner in ("y", "e")
    if token.kind is _Kind.COUNT and words.joiner and run[0].kind is _Kind.FIGURE:
        return False
    return _value([*(each.values[0] for each in run), token.values[0]], [*run, token], text) is not None


def _scaled(text: str, run: Sequence[_Token], token: _Token, following: _Token | None) -> bool:
    """Whether `token` counts for the multiplier that follows it, as 5000 does in 1억 5000만."""
    if following is None or following.kind is not _Kind.TIMES or run[-1].kind is not _Kind.TIMES:
        return False
    return text[token.end : following.begin] in ("", " ")


def _is_sign(text: str, token: _Token) -> bool:
    return token.kind is _Kind.FIGURE or text[token.begin] in _HAN + _HANGUL


def _value(values: Sequence[Fraction], run: Sequence[_Token], text: str) -> Fraction | None:
    """The number that the tokens make, None when they make none together."""
    total = section = Fraction(0)
    current: Fraction | None = None
    small = large = Fraction(10**18)
    for value, token in zip(values, run, strict=True):
        signs = text[token.begin] in _TIMES or text[token.begin] in _HAN + _HANGUL
        if token.kind is not _Kind.TIMES:
            if token.kind is _Kind.FIGURE and current is not None:
                return None
            joined = value if current is None else _together(current, value, signs=signs)
            if joined is None or (section and joined >= small):
                return None
            current = joined
        elif value < 1000 or (signs and value < 10_000):
            if value >= small:
                return None
            section += (1 if current is None else current) * value
            current, small = None, value
        else:
            part = section + (current or 0)
            if value == large:
                return None
            total = (total + part) * value if value > large else total + (part or 1) * value
            section, current, small, large = Fraction(0), None, Fraction(10**18), min(large, value)
            if total == 0:
                total = value
    return total + section + (current or 0)


def _together(current: Fraction, value: Fraction, *, signs: bool) -> Fraction | None:
    """Two counts side by side: 二〇, twenty-five, doscientos cincuenta, خمسة وعشرون."""
    if signs:
        return current * 10 + value if value < 10 else None
    if 0 < value < 10 and 20 <= current < 100 and current % 10 == 0:
        return current + value
    if 0 < value < 100 and current >= 100 and current % 100 == 0:
        return current + value
    if 0 < current < 10 and 10 <= value < 100 and value % 10 == 0:
        return current + value
    return None


_ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
"""The second quarter of a year is no fraction."""
_TENFOLD = {
    **dict.fromkeys(("decades", "décadas", "décennies", "jahrzehnte", "jahrzehnten", "عقود"), (10,)),
    **dict.fromkeys(("centuries", "siglos", "siècles", "séculos", "jahrhunderte", "قرون"), (100,)),
    **dict.fromkeys(("dozen", "docenas", "douzaines", "dúzias", "dutzend"), (12, 10)),
}
"""Words that make a count years or pieces, in any language: two decades are 20 years."""


@dataclass(frozen=True, slots=True)
class _Made:
    amount: Amount
    times: Fraction
    """What its figures were multiplied by."""
    loose: bool


def _amount(text: str, run: Sequence[_Token], language: Language) -> _Made:
    values = {
        value
        for chosen in product(*(token.values for token in run))
        if (value := _value(chosen, run, text)) is not None
    }
    figures = [token for token in run if token.kind is _Kind.FIGURE]
    if any(token.short for token in run):
        values |= set(figures[0].values if figures else ())
    begin, end = run[0].begin, run[-1].end
    first = _value([token.values[0] for token in run], run, text)
    times = first / figures[0].values[0] if figures and first and figures[0].values[0] else Fraction(1)
    firm = _firm(text, run, language)
    amount = Amount(frozenset(values), firm, text[begin:end], begin, end, worded=not figures)
    if run[0].kind is _Kind.MONTH or (run[0].kind is not _Kind.LOOSE and _is_month(text, amount, language)):
        sure = run[0].kind is not _Kind.MONTH or _sure_month(text, amount)
        amount = replace(amount, month=True, firm=sure)
    return _Made(amount, times, run[0].kind in (_Kind.LOOSE, _Kind.MONTH))


_MONTH_SIGN = re.compile(r"\s?[월月](?!曜|球|薪|光|亮|经|面)")
_MONTH_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|last|since|until|till|by|next|early|late|mid|from|to|and|between|this|during|after|before))[ -]+\Z",
    re.IGNORECASE,
)


_OTHER_WORDS = ("may", "march", "mar", "mars", "jan", "dec", "sep", "marzo", "آب", "ماي", "كانون", "تشرين")


def _is_month(text: str, amount: Amount, language: Language) -> bool:
    small = all(value.denominator == 1 and 1 <= value <= 12 for value in amount.values)
    return (
        language.base in ("ko", "zh", "ja")
        and small
        and bool(_MONTH_SIGN.match(text[amount.end : amount.end + 3]))
    )


def _sure_month(text: str, amount: Amount) -> bool:
    """Whether a month's name is one: May and March, Sept and Jan are other words too."""
    if amount.text.casefold() not in _OTHER_WORDS:
        return True
    if re.match(r"\s?,?\s?\d", text[amount.end : amount.end + 3]):
        return True
    return bool(_MONTH_BEFORE.search(text[: amount.begin]))


def _firm(text: str, run: Sequence[_Token], language: Language) -> bool:
    if any(token.kind is _Kind.FIGURE for token in run):
        return True
    if run[0].kind is _Kind.LOOSE or _ABOUT.search(text[: run[0].begin]):
        return False
    signs = text[run[0].begin : run[-1].end]
    if language.base in ("zh", "ja", "ko"):
        counts = [token for token in run if token.kind is _Kind.COUNT]
        if language.base == "ko":
            return bool(counts) and len(run) >= 3 and sum(token.kind is _Kind.TIMES for token in run) >= 2
        if all(token.kind is _Kind.COUNT for token in run):
            return len(run) >= 3
        return bool(counts) and len(run) >= 2 and not re.search("[一二三四五六七八九]{2}[十百千万萬]", signs)
    value = _value([token.values[0] for token in run], run, text)
    return value is not None and value >= _FIRM_FROM and run[0].kind is _Kind.COUNT


_FIRM_FROM = 2
"""One in words comes and goes in translations."""


def _related(text: str, made: Sequence[_Made]) -> Iterator[Amount]:
    """Amounts whose neighbours say what they mean: a fraction's parts, a range's unit, the half of the day."""
    number = 0
    while number < len(made):
        each = made[number]
        after = made[number + 1] if number + 1 < len(made) else None
        if after is not None and (part := _fraction(text, each, after)):
            yield part
            number += 2
            continue
        values = each.amount.values | frozenset(_also(text, each, after))
        behind = text[each.amount.end : each.amount.end + 20]
        firm = each.amount.firm and not (values == {Fraction(100)} and _PERCENT.match(behind))
        yield replace(each.amount, values=values, firm=firm, near=tuple(_metric(values, behind)))
        number += 1


def _fraction(text: str, each: _Made, after: _Made) -> Amount | None:
    gap = text[each.amount.end : after.amount.begin]
    one, two = min(each.amount.values), min(after.amount.values)
    firm = each.amount.firm and after.amount.firm
    span = (text[each.amount.begin : after.amount.end], each.amount.begin, after.amount.end)
    if _PARTS.fullmatch(gap) and one:
        values = {two, two / one} if one == 100 else {two / one}
        return Amount(frozenset(values), firm, *span)
    if gap == "/" and firm and 0 < one < two <= 10:
        return Amount(frozenset({one / two}), firm, *span)
    if gap == " " and not each.loose and after.amount.text.casefold() in _TENFOLD and one < 100:
        tens = {one * factor for factor in _TENFOLD[after.amount.text.casefold()]}
        return Amount(frozenset({*tens, *each.amount.values}), each.amount.firm, *span)
    ordinal = each.amount.text.casefold() in _ORDINALS
    if after.loose and gap in (" ", "-") and not each.loose and one < 10 and not ordinal:
        parts = {one * value for value in after.amount.values if value.denominator > 1}
        parts |= {one / value for value in after.amount.values if value.denominator == 1 and 4 < value <= 10}
        if parts and each.amount.text.isalpha():
            return Amount(frozenset(parts), one > 1, *span)
    return None


def _also(text: str, each: _Made, after: _Made | None) -> Iterator[Fraction]:
    """Other values that an amount may have where it stands."""
    amount = each.amount
    behind, before = text[amount.end : amount.end + 20], text[max(0, amount.begin - 6) : amount.begin]
    for value in amount.values:
        if value < 13:
            yield from _hours(value, before, behind)
        if _DECADE.match(behind) and value % 10 == 0 and (value < 100 or 1000 < value < 2100):
            yield from (value % 100, 1900 + value % 100, 2000 + value % 100)
        if _AND_HALF.match(behind):
            yield value + Fraction(1, 2)
        if value < 100 and re.search(r"(?:1[89]|20)\d\d\s?[-–—/~]\s?\Z", before):
            yield from (1900 + value, 2000 + value)
        if re.search(r"\bhalf an? \Z", text[: amount.begin]) and amount.text[:1].isalpha():
            yield value / 2
        if after is not None and after.times > 1 and _RANGE.fullmatch(text[amount.end : after.amount.begin]):
            yield value * after.times


_PERCENT = re.compile(r"\s?(?:%|per\s?cent)")
_UNITS = (
    (r"miles?|mph|mi", "1.609"),
    (r"inch(?:es)?", "2.54"),
    (r"(?:feet|foot|ft)", "0.3048"),
    (r"(?:feet|foot|ft)", "30.48"),
    (r"yards?|yds?", "0.9144"),
    (r"pounds?|lbs?", "0.4536"),
    (r"acres?", "0.4047"),
    (r"gallons?", "3.785"),
    (r"ounces?|oz", "28.35"),
)


def _metric(values: frozenset[Fraction], behind: str) -> Iterator[Fraction]:
    for unit, factor in _UNITS:
        if re.match(rf"(?: to \d+| or \d+|-\d+)?[\s-]?(?:{unit})\b", behind):
            yield from (value * Fraction(factor) for value in values)
    if re.match(r"\s?(?:degrees|°F?)", behind):
        yield from ((value - 32) * 5 / 9 for value in values)


def _hours(value: Fraction, before: str, behind: str) -> Iterator[Fraction]:
    if _LATE.match(behind) or _LATE_BEFORE.search(before):
        yield value % 12 + 12
    if _EARLY.match(behind):
        yield value % 12


@cache
def _words(base: str) -> _Words:
    table = tomllib.loads((files(__package__) / "amounts.toml").read_text("utf-8"))
    row = table.get(base, {})
    return _Words(
        comma=row.get("comma", False),
        joiner=row.get("and", ""),
        counts=_entries(row.get("counts", "")),
        times=_entries(row.get("times", "")),
        short=_entries(row.get("short", "")),
        loose=_entries(row.get("loose", "")),
        months=_entries(row.get("months", "")),
    )


def _entries(written: str) -> dict[str, tuple[Fraction, ...]]:
    entries: dict[str, tuple[Fraction, ...]] = {}
    for entry in written.split():
        value, _, names = entry.partition(":")
        values = (
            (Fraction(value),) if re.fullmatch(r"\d/\d", value) else tuple(map(Fraction, value.split("/")))
        )
        for name in names.split(","):
            even = unicodedata.normalize("NFKC", name).casefold()
            entries[even] = (*entries.get(even, ()), *values)
    return entries
