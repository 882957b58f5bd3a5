"""Tags and values of Jekyll, Eleventy and Hexo: `{% include figure.html image="a.jpg" %}`, `{{ site.baseurl }}`."""

import re

from pipeline.readers.dialects.arguments import arguments
from pipeline.readers.dialects.private_comments import without_comments
from pipeline.readers.dialects.scan import LONGEST_TAG, Scan
from pipeline.readers.dialects.tags import Tag, read_tag

_INSIDE = re.compile(r"\s*-?\s*(?P<name>[\w./-]+)\s*,?\s*(?P<rest>.*?)\s*-?\s*\Z", re.DOTALL)
_INCLUDES = ("include", "include_relative", "include_cached", "partial", "shortcode", "embed")
_QUOTED = re.compile(r"\s*-?\s*[\"']([^\"']*)[\"']")
_ROOT = re.compile(
    r"\s*-?\s*(?:site\.(?:base_?url|url|root|cdn\w*)|base_?(?:path|url)|root_?url|theme\.\w+|\.Site\.BaseURL)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\s*-?\s*(?:page|frontmatter|post|\$frontmatter)\.title\s*-?\s*\Z")


def tag(scan: Scan) -> bool:
    """Read the tag that begins here with `{%`."""
    end = scan.find("%}", scan.at + 2, LONGEST_TAG)
    found = _INSIDE.match(scan.text[scan.at + 2 : end]) if end >= 0 else None
    if not found:
        return False
    name, rest = found["name"], found["rest"]
    closes = name.startswith("end") and len(name) > 3
    if name in _INCLUDES:
        name, _, rest = rest.partition(" ")
        name = name.strip("\"'")
    shown = name.removeprefix("end") if closes else name
    closing = re.compile(rf"\{{%-?\s*end{re.escape(shown)}\s*-?%\}}")
    return read_tag(scan, Tag(shown, arguments(rest), end + 2, closing, closes))


def value(scan: Scan) -> bool:
    """Read what begins here with `{{`: a value that only the site's program knows, or the site's address, which is nothing."""
    end = scan.find("}}", scan.at + 2, LONGEST_TAG)
    if end < 0 or "\n\n" in scan.text[scan.at : end]:
        return False
    inside = scan.text[scan.at + 2 : end]
    behind = end + 2 + (scan.text[end + 2 : end + 3] == "}")
    if quoted := _QUOTED.match(inside):
        scan.put(behind, without_comments(quoted[1]))
    elif _TITLE.fullmatch(inside) and scan.front.title:
        scan.put(behind, scan.front.title)
    elif _ROOT.match(inside) or inside.strip(" -").lower() == "toc":
        scan.put(behind)
    else:
        scan.set_aside("value", behind)
    return True
