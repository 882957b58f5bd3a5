"""What a web page needs to read along, and what it may do: cues, the script, and a policy that allows nothing else."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any

from pipeline.document.sound import Timeline

SPEEDS = (0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3)
SLEEP_MINUTES = (5, 15, 30, 60)
"""After so long the recording may stop by itself."""


def cues(timeline: Timeline, more: Mapping[str, Any]) -> str:
    """JSON for the page's script: which sentences the episode says, when each begins, when each page does, and what the
    script says.

    Times are milliseconds: a page's from the beginning of the episode, a sentence's from that of the one before. An id
    leaves out what it shares with the one before, up to the last hyphen.
    """
    begun = list(zip(timeline.episode, timeline.begins, strict=True))
    ids = [cue.sentence for track, _ in begun for cue in track.cues]
    times = [_ms(begin + cue.begin, timeline) for track, begin in begun for cue in track.cues]
    steps = [time - before for before, time in pairwise([0, *times])]
    pages = [time for _, time in places(timeline)]
    return script_json({"ids": " ".join(_shortened(ids)), "begins": steps, "places": pages, **more})


def _shortened(ids: Iterable[str]) -> Iterator[str]:
    shared = ""
    for id in ids:
        stem, _, last = id.rpartition("-")
        yield last if stem == shared else id
        shared = stem


def listing(timeline: Timeline) -> Sequence[tuple[str, int]]:
    """The words of each sentence of the episode, and the milliseconds from the beginning to it."""
    begun = zip(timeline.episode, timeline.begins, strict=True)
    texts = {one.id: one.text.strip() for track in timeline.episode for one in track.page.sentences()}
    return [
        (texts[cue.sentence], _ms(begin + cue.begin, timeline))
        for track, begin in begun
        for cue in track.cues
    ]


def places(timeline: Timeline) -> Sequence[tuple[str, int]]:
    """The title of each page of the episode, and the milliseconds from the beginning to it."""
    begun = zip(timeline.episode, timeline.begins, strict=True)
    return [(track.page.title, _ms(begin, timeline)) for track, begin in begun]


def policy(styles: Sequence[str], script: str, loaded: bytes = b"") -> str:
    """The content security policy of a page with these `styles`, this `script`, and no other script but what it has `loaded`
    (CSP Level 3).

    Pictures and sound come from the site itself, and so does what a script of the page, or who examines it, asks for. No
    other connection, and no frame, form or base is allowed.
    """
    rules = {
        "default-src": "'none'",
        "style-src": _digests(style.encode() for style in styles),
        "script-src": _digests((script.encode(), loaded)),
        **({"worker-src": "'self'"} if loaded else {}),
        "img-src": "'self' data:",
        "media-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digests(contents: Iterable[bytes]) -> str:
    return " ".join(f"'{integrity(each)}'" for each in contents if each) or "'none'"


def integrity(content: bytes) -> str:
    """The digest by which a page and its policy name what it loads (Subresource Integrity)."""
    return f"sha256-{b64encode(sha256(content).digest()).decode()}"


def script_json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """`value` as JSON that may stand within a script element (HTML, section 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _ms(samples: int, timeline: Timeline) -> int:
    return samples * 1000 // timeline.rate
