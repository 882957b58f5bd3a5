"""What a run loses when PostgreSQL, which keeps its memory, is killed in the middle, again and again.

    python scripts/measure_database_kills.py [--articles 40] [--kills 5]

Made-up articles are published in Korean twice, by the test engines: once in peace, once with the server killed and started
again so often. Ends with 1 when a file is missing or has other bytes, or a sentence is missing or stands twice.
"""

import hashlib
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from local_postgres import LocalPostgres

from pipeline.config.database_url import DatabaseUrl
from pipeline.translation.memory import Memory

ROOT = Path(__file__).parents[1]
PARAGRAPHS = 6
NAP = 8
"""The undisturbed run's time, divided by this, is between two kills."""


def main() -> None:
    """Measure, print, and judge."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--kills", type=int, default=5)
    asked = parser.parse_args()
    with TemporaryDirectory() as name, LocalPostgres(durable=True) as server:
        folder = Path(name)
        _write_articles(folder / "articles", asked.articles)
        peace, disturbed = DatabaseUrl(server.url("peace")), DatabaseUrl(server.url("kills"))
        began = time.monotonic()
        code = _begin(folder, "peace", peace).wait()
        seconds = time.monotonic() - began
        run = _begin(folder, "kills", disturbed)
        killed = _kill(server, run, asked.kills, seconds / NAP)
        codes = code, run.wait()
        expected, found = _files(folder / "peace"), _files(folder / "kills")
        same = expected == found and _sentences(peace) == _sentences(disturbed)
    differing = sum(found.get(each) != digest for each, digest in expected.items())
    print(
        f"{asked.articles} articles, {killed} kills, exit codes {codes}: {len(expected)} files, {differing} missing or "
        f"different, {len(found.keys() - expected.keys())} too many; the memory's sentences are "
        f"{'the same' if same else 'not the same'}"
    )
    raise SystemExit(not (same and codes == (0, 0) and killed == asked.kills))


def _write_articles(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        head = f"---\ndate: 2024-05-{number % 28 + 1:02}\n---\n# Report number {number} of the river\n"
        said = [
            f"\nParagraph {each} of report {number} says that {number * 7 + each} people crossed. Nobody asked them.\n"
            for each in range(PARAGRAPHS)
        ]
        (folder / f"report-{number:03}.md").write_text(head + "".join(said), "utf-8")


def _begin(folder: Path, name: str, memory: DatabaseUrl) -> subprocess.Popen[bytes]:
    # fmt: off
    own = {
        "TO": "ko", "OUTPUT": f"{folder}/{name}/output", "STORE": f"{folder}/{name}/store", "MEMORY": memory.secret,
        "TRANSLATOR": "marker", "DOUBTFUL": "accept", "SPEAKER": "hum", "OFFLINE": "1", "JOBS": "2",
    }
    # fmt: on
    environment = os.environ | {f"MANYVOICES_{option}": value for option, value in own.items()}
    command = [sys.executable, str(ROOT / "cli.py"), "publish", str(folder / "articles"), "--quiet"]
    return subprocess.Popen(command, env=environment | {"SOURCE_DATE_EPOCH": "1717000000"})


def _kill(server: LocalPostgres, run: subprocess.Popen[bytes], kills: int, nap_s: float) -> int:
    """How often the server was killed while the run was at work."""
    for done in range(kills):
        time.sleep(nap_s)
        if run.poll() is not None:
            return done
        server.kill()
        server.start()
    return kills


def _files(folder: Path) -> Mapping[str, str]:
    """All that was published, with the digest of each."""
    output = folder / "output"
    return {
        str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }


def _sentences(place: DatabaseUrl) -> list[tuple[str, str]]:
    with closing(Memory(place)) as memory:
        return sorted((each.source.text, each.target.text) for each in memory.entries("en", "ko"))


if __name__ == "__main__":
    main()
