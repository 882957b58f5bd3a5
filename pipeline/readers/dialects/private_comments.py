"""Comments that a writer keeps for themselves: of HTML, Obsidian, Hugo, Liquid, MDX, kramdown and CriticMarkup. They are left out, whatever is in them.

One that is never closed is left out to the end of the text, since what is private must not be published by a slip of the pen.
"""

import re

from pipeline.document.notices import Level, Notice
from pipeline.readers.dialects.code_spans import ticks
from pipeline.readers.dialects.scan import LONGEST_TAG, Scan
from pipeline.readers.dialects.tag_uses import Use, use
from pipeline.readers.hypertext.excluded import Aside

_CONTENTS_BEGIN = re.compile(
    r"\s*(?:toc(?: start)?|ts|start doctoc\b.*|toc:? begin)\s*", re.IGNORECASE | re.DOTALL
)
_CONTENTS_END = re.compile(
    r"<!--\s*(?:/\s?toc|toc\s?(?:stop|end)|te|end doctoc\b[^>]{0,300}|toc:? end)\s*-->", re.IGNORECASE
)
_LONGEST_CONTENTS = 20_000
_FOR_PROGRAMS = re.compile(
    r"\s*/?(?:more|excerpt|truncate|read ?more|end_?excerpt|toc|tocstop|te|/?wp:[^\n]{0,300}|markdownlint-[^\n]{0,200}|prettier-ignore[\w-]*)\s*",
    re.IGNORECASE,
)
"""What a comment says that is nobody's private word."""
_BEHIND = re.compile(r"[\s.,;:!?)\]。，、；：！？）”’」]|\Z")
_APART = re.compile(r"[\s(\[（“‘「]")
_PERCENT = re.compile(rf"%%(?={_BEHIND.pattern})")
"""Two percent signs behind a number, as programs print one."""
_CLOSINGS = {
    "{{": ("*/}}", re.compile(r"\*/\s{0,3}-?\}\}")),
    "{/": ("*/}", re.compile(r"\*/\s{0,3}\}")),
    "{#": ("#}", re.compile(r"#\}")),
    "{:": ("{:/comment}", re.compile(r"\{:/comment\}")),
    "{>": ("<<}", re.compile(r"<<\}")),
    "{%": ("%}", re.compile(r"%\}")),
}
"""How comments of programs are closed, by their first signs."""
PROGRAM_SIGN = r"\{\{-?[ ]?/\*|\{[ ]?/\*|\{\#(?:[ ]|(?=[^{}\n]{1,300}\#\}))|\{::comment\}|\{>>|\{%-?[ ]?\#"
"""How comments begin in the languages of programs that make sites, as a verbose pattern."""
_TAG = r"(?:\{%-?|\{\{[<%]|<(?=[A-Z]))\s{0,3}(?P<tag>\w{1,40})"
_SIGN = re.compile(rf"<!--|%%|`+|{PROGRAM_SIGN}|{_TAG}", re.VERBOSE)


def html_comment(scan: Scan) -> bool:
    """Take out the comment that begins here with `<!--`; between two that stand around contents, these too.

    Of one that begins a line an empty one stays, since it parts what stands above it from what stands below.
    """
    end = scan.find("-->", scan.at + 2)
    if end < 0:
        return endless(scan, "<!--", "-->")
    if (
        _CONTENTS_BEGIN.fullmatch(scan.text[scan.at + 4 : end])
        and (last := scan.search(_CONTENTS_END, end, fixed=True))
        and last.end() <= end + _LONGEST_CONTENTS
    ):
        scan.set_aside("contents", last.end(), scan.text[end + 3 : last.start()].strip())
        return True
    if _FOR_PROGRAMS.fullmatch(scan.text[scan.at + 4 : end]):
        scan.put(end + 3, "<!-- -->" if scan.begins_line else "")
    else:
        scan.hide(end + 3, "<!-- -->" if scan.begins_line else "")
    return True


