"""A mail: its head says title, author and date; its signature and addresses are not the text's."""

import re
from dataclasses import replace
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.readers.pasted.draft import Draft

_FIELD = re.compile(
    r"(?P<name>from|to|cc|bcc|subject|date|sent|reply-to|message-id|importance|보낸 ?사람|받는 ?사람|참조|제목|보낸 ?날짜|날짜|发件人|收件人|抄送|主题|发送时间|日期|寄件者|收件者|主旨|差出人|宛先|件名|日時|送信日時)\s*[:：]\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SUBJECT = ("subject", "제목", "主题", "主旨", "件名")
_SENDER = ("from", "보낸사람", "发件人", "寄件者", "差出人")
_DATE = ("date", "sent", "보낸날짜", "날짜", "发送时间", "日期", "日時", "送信日時")
_AGAIN = re.compile(
    r"(?:(?:re|fwd?|aw|wg|sv|tr|회신|전달|回复|答复|转发|回覆|轉寄|返信|転送)\s*[:：]\s*)+", re.IGNORECASE
)
_ADDRESS = re.compile(r"\s*[<(](?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[>)]")
_FAREWELL = re.compile(
    r"(?:(?:best|kind|warm(?:est)?|many|yours|with)[\w ]{0,25}(?:regards|wishes|thanks|sincerely|truly|faithfully)|best|regards|cheers|sincerely|yours|thanks|saludos(?: cordiales)?|un saludo|atentamente|cordialement"
    r"|mit freundlichen grüßen|viele grüße|감사합니다|.{0,10}(?:드림|올림)|此致|敬礼|祝好|谢谢|謝謝|よろしくお願いいたします|敬具)[\s,.，。!]*",
    re.IGNORECASE,
)
_MOST_LINES = 12
"""Of a signature."""


def read_mail(draft: Draft) -> None:
    """Take the head and the signature of a mail out of `draft`, if it is one."""
    head = _head(draft.lines)
    values = {found["name"].lower().replace(" ", ""): found["value"].strip() for _, found in head}
    subject = next((values[name] for name in _SUBJECT if values.get(name)), "")
    if len(head) < 2 or not subject:
        return
    front = draft.front
    author = parseaddr(next((values[name] for name in _SENDER if name in values), ""))[0]
    date = _day(next((values[name] for name in _DATE if name in values), ""))
    draft.front = replace(
        front,
        title=front.title or _AGAIN.sub("", subject, count=1),
        authors=front.authors or ((author,) if author else ()),
        date=front.date or date,
    )
    draft.set_aside("pasted-head", *(number for number, _ in head))
    _take_signature(draft)
    draft.lines[:] = [_ADDRESS.sub("", line) for line in draft.lines]


def _head(lines: list[str]) -> list[tuple[int, re.Match[str]]]:
    found: list[tuple[int, re.Match[str]]] = []
    for number, line in enumerate(lines[:40]):
        field = _FIELD.fullmatch(line.strip())
        if field:
            found.append((number, field))
        elif line.strip() or found:
            break
    return found


def _day(written: str) -> str:
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        from pipeline.languages.dates import iso_date

        return iso_date(written) or ""


def _take_signature(draft: Draft) -> None:
    filled = [number for number, line in enumerate(draft.lines) if line.strip()]
    last = filled[-_MOST_LINES:]
    dashes = next(
        (place for place, number in enumerate(last) if draft.lines[number].rstrip() in ("--", "—", "___")),
        len(last),
    )
    draft.set_aside("pasted-signature", *last[dashes:])
    rest = last[:dashes][-5:]
    farewell = next(
        (place for place, number in enumerate(rest) if _FAREWELL.fullmatch(draft.lines[number].strip())), None
    )
    if farewell is not None and all(len(draft.lines[number]) < 60 for number in rest[farewell:]):
        draft.set_aside("pasted-signature", *rest[farewell:])
