"""Boxes of text (callouts, alerts, admonitions, containers) written as quotations, each with its title over it.

Known are GitHub's and Obsidian's `> [!NOTE]`, `:::note` of Docusaurus, VitePress, Pandoc, Zenn and Qiita, `!!! note` of MkDocs and
Pelican, and what the walk found of shortcodes. Lines keep their numbers: the title stands on the line of the mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.readers.dialects.arguments import arguments
from pipeline.readers.dialects.tag_uses import Use, use
from pipeline.readers.dialects.written import BODY, BOX, END, box

_DEEPEST = 12
_FENCE = re.compile(r"[ \t>]*+(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}|~{3,})")
_ALERT = re.compile(
    r"(?P<around>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:>[ \t]?)+)\[!(?P<kind>[^\]\n]{1,60})\][-+]?[ \t]*(?P<title>.*)\Z"
)
_COLONS = re.compile(
    r"(?P<indent>[ \t]*)(?P<colons>:{3,})[ \t]*(?P<name>[\w-]*)[ \t]*(?:\[(?P<bracket>[^\]\n]*)\])?[ \t]*(?:\{(?P<attributes>[^}\n]*)\})?[ \t]*(?P<rest>[^:\n]*?)[ \t]*:*[ \t]*\Z"
)
_CLASS = re.compile(r"\.(?:callout-)?([\w-]+)")
_ADMONITION = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<mark>!!!|\?\?\?\+?)[ \t]+(?P<kinds>[\w -]+?)|===[!+]*)[ \t]*(?:\"(?P<title>[^\"\n]*)\")?[ \t]*\Z"
)
_OPEN = re.compile(
    f"(?P<indent>[ \\t]*){BOX}(?P<title>[^{BOX}\x1f{BODY}]*)\x1f(?P<attribution>[^{BOX}{BODY}]*){BODY}"
)
_MARK = re.compile(f"{BOX}([^{BOX}{BODY}]*){BODY}|{END}")


@dataclass(slots=True)
class _Box:
    """One that is open."""

    line: int
    colons: int = 0
    """Of its mark; none where it was a tag."""
    attribution: str = ""
    quotes: bool = True
    """Whether it becomes a quotation; a column or a tab does not."""


@dataclass(slots=True)
class _Boxes:
    """Where boxes open and close, by line."""

    opened: dict[int, str] = field(default_factory=dict)
    """Their titles."""
    closed: dict[int, str] = field(default_factory=dict)
    """Whose words they bring."""
    silent: set[int] = field(default_factory=set)
    """Lines of marks that become nothing."""


def write_boxes(text: str) -> str:
    """`text` with boxes as quotations."""
    if not any(sign in text for sign in (BOX, END, ":::", "!!!", "???", "===", "[!")):
        return text
    lines = _alerts(text.split("\n"))
    for _ in range(_DEEPEST):
        lines, more = _admonitions(lines)
        if not more:
            break
    return "\n".join(_quoted(lines, _pair(lines)))


def _in_code(lines: Sequence[str]) -> list[bool]:
    """Of each line whether it is code between fences."""
    made, fence = [], ""
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            made.append(True)
            if found and found[1].startswith(fence) and not line.strip(" \t>`~"):
                fence = ""
        else:
            made.append(bool(found))
            fence = found[1] if found else ""
    return made


def _alerts(lines: list[str]) -> list[str]:
    code = _in_code(lines)
    return [line if code[number] else _alert(line) for number, line in enumerate(lines)]


def _alert(line: str) -> str:
    found = _ALERT.match(line) if "[!" in line else None
    if not found:
        return line
    title = found["title"].strip()
    return f"{found['around']}##### {title}" if title else found["around"].rstrip()


def _admonitions(lines: list[str]) -> tuple[list[str], bool]:
    """The lines with indented boxes marked, and whether there were any."""
    made, code, position, any_ = [], _in_code(lines), 0, False
    while position < len(lines):
        found = (
            _ADMONITION.match(lines[position])
            if lines[position].lstrip()[:3] in ("!!!", "???", "===")
            else None
        )
        end = _body_end(lines, position + 1, found["indent"]) if found and not code[position] else 0
        if not found or end <= position + 1 or (found["mark"] is None and found["title"] is None):
            made.append(lines[position])
            position += 1
            continue
        any_ = True
        made += _boxed(lines[position + 1 : end], found)
        position = end
    return made, any_


def _body_end(lines: Sequence[str], position: int, indent: str) -> int:
    """Behind the last line that is indented by four columns more than `indent`."""
    columns, end = len(indent.expandtabs(4)) + 4, position
    while position < len(lines):
        line = lines[position].expandtabs(4)
        if line.strip() and len(line) - len(line.lstrip()) < columns:
            break
        position += 1
        end = position if line.strip() else end
    return end


def _boxed(body: Sequence[str], found: re.Match[str]) -> Iterator[str]:
    title, indent = (found["title"] or "").strip(), found["indent"]
    columns = len(indent.expandtabs(4)) + 4
    inner = [indent + line.expandtabs(4)[columns:] for line in body]
    if found["mark"] is None:
        yield f"{indent}##### {title}"
        yield from inner
    else:
        yield indent + box(title)
        yield from inner[:-1]
        yield inner[-1] + END


def _pair(lines: Sequence[str]) -> _Boxes:
    made, stack, code = _Boxes(), [], _in_code(lines)  # type: _Boxes, list[_Box], list[bool]
    for number, line in enumerate(lines):
        if found := _OPEN.match(line):
            stack.append(_Box(number, attribution=found["attribution"]))
            made.opened[number] = found["title"]
        elif ":::" in line and not code[number] and (found := _COLONS.match(line)):
            _colons(found, number, stack, made)
        if line.rstrip().endswith(END):
            _close(stack, made, number, 0)
    for left in stack:
        made.opened.pop(left.line, None)
        made.silent.add(left.line)
    return made


def _colons(found: re.Match[str], number: int, stack: list[_Box], made: _Boxes) -> None:
    if not (found["name"] or found["attributes"] or found["bracket"]):
        _close(stack, made, number, len(found["colons"]))
        made.silent.add(number)
        return
    attributes = found["attributes"] or ""
    named = [found["name"], *_CLASS.findall(attributes)]
    quotes = any(use(name) is Use.BOX for name in named)
    title = (
        found["bracket"]
        or arguments(attributes).named.get("title", "")
        or (arguments(found["rest"]).title and found["rest"])
    )
    stack.append(_Box(number, len(found["colons"]), quotes=quotes))
    if quotes:
        made.opened[number] = title or ""
    else:
        made.silent.add(number)


def _close(stack: list[_Box], made: _Boxes, number: int, colons: int) -> None:
    """Close the box that opened last by the same sort of mark."""
    same = [
        place
        for place in range(len(stack) - 1, max(-1, len(stack) - 50), -1)
        if bool(stack[place].colons) == bool(colons)
    ]
    exact = next((place for place in same if stack[place].colons == colons), None)
    place = exact if exact is not None else next(iter(same), None)
    if place is None:
        return
    closed = stack.pop(place)
    if closed.quotes:
        made.closed[number] = made.closed.get(number, "") + "\x1f" + closed.attribution


def _quoted(lines: Sequence[str], boxes: _Boxes) -> Iterator[str]:
    """The lines, each with as many signs of quotation as boxes are around it."""
    depth, indent = 0, ""
    for number, line in enumerate(lines):
        text = line
        if number in boxes.opened:
            depth += 1
            indent = line[: len(line) - len(line.lstrip())] if depth == 1 else indent
            text = _head(line, boxes.opened[number])
        elif number in boxes.silent:
            text = line if BOX in line else ""
        said = " ".join(filter(None, boxes.closed.get(number, "").split("\x1f")))
        text = _MARK.sub(_title_alone, text) + (f" — {said}" if said else "")
        yield _quote(text, depth, indent) if text.strip() or number not in boxes.closed else ""
        depth -= boxes.closed.get(number, "").count("\x1f")


def _head(line: str, title: str) -> str:
    found = _OPEN.match(line)
    rest = line[found.end() :].strip() if found else ""
    if rest:
        return f"{'**' + title + '** ' if title else ''}{rest}"
    return f"##### {title}" if title else ""


def _title_alone(found: re.Match[str]) -> str:
    return (found[1] or "").partition("\x1f")[0]


def _quote(text: str, depth: int, indent: str) -> str:
    if not depth:
        return text
    inside = text.removeprefix(indent) if indent and text.startswith(indent) else text
    return f"{indent}{'> ' * min(depth, _DEEPEST)}{inside}".rstrip(" ")
