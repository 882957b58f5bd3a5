"""Markdown of Hugo, Jekyll, Hexo, Astro, Obsidian, GitHub, Pelican and others to Markdown that means the same anywhere.

One walk looks at each sign once, so that code stays as it is, a comment hides all that is in it, and a text costs in proportion
to its length. Lines keep their numbers.
"""

import re
from collections.abc import Callable, Mapping

from pipeline.document.notices import Level, Notice
from pipeline.readers.dialects import (
    code_blocks,
    code_spans,
    components,
    hugo,
    liquid,
    marks,
    private_comments,
    vault,
    written,
)
from pipeline.readers.dialects.containers import write_boxes
from pipeline.readers.dialects.scan import Scan
from pipeline.readers.front_matter import Front
from pipeline.readers.hypertext.excluded import Aside

_TOLD = {
    "tag": (Level.WARNING, "Shortcodes and tags that only the site's program understands were left out"),
    "value": (
        Level.WARNING,
        "Values that only the site's program knows were left out; write them in the text",
    ),
    "embed": (
        Level.WARNING,
        "Notes that are shown within this one were left out; copy into it what shall be published",
    ),
    "diagram": (
        Level.WARNING,
        "Code that draws or reckons something was left out; write in the text what it shows",
    ),
    "query": (Level.INFO, "Queries were left out"),
    "property": (Level.INFO, "Lines for programs were left out"),
    "citation": (Level.INFO, "Keys to works that the text does not name were left out"),
    "contents": (
        Level.INFO,
        "Contents that a program wrote were left out: every edition has a contents page of its own",
    ),
    "tags": (Level.INFO, "Tags in the text were left out"),
}
_SIGN = re.compile(
    r"^(?:(?P<fence>[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){0,3}(?:`{3,}|~{3,}))"
    r"|(?P<property>[ \t]*+(?:[-*+][ \t]+)?\w[\w /-]{0,40}::[ \t])"
    r"|(?P<imports>(?:import|export)[ \t])"
    r"|(?P<toc_list>[ \t]*+(?:[*+-]|\d+\.)[ \t][^\n]{0,80}\n[ \t]*\{:\s?toc\b[^}\n]{0,80}\})"
    r"|(?P<task>[ \t>]*+[-*+][ \t]+\[[^\s\w\]\[]\](?=[ \t]\S))"
    r"|(?P<div>[ \t]*+</?(?:div|section|article|details|figure|center|span|p)\b[^<>\n]{0,200}>[ \t]*$)"
    r"|(?P<heading>#{2,6}(?=[^\W\d_])))"
    r"|(?P<address>https?://(?:(?!%%)[^\s<>\"'`{}\]])+|\]\((?:(?!%%)[^\s<>{}()])*)"
    r"|(?=[`\\<%{\[!=$:#^~@])(?:"
    r"(?P<query>`\$?= )|(?P<ticks>`+)"
    r"|(?P<bracketed>\\{1,2}[(\[])|(?P<escaped>\\[\s\S])"
    rf"|(?P<html_comment><!--)|(?P<obsidian>%%)|(?P<program>{private_comments.PROGRAM_SIGN})"
    r"|(?P<raw><(?i:pre|script|style|textarea|code)\b)"
    r"|(?P<shortcode>\{\{[<%])|(?P<value>\{\{)|(?P<tag>\{%)"
    r"|(?P<contents>\[\[_?[tT][oO][cC]|@?\[[tT][oO][cC]\]|\$\{toc|<[tT][oO][cC])"
    r"|(?P<embed>!\[\[)|(?P<link>\[\[)|(?P<component></?[A-Z])"
    r"|(?P<citation>\[(?=[^\]\n]{0,60}@|\#|[^\[\]\n]{0,60}\]\[\#))"
    r"|(?P<attributes>\{[:#.\w \t-])|(?P<block>\^(?=[\w-]{2,60}[ \t]*$))|(?P<raised>[\^~](?=[\w+−-]{1,10}[\^~]))"
    r"|(?P<highlight>==)|(?P<dollars>\$)|(?P<emoji>:(?=[a-z0-9_+-]{1,40}:))|(?P<tags>(?<![\w/&\#(\[])\#(?=\w)))",
    re.MULTILINE,
)
_RULES: Mapping[str, Callable[[Scan], bool]] = {
    "fence": code_blocks.fence,
    "property": vault.line_of_property,
    "imports": components.imports,
    "query": vault.query,
    "ticks": code_spans.ticks,
    "bracketed": marks.bracketed,
    "raw": code_blocks.markup,
    "html_comment": private_comments.html_comment,
    "obsidian": private_comments.obsidian_comment,
    "shortcode": hugo.shortcode,
    "value": liquid.value,
    "tag": liquid.tag,
    "contents": vault.contents,
    "embed": vault.embed,
    "link": vault.link,
    "component": components.component,
    "citation": marks.citation,
    "block": vault.block_name,
    "raised": marks.raised,
    "highlight": vault.highlight,
    "dollars": marks.dollars,
    "emoji": marks.emoji,
    "tags": vault.tags,
}


def plain_markdown(text: str, name: str, front: Front) -> tuple[str, tuple[Notice, ...]]:
    """`text` in plain Markdown, and what was set aside of it; `name` is the file's, `front` its front matter."""
    scan = Scan(written.without_marks(text), front, Aside(name, _TOLD), defined=marks.defined_keys(text))
    _walk(scan)
    notices = (*private_comments.told_private(name, scan.private), *scan.told, *scan.aside.notices())
    return write_boxes("".join(scan.made)), notices


def _walk(scan: Scan) -> None:
    code = code_blocks.indented_lines(scan.text)
    while found := _SIGN.search(scan.text, scan.at):
        scan.keep(found.start())
        if not _read(scan, found, code):
            scan.keep(found.start() + _stride(found))
    scan.keep(len(scan.text))


def _read(scan: Scan, found: re.Match[str], code: frozenset[int]) -> bool:
    """Whether what begins at the sign that was `found` was dealt with."""
    kind = found.lastgroup or ""
    if scan.line_start in code:
        scan.keep(scan.line_end(scan.at))
        return scan.at > found.start()
    if kind == "heading":
        scan.put(found.end(), f"{found[0]} ")
    elif kind == "toc_list":
        scan.put(found.end())
    elif kind == "task":
        scan.put(found.end(), f"{found[0][:-3]}[ ]")
    elif kind == "div":
        return components.grouping(scan, found[0])
    elif kind == "address":
        scan.keep(found.end())
    elif kind == "program":
        return private_comments.program_comment(scan, found[0])
    elif kind == "attributes":
        return components.expression(scan) or marks.attributes(scan)
    else:
        return kind in _RULES and _RULES[kind](scan)
    return True


def _stride(found: re.Match[str]) -> int:
    """How much of a sign that means nothing is passed: of most as little as can be another sign."""
    whole = found.lastgroup in ("escaped", "bracketed", "html_comment", "obsidian", "highlight", "fence")
    return len(found[0]) if whole or found[0].startswith("$$") else 1
