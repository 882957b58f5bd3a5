"""The arguments of shortcodes and tags: `figure src="a.jpg" alt='A lamp' 400`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.readers.dialects.private_comments import without_comments

_ARGUMENT = re.compile(
    r"""(?:(?P<name>[\w.:-]{1,60})\s{0,3}[=:]\s{0,3})?"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|`(?P<ticks>[^`]*)`|\{\s*["'`](?P<braced>[^"'`{}]*)["'`]\s*\}|(?P<bare>[^\s"'=,]+))"""
)
_ALTERNATIVES = ("alt", "image_alt", "alternative")
_CAPTIONS = ("caption", "description", "title", "image_caption", "desc", "text", "attr")
_SOURCES = ("src", "image", "url", "image_path", "path", "file", "img", "source", "filename", "name", "link")
_TITLES = ("title", "summary", "heading", "header", "name")
_PICTURE = re.compile(r"\S.*\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)(?:[?#]\S*)?", re.IGNORECASE)
_KINDS = re.compile(
    r"(?:note|notice|info(?:rmation)?|tips?|hint|warn(?:ing)?|danger|error|caution|alert|success|important|primary|secondary"
    r"|default|light|dark|question|quote|example|abstract|bug|todo|check|faq|simple|modern|flat|disabled|true|false|open|close[d]?"
    r"|no-icon|icon|left|right|center|small|large|red|green|blue|orange|purple|yellow|pink|cyan|grey|gray|\d+(?:px|%)?)",
    re.IGNORECASE,
)  # fmt: skip
"""Words that say what sort of box it is, and are none of its title."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What stands in a tag behind its name."""

    named: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[str, ...] = ()

    @property
    def picture(self) -> str:
        """The address of the picture that is named, if one is."""
        found = next((self.named[name] for name in _SOURCES if self.named.get(name)), "")
        return found or next((each for each in self.listed if _PICTURE.fullmatch(each)), "")

    @property
    def alternative(self) -> str:
        """What the picture shows."""
        return next((self.named[name] for name in _ALTERNATIVES if self.named.get(name)), "")

    @property
    def caption(self) -> str:
        """What is to stand under the picture."""
        named = next((self.named[name] for name in _CAPTIONS if self.named.get(name)), "")
        rest = (each for each in self.listed if not _PICTURE.fullmatch(each) and not _KINDS.fullmatch(each))
        return named or next((each for each in rest if " " in each or not each.isascii()), "")

    @property
    def title(self) -> str:
        """What is to stand over a box of text."""
        named = next((self.named[name] for name in _TITLES if self.named.get(name)), "")
        return named or next((each for each in self.listed if _is_title(each)), "")

    @property
    def attribution(self) -> str:
        """Whose words a quotation brings, and from where."""
        parts = [self.named.get(name, "") for name in ("author", "by", "cite", "source")]
        return ", ".join(dict.fromkeys(part for part in parts if part))


def arguments(written: str) -> Arguments:
    """What is `written` behind the name of a tag."""
    named: dict[str, str] = {}
    listed: list[str] = []
    for found in _ARGUMENT.finditer(without_comments(written, closed_only=True)):
        value = next(
            (
                found[kind]
                for kind in ("double", "single", "ticks", "braced", "bare")
                if found[kind] is not None
            ),
            "",
        )
        value = " ".join(without_comments(value).replace('\\"', '"').replace("\\'", "'").split())
        if found["name"]:
            named.setdefault(found["name"].rpartition(".")[2].lower(), value)
        elif value not in ("", "/", "%", "|"):
            listed.append(value)
    return Arguments(named, tuple(listed))


def _is_title(each: str) -> bool:
    return any(map(str.isalnum, each)) and not _KINDS.fullmatch(each) and not _PICTURE.fullmatch(each)
