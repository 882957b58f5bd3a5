"""What Lighthouse finds of the pages of a site: performance, accessibility, best practices and findability, of 100 each.

Usage: python scripts/measure_lighthouse.py OUTPUT [PAGE...] [--runs 1] [--form phone|desk] [--faults]
OUTPUT is a folder that `publish` filled; PAGE is a page's path in it. Without any, the list of articles is measured and, of
the first article in the folder, its page, its editions in Korean and Arabic where there are such, and their player for other
sites. npm brings Lighthouse (nothing of its own is run, and it goes with the folder that it lies in); Debian's Chromium opens the pages from
a server on loopback, on a slow line and processor as Lighthouse has it. The median of the runs counts. Ends with 1
when a figure is below 95. `--faults` tells what took points.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from local_server import serving

from pipeline.narration.voice_files import npm

VERSION = "12.8.2"
LEAST = 95
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage"
LANGUAGES = ("ko", "ar")


def main() -> int:
    """Measure, print, and judge."""
    asked = _asked()
    output = asked.output.resolve()
    pages = asked.pages or list(_usual(output))
    with tempfile.TemporaryDirectory() as folder, serving(output) as address:
        tool = _install(Path(folder))
        print(f"{'':44}" + "".join(f"{name:>16}" for name in CATEGORIES))
        scores = [_measure(tool, f"{address}/{page}", page, asked) for page in pages]
    return int(min(score for row in scores for score in row) < LEAST)


def _asked() -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--form", choices=("phone", "desk"), default="phone")
    parser.add_argument("--faults", action="store_true")
    return parser.parse_args()


def _usual(output: Path) -> Iterator[str]:
    yield "index.html"
    article = min(output.glob("*/report.json")).parent
    yield f"{article.name}/index.html"
    for language in LANGUAGES:
        for page in ("index.html", "embed.html"):
            if (article / language / page).is_file():
                yield f"{article.name}/{language}/{page}"


def _install(folder: Path) -> Path:
    """The script by which Lighthouse is started."""
    command = [*npm(), "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(
        [*command, "--cache", str(folder / "cache"), f"lighthouse@{VERSION}"], check=True, capture_output=True
    )
    return folder / "node_modules" / "lighthouse" / "cli" / "index.js"


def _measure(tool: Path, address: str, page: str, asked: Namespace) -> Sequence[float]:
    told = [_run(tool, address, asked.form) for _ in range(asked.runs)]
    row = [median(_score(each, name) for each in told) for name in CATEGORIES]
    print(f"{page[-43:]:44}" + "".join(f"{score:16.0f}" for score in row), flush=True)
    if asked.faults:
        for line in dict.fromkeys(line for each in told for line in _faults(each)):
            print(f"    {line}")
    return row


def _run(tool: Path, address: str, form: str) -> Mapping[str, Any]:
    options = [
        "--output=json",
        "--quiet",
        f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    shape = ["--preset=desktop"] if form == "desk" else []
    environment = os.environ | {"CHROME_PATH": _found("chromium")}
    done = subprocess.run(
        [_found("node"), str(tool), address, *options, *shape],
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse ended with {done.returncode} at {address}:\n{done.stderr}")
    told: Mapping[str, Any] = json.loads(done.stdout)
    return told


def _found(tool: str) -> str:
    path = shutil.which(tool)
    if not path:
        raise SystemExit(f"{tool} is not on the PATH: apt-get install {tool}")
    return path


def _score(told: Mapping[str, Any], category: str) -> float:
    return 100 * float(told["categories"][category]["score"] or 0)


def _faults(told: Mapping[str, Any]) -> Iterator[str]:
    """What cost points, with the first elements that are at fault."""
    for category in CATEGORIES:
        for part in told["categories"][category]["auditRefs"]:
            audit = told["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                shown = audit.get("displayValue", "")
                yield f"{category}: {audit['title']} {shown}".rstrip()
                yield from (f"  {each}" for each in _elements(audit))


def _elements(audit: Mapping[str, Any]) -> Iterator[str]:
    for item in (audit.get("details") or {}).get("items", [])[:3]:
        node = item.get("node") if isinstance(item, dict) else None
        if node:
            yield node.get("snippet", "")


if __name__ == "__main__":
    sys.exit(main())
