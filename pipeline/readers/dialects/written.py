"""What dialects mean, written in plain Markdown."""

import re
from html import escape

from pipeline.readers.dialects.formulas import without_layout

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$^=:&-])")
_IN_TITLE = re.compile(r'(["\\])')
BOX, BODY, END = "\ue010", "\ue011", "\ue012"
"""Around the title of a box and behind its text, until `containers` writes it as a quotation."""
_MARKS = re.compile("[\ue010-\ue012]")


def without_marks(text: str) -> str:
    """`text` without the signs that are ours."""
    return _MARKS.sub("", text)


def plain(text: str) -> str:
    """`text` so that no sign in it means anything."""
    return _SIGNS.sub(r"\\\1", text)


def picture(address: str, alternative: str = "", caption: str = "") -> str:
    """A picture with what it shows and what stands under it."""
    title = " ".join(_IN_TITLE.sub(r"\\\1", caption).split())
    inside = re.sub(r"[<>\n]", "", address.strip())
    return f"![{plain(alternative)}](<{inside}>" + (f' "{title}")' if title else ")")


def box(title: str = "", attribution: str = "") -> str:
    """The beginning of a box; `END` ends it."""
    said = " ".join(_MARKS.sub("", title).split())
    return f"{BOX}{said}\x1f{' '.join(_MARKS.sub('', attribution).split())}{BODY}"


def code(text: str) -> str:
    """`text` as code within a line."""
    inside = " ".join(text.split())
    ticks = "`" * (1 + max(map(len, re.findall("`+", inside)), default=0))
    return f"{ticks} {inside} {ticks}" if "`" in inside else f"{ticks}{inside}{ticks}"


def fence(body: str) -> str:
    """`body`, whose first and last lines are those of its tags, as a block of code of as many lines."""
    longest = max(map(len, re.findall("`{3,}", body)), default=2)
    ticks = "`" * (longest + 1)
    return f"{ticks}{body if body.startswith(chr(10)) else chr(10) + body}{'' if body.endswith(chr(10)) else chr(10)}{ticks}"


def formula(tex: str) -> str:
    """The formula `tex` as an element that holds it, so that no sign in it means anything."""
    inside = escape(without_layout(tex), quote=True)
    for sign in "|`*_[]$~\\":
        inside = inside.replace(sign, f"&#{ord(sign)};")
    return f'<math class="tex" alttext="{inside}"></math>' if inside else ""


def note(text: str) -> str:
    """`text` as a note where it stands."""
    return f"^[{' '.join(text.split())}]" if text.strip() else ""
