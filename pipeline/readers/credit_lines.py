"""Who wrote an article and when: what bylines say, and the lines right under the title where no front matter does."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.document.article import BlockKind, Role
from pipeline.languages.bylines import after_label, dividers
from pipeline.languages.dates import iso_date
from pipeline.languages.isolation import plain
from pipeline.readers.credit_fields import credits_in, is_entry, signature
from pipeline.readers.front_matter import Front
from pipeline.readers.pieces import Piece

_NAME = r"[^\W\d_][\w.'’-]*(?: (?:[^\W\d_][\w.'’-]*)){0,3}"
_BYLINES = (
    re.compile(r"(?:글|기자|작가)\s*[:：=]?\s*([가-힣]{2,4}(?:, ?[가-힣]{2,4})*)"),
    re.compile(r"([가-힣]{2,4})\s*(?:기자|특파원|작가)"),
    re.compile(r"(?:作者|记者|記者|撰文|文)\s*[:：/／|]\s*(\S[^。，！？]{1,30})"),
    re.compile(r"(?:本报|本報)?(?:记者|記者)\s*([一-鿿]{2,4})"),
    re.compile(r"(?:文|取材|執筆|筆者)\s*[・:：=＝]\s*([一-鿿぀-ヿ][一-鿿぀-ヿ 　]{1,11})"),
    re.compile(r"([一-鿿]{2,5})\s*記者"),
    re.compile(rf"(?:بقلم|كتبت?|إعداد|تحرير)\s*[:：]?\s*({_NAME})"),
)  # fmt: skip
_EASTERN = re.compile("[一-鿿぀-ヿ가-힣]")
_BARE_EASTERN = re.compile("[一-鿿぀-ヿ]{2,6}(?:[ 　][一-鿿぀-ヿ]{1,6})?|[가-힣]{2,4}")
_BARE = re.compile(_NAME)
"""A name and nothing else."""
_PARTS = re.compile(r"(?<!\s)\s*+[|｜•·／]\s*+|(?<!\s)\s++[–—]\s++")
"""What stands between the author and the date on one line."""
_DATED = re.compile(
    r"(?:published(?: on)?|posted(?: on)?|date|publicado(?: el| em)?|publié le|veröffentlicht am|pubblicato il|опубликовано"
    r"|입력|등록|발행|게시|작성일?|发布(?:时间|日期|于)?|發[布佈](?:時間|日期|於)?|日期|公開日?|掲載日?)\s*[:：]?\s*",
    re.IGNORECASE,
)
"""What says of a date that it is the article's."""
_CHANGED = re.compile(
    r"(?:last )?(?:updated|modified|changed|edited)|actualizad[oa]|atualizad[oa]|mise? à jour|modifié|aktualisiert|geändert|aggiornat"
    r"|обновлено|수정|최종|更新|修改|改訂",
    re.IGNORECASE,
)
"""A date of a later change stays in the text."""
_LABEL = re.compile(
    r"(?:автор|글|文|كتبت?|إعداد)\s*[:：]?\s+"
    r"|(?:기자|记者|記者|撰文|取材|執筆)\s*[:：]\s*",
    re.IGNORECASE,
)
"""What else than in a language's own byline stands before the names, where it is known that they are names."""
_TITLE = re.compile(r"(?<!\s)\s*+(?:기자|특파원|記者|记者|기자단)\s*(?=,|\Z)")
_TYPED = re.compile(r",|;|&|\band\b")
"""Between names that were typed by hand or put together by a machine."""
_DEGREE = re.compile(
    r"(?:M\.?D|Ph\.?D|M\.?A|M\.?Sc|B\.?A|B\.?Sc|MBA|MPH|R\.?N|R\.?D|J\.?D|LL\.?[BM]|Ed\.?D|Psy\.?D|D\.?D\.?S|D\.?O|DVM|LCSW|CPA|Esq|Jr|Sr|II|III|IV)\.?"
)
"""What people have behind their names."""
_ADDRESS = re.compile(r"(?:https?:)?//|www\.")
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "bin",
        "al",
        "el",
    ]
)
"""Small words within names."""
_LINES = 3
"""Lines under the title that are looked at."""


def read_bylines(front: Front, pieces: Sequence[Piece]) -> tuple[Front, list[Piece]]:
    """`front` with what the lines under the title add to it, and `pieces` without those lines.

    What the front matter says stays; a line that says something else stays in the text.
    """
    head = 1 if pieces and pieces[0].level == 1 else 0
    shown: list[Piece] = []
    position = head
    while head and position < min(len(pieces), head + len(shown) + _LINES):
        if _is_shown(pieces[position]):
            shown.append(pieces[position])
            position += 1
            continue
        if all(is_entry(plain(piece.text)) for piece in pieces[position : position + 2]):
            break
        if _is_one_of_days(pieces[position], pieces[position + 1 :]):
            break
        found = _read_line(front, pieces[position]) or _bare_name(front, *pieces[position : position + 2])
        if found is None:
            break
        front = found
        position += 1
    return front, [*pieces[:head], *shown, *pieces[position:]]


