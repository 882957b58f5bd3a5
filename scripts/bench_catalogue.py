"""Measure how long the site's pages, feeds and catalogue take with many articles lying published.

One article is really published, in five languages, translated by the marker and spoken by the hum. The others are made up
of its files under other names, with titles and dates of their own, each a report of its own: what is measured reads
reports and looks at files, and never into them.

    python scripts/bench_catalogue.py [--articles 300]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pipeline import catalogue
from pipeline.document.report import Report
from pipeline.publish import publish
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
FEEDS = 16
"""Two in each language, a list of its e-books, and the catalogue's start."""
ARTICLE = "---\ntitle: The well that ran dry\nauthor: Amal Haddad\ndate: 2020-01-01\nlang: en\ndescription: Wells.\n---\n"
SECTION = (
    "\n## Part {}\n\nEleven of the nineteen wells gave no water in August. The town decides on Friday.\n"
)
GOALS_S = {"everything, first": 20.0, "everything, after one more": 3.0}


class _Silent:
    def tell(self, event: object) -> None:
        """Nobody listens."""


def main() -> None:
    """Measure, print, and end with 1 when a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=300)
    count = options.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        took = _measured(Path(folder), count)
    print(f"{count} articles in five languages")
    for what, seconds in took.items():
        goal = GOALS_S.get(what)
        print(f"  {what}: {seconds:.2f} s{f' (goal: under {goal:.0f} s)' if goal else ''}")
    if any(took[what] >= goal for what, goal in GOALS_S.items()):
        raise SystemExit("A goal was missed.")


def _measured(folder: Path, count: int) -> dict[str, float]:
    settings = _settings(folder)
    first = _first(folder, settings)
    for number in range(1, count - 1):
        _laid(settings.output, first.slug, number)
    took = {"everything, first": _timed(settings, first), "everything, unchanged": _timed(settings, first)}
    _laid(settings.output, first.slug, count - 1)
    took["everything, after one more"] = _timed(settings, first)
    return took


def _timed(settings: Settings, report: Report) -> float:
    """What follows a publication: an article's report and page, the site's page; then feeds and catalogue, by the
    command line in a process of its own."""
    began = time.perf_counter()
    catalogue.write(report, settings)
    options = {"output": settings.output, "base-url": settings.base_url, "site-title": settings.site_title}
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    environment = {**os.environ, "MANYVOICES_STORE": str(settings.store)}
    command = [sys.executable, str(ROOT / "cli.py"), "feed", *flags]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    took = time.perf_counter() - began
    assert len(done.stdout.splitlines()) == FEEDS, done.stdout
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return took


def _first(folder: Path, settings: Settings) -> Report:
    article = folder / "well.md"
    article.write_text(ARTICLE + "".join(SECTION.format(number) for number in range(1, 9)), "utf-8")
    report = publish(article, settings, _Silent())
    assert not report.failed, report.failed
    return report


def _laid(output: Path, slug: str, number: int) -> None:
    """Another article, made of the files of `slug`."""
    name = f"well-{number:03}"
    report = json.loads((output / slug / "report.json").read_text("utf-8"))
    for edition in report["editions"]:
        for file in edition["files"]:
            new = file["path"].replace(f"{slug}.", f"{name}.")
            target = output / name / new
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(output / slug / file["path"], target)
            file["path"] = new
        edition["title"] = f"{edition['title']} {number}"
        edition["date"] = (date(2020, 1, 1) + timedelta(days=number)).isoformat()
        edition["source_digest"] = name
    told = {"source": f"{name}.md", "title": f"The well {number}", "date": report["editions"][0]["date"]}
    (output / name / "report.json").write_text(json.dumps(report | told, ensure_ascii=False, indent=2))


def _settings(folder: Path) -> Settings:
    bare = Settings(
        to=("ko", "zh-Hans", "es", "ar"),
        translator="marker",
        accept_findings=True,
        speaker="hum",
        offline=True,
        base_url="https://example.org/news",
        site_title="Many voices",
    )
    return replace(
        bare,
        output=folder / "output",
        store=folder / "store",
        memory=folder / "memory.sqlite",
        voices=folder / "voices",
        models=folder / "models",
    )


if __name__ == "__main__":
    main()
