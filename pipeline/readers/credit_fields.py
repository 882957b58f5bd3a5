"""Lines that hold several things at once of an article's origin, as newsrooms write them: date, source, reporter and place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages.dates import iso_date

_FIGURES = r"\d{4}\s{0,2}[-/.年년]\s{0,2}\d{1,2}\s{0,2}[-/.月월]\s{0,2}\d{1,2}(?!\d)\s{0,2}[.日일]?(?:\s{0,2}[(（][^\W\d_]{1,4}[)）])?"
_IN_WORDS = r"\d{1,2}(?:\.|º|er)?\s(?:de\s)?[^\W\d_]{2,12}(?:[/\s][^\W\d_]{2,12}){0,2}\.?,?\s\d{4}|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}"
_CLOCK = r"(?:\s{0,2}[,،|]?\s{0,2}(?:오전|오후|上午|下午|午前|午後|[ap]\.?m\.?)?\s{0,2}\d{1,2}\s?[:：時时시點点]\s?\d{1,2}(?:\s?[:：分분](?:\s?\d{1,2})?)?[秒초]?(?:\s?[ap]\.?m\.?)?(?:\s?[(（]?(?:GMT|UTC|KST|JST|CST)[^\s()（）]{0,6}[)）]?)?)"
_DATE = re.compile(rf"(?<!\d)(?:{_FIGURES}|{_IN_WORDS})")
_SAME_YEAR = r"\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
_WHEN = rf"(?:(?:{_FIGURES}|{_IN_WORDS}|{_SAME_YEAR}){_CLOCK}?|{_CLOCK})"
_CHANGES = (
    r"(?:last\s)?(?:updated|modified|edited)|actualizad[oa]|atualizad[oa]|mise?\sà\sjour|aktualisiert|aggiornato|обновлено"
    r"|최종\s?수정|수정|업데이트|更新(?:时间|時間|日期)?|修改(?:时间|時間)?|改訂|最終更新|آخر\sتحديث|تحديث"
)
_CHANGED = re.compile(
    rf"(?:{_CHANGES})\s{{0,2}}[:：]?\s{{0,2}}{_WHEN}|{_WHEN}\s{{0,2}}(?:{_CHANGES})", re.IGNORECASE
)
_CHANGED_BEFORE = re.compile(rf"(?:{_CHANGES})\s{{0,2}}[:：]?\s{{0,2}}\Z", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:(?:first\s)?published|posted)(?:\s(?:on|at))?\s{0,2}[:：]?|publicado(?:\s(?:el|em))?\s{0,2}[:：]?|(?:기사\s?)?(?:입력|등록|작성|게재|송고|발행|승인)(?:\s?(?:일시?|시간))?\s{0,2}[:：]?"
    r"|(?:发布|發布|發佈|发表|發表|发稿|發稿|出版|刊登|時間|时间|日期)(?:时间|時間|日期|于|於|在)?\s{0,2}[:：]?|(?:公開|掲載|配信|投稿|発行)(?:日時?)?\s{0,2}[:：]?|(?:تاريخ\s)?(?:ال)?نشر\s{0,2}[:：]?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:星期|週|周)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|(?:ال)?(?:أحد|اثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:来源|來源|稿源|出处|出處|出典|提供|출처|제공)\s{0,2}[:：]\s{0,2}\S{2,24}|(?<=[|｜]\s)(?:来源|來源)\S{2,24}"
)
_EDITOR = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|校對|审核|審核|编审)\s{0,2}[:：]\s{0,2}\S{2,12}"
)
_COUNT = re.compile(
    r"(?:阅读量?|閱讀|浏览量?|瀏覽|点击量?|點擊|评论|評論|조회수?|댓글|閲覧数)\s{0,2}[:：]?\s{0,2}\d[\d,.]*\s{0,2}[次条條]?"
    r"|\d[\d,.]*\s{0,2}(?:次|条|條|件の|개의\s)?\s?(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|閲覧|コメント|댓글|조회)"
)
_CONTROLS = re.compile(
    r"(?:字号|字號|字体|字體|文字サイズ|글자\s?크기)\s{0,2}[:：]?(?:\s{0,2}[A大中小][+-]?(?![A-Za-z]))+"
)
"""How large a page shows its text."""
_REPORTER = re.compile(
    r"(?:(?:本报|本報)?(?:特约|特約|實習|实习)?(?:記者|记者)\s{0,2})([一-鿿]{2,4}(?:[、,，/　 ][一-鿿]{2,4}){0,3})(?:\s{0,2}[/／∕]\s{0,2}[一-鿿]{2,8}?(?:報導|报导|報道|报道|電|电|讯|訊))?"
    r"|([一-鿿]{2,4})\s{0,2}[/／∕]\s{0,2}[一-鿿]{2,6}?(?:報導|报导|報道|报道)"
    r"|(?<=[|｜]\s)(?:作者|撰文)\s?[:：]?\s?([一-鿿]{2,4})(?![一-鿿])"
    r"|(?:編集委員|論説委員|特派員|ライター)[　 ]{1,2}([一-鿿ぁ-ヿ]{2,6})(?![一-鿿ぁ-ヿ])"
    r"|(?<![가-힣])([가-힣]{2,4})\s?(?:선임\s?)?(?:기자|특파원)(?![가-힣])"
)
_NAMES = "([一-鿿]{2,4}(?:(?:\\s?[、,，]\\s?|[　 ])[一-鿿]{2,4}){0,3})"
_NAMES_OF_JAPAN = "([一-鿿ぁ-ヿ々]{2,8}(?:[　 ][一-鿿ぁ-ヿ々]{1,6})?)"
_SIGNATURE = re.compile(
    r"(?:(?:采写|採寫|撰文|采访|採訪|报道|報導|文)\s?[:：/／]\s?)?[一-鿿A-Za-z]{0,8}?(?:记者|記者|特派员|特派員|评论员|評論員|通讯员|通訊員|专栏作者|專欄作者|撰稿人)(?:\s?[:：]\s?|\s)"
    + _NAMES
    + r"|(?:采写|採寫|撰文|作者)\s?[:：/／]\s?"
    + _NAMES
    + r"|(?:取材・文|取材・構成|文・写真|構成・文|文・構成|筆者|ライター)\s?[:：=＝/／・]\s?"
    + _NAMES_OF_JAPAN
    + r"|(?:取材|執筆|文)\s?[=＝/／・]\s?"
    + _NAMES_OF_JAPAN
    + r"(?:[　 ]{1,3}(?:撮影|写真|編集)\s?[:：=＝/／・]\s?[一-鿿ぁ-ヿ々　 ]{2,12})?"
    + r"|(?:[가-힣]{2,6}(?:,\s?[가-힣]{2,6}){0,2}\s?[=]?\s?)?([가-힣]{2,4})\s?(?:선임|인턴|수습)?\s?(?:기자|특파원)\s?[(]?[\w.+-]+@[\w.-]+[)]?"
    r"|([가-힣]{2,4})\s?(?:선임|인턴|수습)?\s?(?:기자|특파원)"
)
_CHINESE = 2
"""Groups of a signature that hold Chinese names, which have no space within."""
_BETWEEN = re.compile(r"\s?[、,，]\s?")
_BETWEEN_CHINESE = re.compile(r"\s?[、,，]\s?|[　 ]")
_OTHER_WORDS = re.compile(
    "谢谢|謝謝|感谢|感謝|你好|您好|请问|請問|什么|什麼|怎么|怎麼|佚名|未知|不详|不詳|匿名|编辑|編輯|編集|手记|手記|观察|觀察|协会|協會|现场|現場"
    "|认为|認為|表示|指出|问道|問道|采访|採訪|调查|調查|报道|報導|取材|執筆|募集|プロフィール|紹介|一覧"
    "|\\A(?:전직|현직|전임|후임|여성|남성|여자|남자|청년|신문|방송|잡지|사진|영상|시민|외국인?|외신|종군|수습|인턴|선임|전문|객원|담당|취재|해외|지역|동료|젊은|어느|모든)\\Z"
)
"""What stands beside a reporter's office and is no name: a verb, thanks, what kind of reporter."""
_AROUND = "（(【[〔［］〕]】)） "
"""What may stand around a signature."""
_DESK = re.compile(r"(?:[一-鿿]{2,4}中心|綜合|综合)\s{0,2}[/／∕]\s{0,2}[一-鿿]{0,6}(?:報導|报导|報道|报道)")
_PLACE_OF_DESK = re.compile("中心|綜合|综合|編輯|编辑|整理|外電|外电")
_NOBODY = re.compile(
    "撮影|提供|写真|資料|资料|攝|摄|圖|图|翻|待续|待續|未完|节选|節選|有删|有刪|来源|來源|原文|网络|網路|编者|編者|作者|関係|敬称|共同|時事|新华|新華|中央社|責任|关于|記事|関連|以上|本報訊|完"
)
"""What stands in brackets and is no name."""
_PAPER = re.compile(
    r"[一-鿿A-Za-z0-9가-힣]{1,10}(?:報|报|网|網|新聞|新闻|新聞雲|社|電視台?|台|在线|在線|일보|신문|뉴스)"
)
_DATE_AND_TIME = re.compile(rf"(?:{_FIGURES}){_CLOCK}")
_SENTENCE = re.compile("[.。!！?？…,，、]")
_SHORT = 16
_ANYBODY = re.compile(r"(?:[一-鿿ぁ-ヿ々]+\s*){0,2}|[가-힣]{2,4}|[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*){0,3}")
"""What may be anybody's name behind a date and the time of the day."""
_MARKS = re.compile(r"[\W_]+")
_LONGEST = 120