def obsidian_comment(scan: Scan) -> bool:
    """Take out the comment between two `%%`, wherever the second stands; one alone between spaces is text."""
    if scan.before.isdigit() and _PERCENT.match(scan.text, scan.at):
        return False
    end = scan.find("%%", scan.at + 2)
    crosses = not scan.begins_line and (end < 0 or end > scan.paragraph_end(scan.at))
    if crosses and (scan.before.isdigit() or (end < 0 and _stands_alone(scan))):
        return _keep_lone(scan)
    if end < 0:
        return endless(scan, "%%", "%%")
    if crosses:
        _report_crossing(scan, end)
        scan.put(end + 2)
    elif scan.before.isdigit() and scan.text[end - 1].isdigit():
        scan.keep(end + 2)
    else:
        scan.hide(end + 2)
    return True


def _stands_alone(scan: Scan) -> bool:
    return bool(_APART.match(scan.before) and _BEHIND.match(scan.text, scan.at + 2))


def _keep_lone(scan: Scan) -> bool:
    message = (
        "One %% alone stands here and was kept as text. If it begins a private comment, close that with %%."
    )
    scan.told.append(Notice("reading.comment", Level.WARNING, f"{scan.aside.name}:{scan.line}", message))
    scan.keep(scan.at + 2)
    return True


def _report_crossing(scan: Scan, end: int) -> None:
    last = scan.line + scan.text.count("\n", scan.at, end)
    message = f"A private comment begins with %% within line {scan.line} and ends on line {last}; all between was left out."
    scan.told.append(Notice("reading.comment", Level.WARNING, f"{scan.aside.name}:{scan.line}", message))


def program_comment(scan: Scan, opening: str) -> bool:
    """Take out the comment that begins here with `opening`, as programs that make sites have it."""
    closing, pattern = _CLOSINGS[opening.replace(" ", "").replace("-", "")[:2]]
    found = scan.search(pattern, scan.at + len(opening), fixed=True)
    if closing == "#}" and (not found or found.start() > scan.paragraph_end(scan.at)):
        return False
    if not found:
        return endless(scan, opening, closing)
    scan.hide(found.end())
    return True


def endless(scan: Scan, opening: str, closing: str, *, whole: bool = False) -> bool:
    """Leave out what a comment without end may hold: all that follows, or the paragraph when it begins within a line.

    Of one that is the `whole` of a tag all that follows is left out wherever it begins.
    """
    if scan.closed_only:
        return False
    whole = whole or scan.begins_line
    end = len(scan.text) if whole else scan.paragraph_end(scan.at)
    if scan.text[scan.at + len(opening) : end].strip("<!-> \n%"):
        reach = "all that follows it" if whole else "the rest of its paragraph"
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
    if found["tag"]:
        return use(found["tag"]) is Use.COMMENT and _tag_comment(scan, found["tag"])
    return program_comment(scan, found[0])


def _tag_comment(scan: Scan, name: str) -> bool:
    """Take out what stands between the tag called `name`, which begins here, and the one that ends it, of any program."""
    opened = scan.text.find(">" if scan.text[scan.at] == "<" else "}", scan.at, scan.at + LONGEST_TAG)
    if opened >= 0 and scan.text[opened - 1] == "/":
        scan.hide(opened + 1)
        return True
    found = scan.search(_tag_end(name), scan.at)
    if not found:
        return endless(scan, name, f"the tag that ends {name}", whole=True)
    scan.hide(found.end())
    return True


def _tag_end(name: str) -> re.Pattern[str]:
    spaces = r"\s{0,3}"
    return re.compile(
        rf"(?:\{{%-?{spaces}end|\{{\{{[<%]{spaces}/{spaces}|</){name}{spaces}-?(?:%\}}|[%>]\}}\}}|>)"
    )


def told_private(name: str, lines: list[int]) -> list[Notice]:
    """That private comments were left out of the file `name`, and where they began; of their words nothing."""
    if not lines:
        return []
    where = f"{name}:{lines[0]}"
    shown = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
    many = f"{len(lines)} private comments were" if len(lines) > 1 else "A private comment was"
    message = f"{many} left out (line{'s' if len(lines) > 1 else ''} {shown})."
    return [Notice("reading.private", Level.INFO, where, message)]
