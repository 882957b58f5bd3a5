"""An edition's page that lies published already, told where it stands on the web."""

import json
import re
from html import unescape
from typing import Any

from pipeline.languages import words
from pipeline.writers.page_files import oembed, snippet
from pipeline.writers.page_rendering import part, safe
from pipeline.writers.read_along import script_json

_TEMPLATE = "address-parts.html"
_PLAYER_HEAD = re.compile(r'(?:<link rel="canonical"[^\n]*>\n+)?(?=<style>\n)')
_PLAYER_BODY = '<body class="embed">'
_HEAD = re.compile(
    r'(?:(?:<link rel="(?:canonical|alternate)"|<meta property="og:(?:url|image|image:alt|audio)")[^\n]*>\n+)*'
    r'(?=<script type="application/ld\+json">)'
)
_COVER_SHOWS = re.compile(r'<meta property="og:image:alt" content="([^"]*)">')
_SOUND = re.compile(r'<audio [^>]*>\n<a href="([^"]*)">')
_DATA = re.compile(r'(?<=<script type="application/ld\+json">)([^\n]*)(?=</script>)')
_END = re.compile(
    r'(?P<before><section class="tools" aria-labelledby="downloads">\n.*?)'
    r'(?:(?:<details class="embedding">\n.*?)?<ul class="switch">\n<li><a href="\.\./\.\./feeds/.*?</figure>\n)?'
    r"(?P<after></section>\n)",
    re.DOTALL,
)


def with_address(page: bytes, address: str, tag: str, *, has_player: bool = True) -> bytes:
    """An edition's page in the language `tag` as it is made when its folder will stand at `address`, with a slash at its end.

    It may have been made for another address, or for none. `has_player` says whether the player for other sites lies beside it:
    earlier versions made none. A page that is none of ours is given back as it is.
    """
    text = page.decode()
    if not (_HEAD.search(text) and _DATA.search(text) and _END.search(text)):
        return page
    shows, sound = (unescape(_first(pattern, text)) for pattern in (_COVER_SHOWS, _SOUND))
    title = _title(text) if has_player else ""
    head = part(_TEMPLATE, "in_head", address, tag, shows, sound, title)
    links = subscription(address, tag), safe(code(address)), snippet(title, address) if title else ""
    end = part(_TEMPLATE, "at_end", address, tag, words(tag), sound, *links)
    text = _HEAD.sub(lambda _: head, text, count=1)
    text = _DATA.sub(lambda found: _at(found[0], address), text, count=1)
    return _END.sub(lambda found: f"{found['before']}{end}{found['after']}", text, count=1).encode()


def player_with_address(page: bytes, address: str) -> bytes:
    """The player for other sites as it is made when its folder will stand at `address`, by which searches find the page in its
    place. A page that is none of ours is given back as it is.
    """
    text = page.decode()
    if not (_PLAYER_BODY in text and _PLAYER_HEAD.search(text)):
        return page
    return _PLAYER_HEAD.sub(lambda _: part(_TEMPLATE, "player", address), text, count=1).encode()


def player_card(page: bytes, address: str) -> bytes:
    """The file `oembed.json` beside an edition's page whose folder stands at `address`; empty for one without sound."""
    text = page.decode()
    if not (_DATA.search(text) and _SOUND.search(text)):
        return b""
    data = json.loads(_first(_DATA, text))
    return oembed(data["headline"], [each["name"] for each in data["author"]], address)


def subscription(address: str, tag: str) -> str:
    """The feed's address as podcast apps take it from a link; `address` is that of the edition's folder."""
    _, _, place = address.removesuffix("/").rpartition("://")
    site = place.rpartition("/")[0].rpartition("/")[0]
    return f"pcast://{site}/feeds/{tag}.xml" if site else ""


def code(address: str) -> str:
    """The address as a QR code (ISO/IEC 18004), drawn inline; its words stand beside it. Nothing for none."""
    if not address:
        return ""
    import segno

    made: str = segno.make(address, micro=False).svg_inline(
        omitsize=True, border=4, dark="#000", svgclass=None
    )
    return made.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _title(text: str) -> str:
    return str(json.loads(_first(_DATA, text))["headline"])


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _at(data: str, address: str) -> str:
    """What search engines read, with the page's address where it is known."""
    properties: dict[str, Any] = {name: value for name, value in json.loads(data).items() if name != "url"}
    return script_json({**properties, **({"url": address} if address else {})})