_SIGNED = re.compile(
    r"[（(〔【［\[](?:[一-鿿]{2,4}社)?\s?(?:(?:本报|本報)?(?:記者|记者)\s?)?([一-鿿]{2,4}(?:[、,，][一-鿿]{2,4}){0,3})\s?"
    r"(?:[／/∕][一-鿿]{2,8}?(?:報導|报导|報道|报道|電|电|讯|訊)|(?<=[一-鿿]))[）)〕】］\]]"
)
"""A name in brackets at the beginning or the end of a text."""
_ENDED = re.compile("(?:\\A|[。！？!?…」』”])\\s{0,2}\\Z")
"""What stands before a name that signs the text, and not before what is said of its last word (東京都)."""
_WIRED = re.compile(r"[（(][一-鿿]{2,4}社(?:記者|记者)([一-鿿]{3})[一-鿿]{2,4}\d{1,2}日[電电]")
"""A reporter of an agency, with place and day, at the beginning of a text."""


@dataclass(frozen=True, slots=True)
class Credits:
    """What a line says of an article's origin."""

    date: str = ""
    authors: tuple[str, ...] = ()


def credits_in(line: str) -> Credits | None:
    """What `line` says, when it says nothing but when, where and by whom an article was made; else None."""
    if len(line) > _LONGEST:
        return None
    rest, dates = _without_dates(line)
    rest, authors = _without_reporters(rest)
    desk = _DESK.search(rest)
    for pattern in (_SOURCE, _EDITOR, _COUNT, _CONTROLS, _DESK, _PUBLISHED, _WEEKDAY):
        rest = pattern.sub(" ", rest)
    if _DATE_AND_TIME.match(line) and _may_be_name(rest):
        return Credits(dates[0] if dates else "", authors)
    left = [word for word in _MARKS.sub(" ", rest).split() if not _PAPER.fullmatch(word)]
    if left or not (dates or authors or desk):
        return None
    return Credits(dates[0] if dates else "", authors)


