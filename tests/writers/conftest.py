"""What tests of several writers need."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def contrast() -> Callable[[str, str], float]:
    """WCAG 2.2's contrast ratio of two colours, written `#rrggbb`."""

    def ratio(one: str, other: str) -> float:
        light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    return ratio


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.fixture(scope="session")
def entry() -> Callable[..., dict[str, Any]]:
    """What a report says of an edition: made up, with any field otherwise."""

    def make(slug: str, language: str, **changes: Any) -> dict[str, Any]:
        stem = f"{language}/{slug}.{language}"
        files = [
            (f"{stem}.mp3", "audio/mpeg", 5),
            (f"{stem}.epub", "application/epub+zip", 7),
            (f"{stem}.vtt", "text/vtt", 3),
            (f"{stem}.chapters.json", "application/json+chapters", 3),
            (f"{language}/cover.jpg", "image/jpeg", 3),
            (f"{language}/sections/01-a.mp3", "audio/mpeg", 2),
            (f"{language}/index.html", "text/html", 4),
        ]
        return {
            "language": language,
            "status": "published",
            "title": {"ko": "강제 송환", "zh-Hans": "强制遣返"}.get(language, "Forced returns"),
            "description": "Who was returned, and what awaits them.",
            "authors": ["Hana Reyes"],
            "date": "2023-10-13",
            "origin": "reviewed",
            "engines": [],
            "speaker": {"engine": "kokoro", "voice": "af_heart", "version": "1"},
            "seconds": 83.4,
            "chapters": [{"title": "Start", "start": 0.0}, {"title": "After & before", "start": 65.2}],
            "disclosures": ["Read by a synthetic voice.", "The translation was reviewed."],
            "files": [
                {"path": p, "media_type": t, "digest": "0123456789abcdef" * 4, "size": s} for p, t, s in files
            ],
            "notices": [],
            "source_digest": "",
        } | changes

    return make


@pytest.fixture(scope="session")
def shelve() -> Callable[..., Path]:
    """Lays editions into an output folder: a report, and files of as many bytes as it says."""

    def lay(output: Path, slug: str, *editions: dict[str, Any], **changes: Any) -> Path:
        folder = output / slug
        for item in editions:
            for file in item.get("files", []):
                path = folder / file["path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(bytes(file["size"]))
        report = {"slug": slug, "source": f"{slug}.md", "title": "T", "language": "en", "date": "2023-10-13"}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.json").write_text(
            json.dumps(report | {"editions": editions, "notices": []} | changes), "utf-8"
        )
        return folder

    return lay
