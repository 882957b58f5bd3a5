"""Hugo's shortcodes: `{{< figure src="a.jpg" >}}`, `{{% notice %}} … {{% /notice %}}`."""

import re

from pipeline.readers.dialects import written
from pipeline.readers.dialects.arguments import arguments
from pipeline.readers.dialects.scan import LONGEST_TAG, Scan
from pipeline.readers.dialects.tags import Tag, read_tag

_INSIDE = re.compile(
    r"\s*(?P<closes>/?)\s*(?P<name>[\w./-]*)\s*(?P<rest>.*?)\s*(?P<alone>/?)\s*\Z", re.DOTALL
)


def shortcode(scan: Scan) -> bool:
    """Read the shortcode that begins here with `{{<` or `{{%`."""
    end = scan.find(">}}" if scan.text[scan.at + 2] == "<" else "%}}", scan.at + 3, LONGEST_TAG)
    if end < 0:
        return False
    inside = scan.text[scan.at + 3 : end]
    if inside.startswith("/*"):
        shown = f"{scan.text[scan.at : scan.at + 3]}{inside[2:].removesuffix('*/')}{scan.text[end : end + 3]}"
        scan.put(end + 3, written.code(shown))
        return True
    found = _INSIDE.match(inside)
    if not found or not found["name"]:
        scan.set_aside("tag", end + 3)
        return True
    name = found["name"]
    closing = re.compile(rf"\{{\{{[<%]\s*/\s*{re.escape(name)}\s*[>%]\}}\}}")
    return read_tag(
        scan,
        Tag(name, arguments(found["rest"]), end + 3, closing, bool(found["closes"]), bool(found["alone"])),
    )
