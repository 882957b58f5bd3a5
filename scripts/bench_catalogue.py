"""Measure how long the site's pages, feeds and catalogue take with many articles lying published.

One article is really published, in five languages, translated by the marker and spoken by the hum. The others are made up
of its files under other names, with titles and dates of their own, each a report of its own: what is measured reads
reports and looks at files, and never into them.

    python scripts/bench_catalogue.py [--articles 300]

The seconds stand beside their goals, and depend on what else the machine does. Judged is what does not: a run after
one more article works a part of what the first run of the same bench did, and a run with nothing new writes no file.
Ends with 1 when it is otherwise.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from pipeline.app.publish import publish
from pipeline.app.stage_configurations import site_of
from pipeline.config.choices import Doubtful
from pipeline.config.settings import Settings
from pipeline.config.tables import Theme
from pipeline.document.events import Nobody
from pipeline.document.report import Report
from pipeline.site import site_index

ROOT = Path(__file__).parents[1]
FEEDS = 16
"""Two in each language, a list of its e-books, and the catalogue's start."""
ARTICLE = "---\ntitle: The well that ran dry\nauthor: Amal Haddad\ndate: 2020-01-01\nlang: en\ndescription: Wells.\n---\n"
SECTION = (
    "\n## Part {}\n\nEleven of the nineteen wells gave no water in August. The town decides on Friday.\n"
)
FIRST, UNCHANGED, ONE_MORE = "everything, first", "everything, unchanged", "everything, after one more"
GOALS_S = {FIRST: 20.0, ONE_MORE: 3.0}
"""Of an idle machine, with 300 articles."""
WORK = 0.85
"""Of the first run's processor time, at most, after one more article: covers and recordings are there. The clearer the
fewer the articles: with 60 it was 0.59, and 0.94 where covers were drawn anew."""


@dataclass(frozen=True, slots=True)
class Run:
    """What writing everything took."""

    seconds: float
    processor: float
    """Seconds of processors, of this process and those it started."""
    written: int
    """Files that are new or other than before, in the output and the store."""


def main() -> None:
    """Measure, print, and end with 1 when a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=300)
    count = options.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        runs = _measured(Path(folder), count)
    print(f"{count} articles in five languages")
    for what, run in runs.items():
        goal = f" (goal with 300: under {GOALS_S[what]:.0f} s)" if what in GOALS_S else ""
        print(
            f"  {what}: {run.seconds:.2f} s{goal}, {run.processor:.2f} s of processors, {run.written} files written"
        )
    work = runs[ONE_MORE].processor / runs[FIRST].processor
    print(
        f"  work after one more, of the first: {work:.2f} (at most {WORK}); written with nothing new: no file"
    )
    if work > WORK or runs[UNCHANGED].written:
        raise SystemExit("What was made before is made anew.")


def _measured(folder: Path, count: int) -> dict[str, Run]:
    settings = _settings(folder)
    first = _first(folder, settings)
    for number in range(1, count - 1):
        _laid(settings.output, first.slug, number)
    runs = {FIRST: _timed(settings, first), UNCHANGED: _timed(settings, first)}
    _laid(settings.output, first.slug, count - 1)
    return runs | {ONE_MORE: _timed(settings, first)}


def _timed(settings: Settings, report: Report) -> Run:
    """What follows a publication: an article's report and page, the site's page; then feeds and catalogue, by the
    command line in a process of its own."""
    before, worked, began = _files(settings), _worked(), time.perf_counter()
    site_index.write_report(report, site_index.ledger_of(settings.output / report.slug, Theme()), Theme())
    site_index.write_site(site_of(settings))
    options = {"output": settings.output, "base-url": settings.base_url, "site-title": settings.site_title}
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    environment = {**os.environ, "MANYVOICES_STORE": str(settings.store)}
    command = [sys.executable, str(ROOT / "cli.py"), "feed", *flags]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    took, worked = time.perf_counter() - began, _worked() - worked
    assert len(done.stdout.splitlines()) == FEEDS, done.stdout
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return Run(took, worked, len(_files(settings) - before))


def _files(settings: Settings) -> set[tuple[Path, int, int]]:
    """Every file, with what changes when it is written."""
    found = [path for root in (settings.output, settings.store) for path in root.rglob("*") if path.is_file()]
    return {(path, there.st_ino, there.st_mtime_ns) for path in found for there in [path.stat()]}


def _worked() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _first(folder: Path, settings: Settings) -> Report:
    article = folder / "well.md"
    article.write_text(ARTICLE + "".join(SECTION.format(number) for number in range(1, 9)), "utf-8")
    report = publish(article, settings, Nobody())
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
    fields = {"source": f"{name}.md", "title": f"The well {number}", "date": report["editions"][0]["date"]}
    (output / name / "report.json").write_text(json.dumps(report | fields, ensure_ascii=False, indent=2))


def _settings(folder: Path) -> Settings:
    bare = Settings(
        to=("ko", "zh-Hans", "es", "ar"),
        translator="marker",
        doubtful=Doubtful.ACCEPT,
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
