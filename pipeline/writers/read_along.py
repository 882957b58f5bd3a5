"""What a web page needs to read along, and what it may do: cues, the script, and a policy that allows nothing else."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from pipeline.document.sound import Timeline

SPEEDS = (0.75, 1, 1.25, 1.5, 1.75, 2)
SLEEP_MINUTES = (5, 15, 30, 60)
"""After so long the recording may stop by itself."""


def cues(timeline: Timeline, more: Mapping[str, Any]) -> str:
    """JSON for the page's script: when each sentence of the episode begins, by id, when each page does, by title, and
    what the script says.

    Times are milliseconds from the beginning of the episode.
    """
    begun = list(zip(timeline.episode, timeline.begins, strict=True))
    found = [[cue.sentence, _ms(begin + cue.begin, timeline)] for track, begin in begun for cue in track.cues]
    return script_json({"cues": found, "places": places(timeline), **more})


def places(timeline: Timeline) -> Sequence[tuple[str, int]]:
    """The title of each page of the episode, and the milliseconds from the beginning to it."""
    begun = zip(timeline.episode, timeline.begins, strict=True)
    return [(track.page.title, _ms(begin, timeline)) for track, begin in begun]


def policy(style: str, script: str) -> str:
    """The content security policy of a page with this `style` and `script` and no other (CSP Level 3).

    Pictures and sound come from the site itself. No connection, frame, form or base is allowed.
    """
    rules = {
        "default-src": "'none'",
        "style-src": _hash_of(style),
        "script-src": _hash_of(script) if script else "'none'",
        "img-src": "'self' data:",
        "media-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def script_json(value: Mapping[str, Any]) -> str:
    """`value` as JSON that may stand within a script element (HTML, section 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _ms(samples: int, timeline: Timeline) -> int:
    return samples * 1000 // timeline.rate


def _hash_of(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
