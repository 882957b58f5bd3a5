"""What a line is for: credits, notes on pictures, tails of related links, a stray line of contents.

Lines are known by how newsrooms write them in the languages of the patterns below; each has to be
short and to stand alone, so that a sentence about photographs stays a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document.article import BlockKind, Role, Span
from pipeline.document.notices import Level, Notice
from pipeline.readers.headings import words
from pipeline.readers.pieces import Piece, tidy

_SHORT = {"credit": 14, "note": 40, "lead": 12, "link": 30}
"""Words a line of the kind may have."""

_CONTENTS = re.compile(
    r"(?:table of contents|contents|in this article|on this page|목차|차례|目录|目錄|目次|índice|tabla de contenidos?"
    r"|sumário|table des matières|sommaire|inhaltsverzeichnis|inhalt|indice|содержание|зміст|оглавление|المحتويات"
    r"|فهرست|תוכן העניינים|विषय-सूची|i̇çindekiler|içindekiler|mục lục|daftar isi|inhoud(?:sopgave)?|spis treści|yaliyomo)"
    r"\s*[:：]?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:(?:cover |featured |header )?(?:photo(?:graph)?s?|images?|pictures?|illustrations?|graphics?)"
    r"(?:\s+(?:by|credits?|courtesy of|from|via)\b|\s*[:©/|])"
    r"|(?:foto(?:graf[ií]a)?|imagen|imagem|ilustración|ilustração|immagine|bild|grafik|afbeelding|zdjęcie|fot\.)"
    r"(?:\s+(?:de|di|da|do|por|von|van)\b|\s*[:©/|])"
    r"|(?:crédit|crédito|crédits|créditos)\s+(?:photo|de la foto|da foto|foto)|photo\s*:|©"
    r"|(?:사진|그림|이미지)\s*(?:제공|출처|[=:：/|©])|(?:图片|照片|圖片|摄影|攝影|图|圖)\s*(?:来源|來源|提供|由|[：:/／|])"
    r"|(?:写真|撮影|画像)\s*(?:提供|出典|[：:/／=＝])|фото\s*[:：©/]|صورة\s*[:：]|تصوير\s*[:：]|תמונה\s*:|צילום\s*:)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\b(?:images?|pictures?|photos?|photographs?|illustrations?)\b.*"
    r"\b(?:illustrati(?:ve|on) purposes|for illustration|illustrative only|do(?:es)? not (?:depict|show)|stock (?:photo|image)|symboli[cz])"
    r"|\b(?:imagen|foto|imagem)\b.*\b(?:ilustrativ|meramente|archivo|arquivo)|\b(?:image|photo)\b.*\b(?:d.illustration|à titre illustratif|prétexte)"
    r"|\bsymbol(?:bild|foto)\b|(?:이미지|사진|그림).*(?:참고용|예시|설명을 돕기|관련이? ?없|자료 ?사진)"
    r"|(?:图片|图像|照片|配图|圖片|圖像|配圖).*(?:仅供|僅供|示意|无关|無關|不代表)|(?:写真|画像).*(?:イメージ|関係ありません|資料)"
    r"|изображени[ея].*(?:иллюстра)|الصورة.*(?:توضيح|تعبير)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:you (?:might|may)(?: also)? (?:want to|like to|like|enjoy|be interested in|wish to)(?: (?:read|reading))?(?: next)?"
    r"|related(?: (?:articles?|stories|story|links?|posts?|news|reading|content|coverage|topics?))?"
    r"|(?:read|see)(?: also| more| next)|also read|further reading|recommended(?: reading| for you| articles?)?"
    r"|more (?:on this(?: story| topic)?|stories|from .{1,40}|articles?|news)|don['’]t miss"
    r"|관련(?: ?기사| ?글| ?링크| ?뉴스)?(?: 더 ?보기)?|(?:함께|더) (?:읽어 ?볼|읽을|볼) ?(?:만한 )?(?:기사|글|거리)?|추천 ?(?:기사|글)"
    r"|(?:相关|延伸|推荐|更多|相關|推薦)(?:阅读|文章|链接|新闻|报道|报导|閱讀|連結|鏈接|新聞|報導|報道)|(?:您|你)(?:可能|也许|也許)(?:还|也|還|會|会)?(?:想|喜欢|喜歡|对|對).{0,12}"
    r"|関連(?:記事|リンク|ニュース|情報)?|(?:あわせて|合わせて)読みたい(?:記事)?|おすすめ(?:の)?記事"
    r"|(?:artículos|noticias|enlaces|notas) relacionad[oa]s|(?:lea|lee|vea|ver|leer) también|(?:también )?(?:te|le) puede(?: también)? interesar"
    r"|(?:artigos|notícias|links|matérias) relacionad[oa]s|(?:leia|veja) (?:também|mais)|você (?:também )?pode (?:gostar(?: de ler)?|querer ler)"
    r"|(?:à )?lire aussi|(?:articles|contenus) (?:liés|connexes|associés)|voir aussi|sur le même sujet|à lire également"
    r"|(?:lesen|lies|siehe) (?:sie )?auch|mehr zum thema|weitere artikel(?: zum thema)?|das könnte (?:sie|dich) auch interessieren|verwandte artikel"
    r"|leggi anche|articoli correlati|lees ook|czytaj także|(?:читайте|смотрите) также|читайте також|статьи по теме|اقرأ أيضا(?:ً)?|مقالات ذات صلة|baca juga|xem thêm|bài viết liên quan)"
    r"[\s:：!！?？.。…>»]*",
    re.IGNORECASE,
)
_FRAME = re.compile(r"^\s*(?:<<|>>|\[+|\(+|«)\s*|\s*(?:>>|<<|\]+|\)+|»)\s*$")
_FULL = re.compile(r"[.。।۔][\"'”’»)]*\Z")


@dataclass(frozen=True, slots=True)
class Sorted:
    """Pieces by what they are for."""

    body: tuple[Piece, ...]
    back: tuple[Piece, ...]
    """Credits, notes on pictures and related links, in the order they stood."""
    notices: tuple[Notice, ...]


def sort(pieces: Sequence[Piece], name: str) -> Sorted:
    """`pieces` of the file `name` with end matter set apart and lines of contents dropped."""
    kept, notices = _without_contents(pieces, name)
    body: list[Piece] = []
    back: list[Piece] = []
    position = 0
    while position < len(kept):
        links = _links_after(kept, position)
        if links:
            back += _related(kept[position], kept[position + 1 : position + 1 + links])
            position += 1 + links
            continue
        piece = kept[position]
        role = _role(piece)
        if role is Role.BODY:
            body.append(piece)
        else:
            back.append(
                replace(piece, role=role, spans=_unframed(piece) if role is Role.CREDIT else piece.spans)
            )
        position += 1
    return Sorted(tuple(body), tuple(back), tuple(notices))


def _without_contents(pieces: Sequence[Piece], name: str) -> tuple[list[Piece], list[Notice]]:
    kept: list[Piece] = []
    notices: list[Notice] = []
    titles = _counts(pieces)
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or not _CONTENTS.fullmatch(piece.text):
            kept.append(piece)
            continue
        entries = _entries_after(pieces, position, titles)
        if piece.kind is BlockKind.HEADING and not entries and not _opens_section(pieces, position):
            kept.append(piece)
            continue
        told = f"The line “{piece.text}”{' and its entries were' if entries else ' was'} dropped: "
        told += "every edition has a contents page of its own."
        notices.append(Notice("reading.contents-line", Level.INFO, _where(name, piece), told))
        position += entries
    return kept, notices


def _counts(pieces: Sequence[Piece]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in pieces:
        if piece.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            key = _key(piece.text)
            found[key] = found.get(key, 0) + 1
    return found


def _key(text: str) -> str:
    return " ".join(re.sub(r"^[\d.)\s]+", "", text).split()).casefold()


def _entries_after(pieces: Sequence[Piece], position: int, titles: dict[str, int]) -> int:
    """How many pieces from `position` on only repeat the headings that follow."""
    following = pieces[position] if position < len(pieces) else None
    if following and following.kind is BlockKind.LIST:
        entries = [_key(piece.text) for piece in following.walk() if piece.kind is BlockKind.ITEM]
        return int(bool(entries) and all(entry in titles for entry in entries))
    count = 0
    for piece in pieces[position:]:
        if piece.kind is not BlockKind.PARAGRAPH or titles[_key(piece.text)] < 2:
            break
        count += 1
    return count if count > 1 else 0


def _opens_section(pieces: Sequence[Piece], position: int) -> bool:
    return position >= len(pieces) or pieces[position].kind is BlockKind.HEADING


def _role(piece: Piece) -> Role:
    if piece.kind is not BlockKind.PARAGRAPH:
        return Role.BODY
    text = _FRAME.sub("", piece.text)
    framed = text != piece.text
    if _CREDIT.match(text) and words(text) <= _SHORT["credit"] and (framed or not _FULL.search(text)):
        return Role.CREDIT
    if len(text) < 600 and words(text) <= _SHORT["note"] and _NOTE.search(text):
        return Role.IMAGE_NOTE
    return Role.BODY


def _unframed(piece: Piece) -> tuple[Span, ...]:
    """The credit without the `<< >>` or brackets around it, which are not words."""
    first, *rest = piece.spans
    spans = [Span(re.sub(r"^\s*(?:<<|>>|\[+|\(+|«)\s*", "", first.text), first.marks), *rest]
    spans[-1] = Span(re.sub(r"\s*(?:>>|<<|\]+|\)+|»)\s*$", "", spans[-1].text), spans[-1].marks)
    return tidy(spans)


def _links_after(pieces: Sequence[Piece], position: int) -> int:
    """How many pieces are the links that the piece at `position` leads in; 0 when it leads in none."""
    lead = pieces[position]
    if lead.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or words(lead.text) > _SHORT["lead"]:
        return 0
    if not _RELATED.fullmatch(lead.text):
        return 0
    count = 0
    for piece in pieces[position + 1 :]:
        if not _link(piece):
            break
        count += 1
    return count


def _link(piece: Piece) -> bool:
    if piece.kind is BlockKind.LIST:
        return all(words(item.text) <= _SHORT["link"] for item in piece.pieces)
    short = piece.kind is BlockKind.PARAGRAPH and words(piece.text) <= _SHORT["link"]
    return short and not _FULL.search(piece.text) and _role(piece) is Role.BODY


def _related(lead: Piece, links: Sequence[Piece]) -> list[Piece]:
    """The lead-in line and all links as one list."""
    items: list[Piece] = []
    for piece in links:
        items += piece.pieces if piece.kind is BlockKind.LIST else [replace(piece, kind=BlockKind.ITEM)]
    listed = Piece(BlockKind.LIST, pieces=tuple(items), line=links[0].line)
    return [replace(lead, kind=BlockKind.PARAGRAPH, level=0, role=Role.RELATED), _with_role(listed)]


def _with_role(piece: Piece) -> Piece:
    return replace(piece, role=Role.RELATED, pieces=tuple(_with_role(inner) for inner in piece.pieces))


def _where(name: str, piece: Piece) -> str:
    return f"{name}:{piece.line}" if piece.line else name
