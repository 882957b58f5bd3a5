"""Obsidian's and wikis' links, embedded notes and pictures, highlights, names of blocks, tags and properties."""

import re

from pipeline.readers.dialects import written
from pipeline.readers.dialects.private_comments import without_comments
from pipeline.readers.dialects.scan import Scan
from pipeline.readers.heading_names import heading_name

_LINK = re.compile(
    r"(?<!\[)\[\[(?P<target>[^\[\]\n|]{1,300})(?:\\?\|(?P<shown>[^\[\]\n]{0,300}))?\]\](?![(\[\]])"
)
_PICTURE = re.compile(r".+\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?)", re.IGNORECASE)
_SIZE = re.compile(r"\s*\d+(?:\s*x\s*\d+)?\s*|center|left|right|\s*\d+%?\s*")
_BLOCK = re.compile(r"\^(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z0-9-]{2,60}[ \t]*(?=\n|\Z)")
_TAGS = re.compile(
    r"#(?=[^\s#]*[^\W\d_])[\w/-]{1,60}(?:[ \t]+#(?=[^\s#]*[^\W\d_])[\w/-]{1,60}){0,50}[ \t]*(?=\n|\Z)"
)
_PROPERTY = re.compile(r"(?:[-*+][ \t]+)?[\w][\w /-]{0,40}::[ \t]+[^\n]*")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’」』)）*_]*[ \t]*\Z")
_QUERY = re.compile(r"`\$?= [^`\n]{0,300}(?:this\.|dv\.|\[\[|\bdate\()[^`\n]{0,300}`")
_CONTENTS = re.compile(
    r"(?:\[\[_?toc_?\]\]|@?\[toc\](?:\([^)\n]*\))?|\$?\{\{?\s?toc\s?\}\}?|<toc\s*/?>)[ \t]*(?=\n|\Z)",
    re.IGNORECASE,
)


def link(scan: Scan) -> bool:
    """Write what a link between notes shows: its own words, or the note's name; one within this text stays a link."""
    found = _LINK.match(scan.text, scan.at)
    if not found or found["target"].isdecimal():
        return False
    note, _, heading = found["target"].partition("#")
    shown = (
        without_comments(found["shown"] or "").strip()
        or note.rpartition("/")[2].strip()
        or heading.rpartition("#")[2].strip()
    )
    if not note.strip() and heading and not heading.startswith("^"):
        shown = f"[{shown}](#{heading_name(heading.rpartition('#')[2])})"
    scan.put(found.end(), shown.lstrip("^").removesuffix(".md"))
    return True


def embed(scan: Scan) -> bool:
    """Write an embedded picture as a picture; a note is not brought in, since it may be private: it is told."""
    found = _LINK.match(scan.text, scan.at + 1)
    if not found:
        return False
    target = found["target"].partition("#")[0].strip()
    if not _PICTURE.fullmatch(target):
        scan.set_aside("embed", found.end())
        return True
    words = [
        part.strip()
        for part in without_comments(found["shown"] or "").split("|")
        if not _SIZE.fullmatch(part)
    ]
    scan.put(found.end(), written.picture(target, " ".join(filter(None, words))))
    return True


def highlight(scan: Scan) -> bool:
    """Leave out the signs around a highlight."""
    if scan.at in scan.highlight_ends:
        scan.put(scan.at + 2)
        return True
    if scan.before == "=" or (scan.before.isascii() and (scan.before.isalnum() or scan.before in "/?&%")):
        return False
    end = scan.find("==", scan.at + 2)
    inside = scan.text[scan.at + 2 : min(end, scan.at + 2_000)]
    if (
        end < 0
        or end > scan.at + 2_000
        or not inside.strip()
        or inside != inside.strip()
        or "\n\n" in inside
        or inside[0] == "="
    ):
        return False
    scan.highlight_ends.add(end)
    scan.put(scan.at + 2)
    return True


def block_name(scan: Scan) -> bool:
    """Leave out the name by which other notes call this block, at the end of its line."""
    found = _BLOCK.match(scan.text, scan.at)
    if not found or not scan.before.isspace():
        return False
    scan.put(found.end())
    return True


def tags(scan: Scan) -> bool:
    """Set aside the tags that close a line; one within a sentence is a word of it."""
    found = _TAGS.match(scan.text, scan.at)
    if not found:
        return False
    head = scan.text[max(scan.line_start, scan.at - 80) : scan.at]
    spoken = head.strip(" \t>") and not head.rstrip().endswith(
        (".", "!", "?", "。", "！", "？", "”", '"', ")")
    )
    alone = not head.strip(" \t>") and scan.at - scan.line_start < 80
    if spoken or (not alone and not head.endswith((" ", "\t"))):
        return False
    scan.set_aside("tags", found.end())
    return True


def line_of_property(scan: Scan) -> bool:
    """Set aside a line such as `Up:: [[Index]]`, which is for programs; what ends as a sentence does is text."""
    found = _PROPERTY.match(scan.text, scan.at)
    if not found or _SENTENCE_END.search(found[0][-20:]):
        return False
    scan.set_aside("property", found.end())
    return True


def query(scan: Scan) -> bool:
    """Set aside what Dataview would reckon within a line."""
    found = _QUERY.match(scan.text, scan.at)
    if not found:
        return False
    scan.set_aside("query", found.end())
    return True


def contents(scan: Scan) -> bool:
    """Leave out the mark where a site's program puts contents."""
    found = _CONTENTS.match(scan.text, scan.at)
    if not found or not scan.begins_line:
        return False
    scan.put(found.end())
    return True
