"""Comments that a writer keeps for themselves: of HTML, Obsidian, Hugo, MDX and kramdown. They are left out, whatever is in them.

One that is never closed is left out to the end of the text, since what is private must not be published by a slip of the pen.
"""

import re

from pipeline.document.notices import Level, Notice
from pipeline.readers.dialects.code_spans import ticks
from pipeline.readers.dialects.scan import Scan
from pipeline.readers.hypertext.excluded import Aside

_CONTENTS_BEGIN = re.compile(
    r"\s*(?:toc(?: start)?|ts|start doctoc\b.*|toc:? begin)\s*", re.IGNORECASE | re.DOTALL
)
_CONTENTS_END = re.compile(
    r"<!--\s*(?:/\s?toc|toc\s?(?:stop|end)|te|end doctoc\b[^>]*|toc:? end)\s*-->", re.IGNORECASE
)
_FOR_PROGRAMS = re.compile(
    r"\s*/?(?:more|excerpt|truncate|read ?more|end_?excerpt|toc|tocstop|te|/?wp:[^\n]{0,300}|markdownlint-[^\n]{0,200}|prettier-ignore[\w-]*)\s*",
    re.IGNORECASE,
)
"""What a comment says that is nobody's private word."""
_PERCENT = re.compile(r"%%(?=[\s.,;:!?)\]]|\Z)")
"""Two percent signs behind a number, as programs print one."""
_CLOSINGS = {"{/*": "*/}", "{# ": "#}", "{::comment}": "{:/comment}"}
PROGRAM_SIGN = r"\{\{-?[ ]?/\*|\{/\*|\{\#[ ]|\{::comment\}"
"""How comments begin in the languages of programs that make sites, as a verbose pattern."""
_SIGN = re.compile(rf"<!--|%%|`+|{PROGRAM_SIGN}", re.VERBOSE)
_HUGO_END = re.compile(r"\*/\s?-?\}\}")


def html_comment(scan: Scan) -> bool:
    """Take out the comment that begins here with `<!--`; between two that stand around contents, these too.

    Of one that begins a line an empty one stays, since it parts what stands above it from what stands below.
    """
    end = scan.find("-->", scan.at + 2)
    if end < 0:
        return _endless(scan, "<!--", "-->")
    if _CONTENTS_BEGIN.fullmatch(scan.text[scan.at + 4 : end]) and (
        last := _CONTENTS_END.search(scan.text, end, end + 20_000)
    ):
        scan.set_aside("contents", last.end(), scan.text[end + 3 : last.start()].strip())
        return True
    if _FOR_PROGRAMS.fullmatch(scan.text[scan.at + 4 : end]):
        scan.put(end + 3, "<!-- -->" if scan.begins_line else "")
    else:
        scan.hide(end + 3, "<!-- -->" if scan.begins_line else "")
    return True


def obsidian_comment(scan: Scan) -> bool:
    """Take out the comment between two `%%`."""
    if scan.before.isdigit() and _PERCENT.match(scan.text, scan.at):
        return False
    end = scan.find("%%", scan.at + 2)
    if end >= 0:
        scan.hide(end + 2)
        return True
    return _endless(scan, "%%", "%%")


def program_comment(scan: Scan, opening: str) -> bool:
    """Take out the comment that begins here with `opening`, as programs that make sites have it."""
    if opening.startswith("{{"):
        hugo = scan.search(_HUGO_END, scan.at + len(opening))
        if hugo is None:
            return _endless(scan, opening, "*/}}")
        scan.hide(hugo.end())
        return True
    closing = _CLOSINGS[opening]
    end = scan.find(closing, scan.at + len(opening))
    if opening == "{# " and (end < 0 or end > scan.paragraph_end(scan.at)):
        return False
    if end < 0:
        return _endless(scan, opening, closing)
    scan.hide(end + len(closing))
    return True


def _endless(scan: Scan, opening: str, closing: str) -> bool:
    """Leave out what a comment without end may hold: all that follows, or the paragraph when it begins within a line."""
    if scan.closed_only:
        return False
    end = len(scan.text) if scan.begins_line else scan.paragraph_end(scan.at)
    if scan.text[scan.at + len(opening) : end].strip("<!-> \n%"):
        reach = "all that follows it" if scan.begins_line else "the rest of its paragraph"
        message = f"A private comment begins here with {opening} and never ends, so {reach} was left out. Close it with {closing}."
        scan.told.append(Notice("reading.comment", Level.WARNING, f"{scan.aside.name}:{scan.line}", message))
    scan.put(end)
    return True


def without_comments(text: str, *, code: bool = False, closed_only: bool = False) -> str:
    """A part of a text, such as a title, without the private comments in it.

    What is `code` between backticks stays if asked for, and what is never closed if only closed ones are looked for.
    """
    from pipeline.readers.front_matter import Front

    if not _SIGN.search(text):
        return text
    scan = Scan(text, Front(), Aside("", {}), closed_only=closed_only)
    while found := _SIGN.search(text, scan.at):
        scan.keep(found.start())
        if not _read(scan, found, code):
            scan.keep(found.end())
    scan.keep(len(text))
    return "".join(scan.made).replace("<!-- -->", "")


def _read(scan: Scan, found: re.Match[str], code: bool) -> bool:
    if found[0] == "<!--":
        return html_comment(scan)
    if found[0] == "%%":
        return obsidian_comment(scan)
    if found[0].startswith("`"):
        return code and ticks(scan)
    return program_comment(scan, found[0])


def told_private(name: str, lines: list[int]) -> list[Notice]:
    """That private comments were left out of the file `name`, and where they began; of their words nothing."""
    if not lines:
        return []
    where = f"{name}:{lines[0]}"
    shown = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
    many = f"{len(lines)} private comments were" if len(lines) > 1 else "A private comment was"
    message = f"{many} left out (line{'s' if len(lines) > 1 else ''} {shown})."
    return [Notice("reading.private", Level.INFO, where, message)]