def _is_shown(piece: Piece) -> bool:
    """Whether it is a picture or what stands under one."""
    return piece.kind is BlockKind.FIGURE or piece.role is Role.CAPTION


def authors_in(text: str, language: str = "") -> tuple[str, ...]:
    """The authors that `text` names, of which it is known that it is a byline; a line may be anything, see `read_bylines`.

    `language` is the article's, where it is known.
    """
    line = " ".join(plain(text).split())
    rest, between = after_label(line, language) or (_LABEL.sub("", line, count=1), dividers())
    parts = (part for listing in between.split(_TITLE.sub("", rest)) for part in _TYPED.split(listing))
    names = _with_degrees(" ".join(name.split()) for name in parts)
    return tuple(dict.fromkeys(name for name in names if name and not _ADDRESS.match(name)))


def _with_degrees(names: Iterable[str]) -> list[str]:
    """The names with what stands behind a comma and is no name: “Brenda Hill, MD”."""
    made: list[str] = []
    for name in names:
        if made and _DEGREE.fullmatch(name):
            made[-1] += f", {name}"
        else:
            made.append(name)
    return made


def _bare_name(front: Front, piece: Piece, following: Piece | None = None) -> Front | None:
    """`front` with the author when `piece` is a bare name, between the title and the date."""
    if front.authors or following is None or iso_date(following.text) is None:
        return None
    name = piece.text.strip()
    bare = piece.kind is BlockKind.PARAGRAPH and _is_bare_name(name)
    return replace(front, authors=(name,)) if bare else None


def _is_one_of_days(piece: Piece, behind: Sequence[Piece]) -> bool:
    """Whether it is a heading with a date, and not the only one, or one of several sections, as in a diary."""
    if not _is_dated_heading(piece):
        return False
    is_section = iso_date(plain(piece.text)) is not None and any(one.level == piece.level for one in behind)
    return is_section or any(map(_is_dated_heading, behind))


def _is_dated_heading(piece: Piece) -> bool:
    said = credits_in(plain(piece.text)) if piece.kind is BlockKind.HEADING else None
    return said is not None and bool(said.date)


def _read_line(front: Front, piece: Piece) -> Front | None:
    """`front` with the author and the date that the line says, or None when it says anything else or against it."""
    if _is_dated_heading(piece):
        return _add_credits(front, plain(piece.text))
    if piece.kind is not BlockKind.PARAGRAPH or len(piece.text) > 120:
        return None
    known: Front | None = front
    for part in _PARTS.split(plain(piece.text)):
        known = _add_byline(known, part) if known else None
    return known or _add_credits(front, plain(piece.text))


def _add_credits(front: Front, text: str) -> Front | None:
    """The same for a line that says several things at once."""
    said = credits_in(text)
    if said is None or (said.date and front.date and front.date[:10] != said.date[:10]):
        return None
    return replace(front, date=front.date or said.date, authors=front.authors or said.authors)


def _add_byline(front: Front, text: str) -> Front | None:
    authors = _authors(text, front.language)
    date = None if _CHANGED.match(text) else iso_date(_DATED.sub("", text, count=1))
    if authors and (not front.authors or front.authors == authors):
        return replace(front, authors=authors)
    if date and (not front.date or front.date[:10] == date[:10]):
        return replace(front, date=front.date or date)
    return None


def _authors(text: str, language: str) -> tuple[str, ...]:
    if labelled := after_label(text, language):
        rest, between = labelled
        names = [name.strip() for name in between.split(rest)]
        if all(map(_is_bare_name, names)):
            return tuple(names)
    match = next((match for pattern in _BYLINES if (match := pattern.fullmatch(text))), None)
    names = [name.strip() for name in dividers().split(match[1])] if match else []
    if names and all(_is_capital(name) for name in names):
        return tuple(names)
    return signature(text)


def _is_bare_name(text: str) -> bool:
    """Whether `text` is a name and nothing else, as far as its signs tell."""
    if _EASTERN.search(text):
        return bool(_BARE_EASTERN.fullmatch(text))
    letters = "".join(sign for sign in text if unicodedata.category(sign)[0] != "M")
    return bool(_BARE.fullmatch(letters)) and _is_capital(text)


def _is_capital(text: str) -> bool:
    """Whether each word begins like one of a name, where the script has capitals."""
    return bool(text) and all(word in _PARTICLES or not word[0].islower() for word in text.split())