def is_entry(line: str) -> bool:
    """Whether words stand behind a date and the time of the day, as in what happened by the hour."""
    found = _DATE_AND_TIME.match(line)
    return found is not None and any(sign.isalpha() for sign in line[found.end() :])


def _may_be_name(text: str) -> bool:
    bare = _MARKS.sub(" ", text).strip()
    return len(bare) <= _SHORT and not _SENTENCE.search(text) and _ANYBODY.fullmatch(bare) is not None


def dates_in(line: str) -> Iterator[str]:
    """The days that `line` says, those of a later change left out, in ISO 8601."""
    for found in _DATE.finditer(line):
        changed = _CHANGED_BEFORE.search(line, 0, found.start()) is not None
        if not changed and (day := iso_date(found[0].strip(" .,"))):
            yield day


def signed(text: str) -> tuple[str, ...]:
    """Who signed a paragraph in brackets at its beginning with a place (〔記者…／台北報導〕), or at its end with no more than a name (（米田優人））."""
    if wired := _WIRED.match(text):
        return (wired[1],)
    last = text.rstrip()
    found = next(
        (found for found in _SIGNED.finditer(last) if found.start() == 0 or found.end() == len(last)), None
    )
    if (
        found is None
        or _PLACE_OF_DESK.search(found[0])
        or _NOBODY.search(found[1])
        or _PAPER.fullmatch(found[1])
        or not (
            re.search("[／/∕]|記者|记者", found[0])
            or (found.start() and _ENDED.search(last, 0, found.start()))
        )
    ):
        return ()
    return tuple(re.split("[、,，]", found[1]))


def signature(line: str) -> tuple[str, ...]:
    """Who signs an article in a line that says nothing else (采写：江报记者 李明; 取材・文＝佐野みどり; 김민수 기자 kim@a.kr)."""
    found = _SIGNATURE.fullmatch(line.strip(_AROUND)) if len(line) <= _LONGEST else None
    if not found or found.lastindex is None:
        return ()
    between = _BETWEEN_CHINESE if found.lastindex <= _CHINESE else _BETWEEN
    names = tuple(between.split(found[found.lastindex]))
    return () if any(_NOBODY.search(name) or _OTHER_WORDS.search(name) for name in names) else names


def _without_dates(line: str) -> tuple[str, list[str]]:
    dates = list(dates_in(line))
    rest = _CHANGED.sub(" ", line)
    return re.sub(_WHEN, " ", rest), dates


def _without_reporters(line: str) -> tuple[str, tuple[str, ...]]:
    names: list[str] = []

    def take(found: re.Match[str]) -> str:
        said = next(filter(None, found.groups()))
        if _PLACE_OF_DESK.search(said):
            return str(found[0])
        names.extend(re.split(r"[、,，/　 ]", said))
        return " "

    return _REPORTER.sub(take, line), tuple(dict.fromkeys(names))
