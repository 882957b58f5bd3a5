"""A queue of many articles: when the first is out, how much memory the last ones take, and what one more costs.

    PYTHONPATH=. python scripts/bench_queue.py --articles 1000

Articles are of some sentences, in Korean and Spanish, spoken by hum. Prints seconds until the first report, this process's
memory (Pss, MB) at the end of each quarter with the last one as a ratio of the first, the seconds of all, and of a run for one
article more, which writes the site's pages anew.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.app.incoming import Incoming, publish_incoming
from pipeline.config.choices import Doubtful
from pipeline.config.settings import Settings
from pipeline.document.events import Nobody

_TEXT = "강물이 {n}년에 높았다. 사람들은 다리를 건넜다. 우물에는 물이 있다."


def main() -> None:
    """Publish, and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=1)
    count = (options := parser.parse_args()).articles
    with TemporaryDirectory() as folder:
        queue, settings = _queue(Path(folder), options.jobs)
        for number in range(count):
            _put(queue, number)
        seconds, memory = _run(queue, settings, count)
        print(f"first article out after {seconds[0]:.1f} s; {count} articles in {seconds[-1]:.1f} s")
        quarters = ", ".join(f"{each:.0f}" for each in memory)
        print(f"memory at the end of each quarter: {quarters} MB; last to first {memory[-1] / memory[0]:.2f}")
        _put(queue, count)
        again, _ = _run(queue, settings, 1)
        print(f"one article more: {again[-1]:.1f} s")


def _queue(folder: Path, jobs: int) -> tuple[Path, Settings]:
    (queue := folder / "queue").mkdir()
    own: dict[str, Any] = {name: folder / name for name in ("output", "store", "voices", "models")}
    return queue, Settings(
        **own, to=("es",), memory=folder / "memory.sqlite", translator="marker", doubtful=Doubtful.ACCEPT,
        speaker="hum", offline=True, jobs=jobs,
    )  # fmt: skip


def _put(queue: Path, number: int) -> None:
    text = f"---\nlang: ko\n---\n# 강물 {number}\n\n{_TEXT.format(n=1000 + number)}\n"
    (queue / f"river-{number}.md").write_text(text, "utf-8")


def _run(queue: Path, settings: Settings, count: int) -> tuple[list[float], list[float]]:
    """Seconds until each article was out and until the end, and memory at the end of each quarter."""
    began, seconds, memory = time.monotonic(), list[float](), list[float]()
    quarters = {count * quarter // 4 for quarter in (1, 2, 3, 4)}
    with closing(publish_incoming(Incoming(queue=queue), settings, Nobody())) as results:
        for done, _ in enumerate(results, 1):
            seconds.append(time.monotonic() - began)
            memory += [next(_pss())] if done in quarters else []
    return [*seconds, time.monotonic() - began], memory


def _pss() -> Iterator[float]:
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            yield int(line.split()[1]) / 1000


if __name__ == "__main__":
    main()
