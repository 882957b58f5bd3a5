"""MDX: components of a site's own (`<Callout>`), and the lines that bring them (`import … from '…'`)."""

import re

from pipeline.readers.dialects.arguments import arguments
from pipeline.readers.dialects.scan import LONGEST_TAG, Scan
from pipeline.readers.dialects.tags import Tag, read_tag

_OPENING = re.compile(r"<(?P<closes>/?)(?P<name>[A-Z][\w.]*)(?=[\s/>])")
_CODE = r"(?:async\s+)?function\b[\s*]{0,5}\w*\s?\(|class\s[^\n{]{0,200}\{|[({\[]|[\w.]+\("
_IMPORT = re.compile(
    r"(?:import\s+(?:[\w*{][^'\"\n]{0,300}\sfrom\s+)?[\"'][^\"'\n]+[\"']"
    r"|export\s+(?:(?:const|let|async\s+function|function|async)\s+\w+\s*[=(][^\n]*"
    rf"|default\s+(?:(?:{_CODE})[^\n]*|[\w.]+)));?[ \t]*(?=\n|\Z)"
)
_GROUPING = re.compile(r"[ \t]*<(?P<closes>/?)(?P<name>[a-zA-Z]+)")
_MARKDOWN = re.compile(r"\smarkdown(?:=[\"']?(?:1|block|span|true)[\"']?)?(?=[\s>])", re.IGNORECASE)
_VALUE = re.compile(r"\{(?:props|frontmatter|page|meta|site|children)(?:\.\w+){0,4}\}")


def component(scan: Scan) -> bool:
    """Read the component that begins here with `<` and a capital; elements of HTML in capitals are none."""
    found = _OPENING.match(scan.text, scan.at)
    if not found or (found["name"].isupper() and len(found["name"]) < 11):
        return False
    end = scan.find(">", found.end(), LONGEST_TAG)
    while end >= 0 and scan.text[end - 1] == "=":
        end = scan.find(">", end + 1, LONGEST_TAG)
    if end < 0 or scan.paragraph_end(found.end()) < end:
        return False
    name = found["name"]
    closing = re.compile(rf"</{re.escape(name)}\s*>")
    alone = scan.text[end - 1] == "/"
    rest = scan.text[found.end() : end - alone]
    return read_tag(
        scan, Tag(name.rpartition(".")[2], arguments(rest), end + 1, closing, bool(found["closes"]), alone)
    )


def imports(scan: Scan) -> bool:
    """Set aside the line that brings components, where no text stands right above it."""
    found = _IMPORT.match(scan.text, scan.at)
    if not found or not (scan.follows_empty_line or scan.imports_end == scan.at - 1):
        return False
    scan.imports_end = found.end()
    scan.set_aside("property", found.end())
    return True


def grouping(scan: Scan, line: str) -> bool:
    """Leave out the tag on a line of its own around Markdown, as `markdown="1"` says of it, and the one that closes it."""
    found = _GROUPING.match(line)
    if not found:
        return False
    name = found["name"].lower()
    if found["closes"] and scan.groupings and scan.groupings[-1] in (name, f"!{name}"):
        kept = scan.groupings.pop().startswith("!")
    elif found["closes"]:
        kept = True
    else:
        kept = not _MARKDOWN.search(line)
        scan.groupings += [f"!{name}" if kept else name] if len(scan.groupings) < 1_000 else []
    if kept:
        scan.keep(scan.at + len(line))
    else:
        scan.put(scan.at + len(line))
    return True


def expression(scan: Scan) -> bool:
    """Set aside a value that only the site's program knows: `{frontmatter.title}`."""
    found = _VALUE.match(scan.text, scan.at)
    if not found:
        return False
    if found[0].endswith(".title}") and scan.front.title:
        scan.put(found.end(), scan.front.title)
    else:
        scan.set_aside("value", found.end())
    return True
