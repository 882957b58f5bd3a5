"""A newsroom's whole set-up in one run: a queue, a cluster, a store in a bucket and a memory in a database."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.incoming import Incoming, publish_incoming
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Progress, Speaking
from pipeline.document.report import Report

ARTICLES = {
    "harbour": "---\nlang: en\n---\n# The harbour\n\nThe ferry came in the morning. They asked for water.\n",
    "다리": "---\nlang: ko\n---\n# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다. 다리가 다시 열렸다.\n",
}


class Counting(Progress):
    """Counts the sentences that are spoken."""

    def __init__(self) -> None:
        self.spoken = 0

    def tell(self, event: Event) -> None:
        self.spoken += isinstance(event, Speaking)


def published(folder: Path, settings: Settings) -> tuple[Mapping[str, str], int]:
    """Digests of all files in the output, and how many sentences were spoken."""
    queue = folder / "queue"
    queue.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (queue / f"{name}.md").write_text(text, "utf-8")
    counting = Counting()
    for report in publish_incoming(Incoming(queue=queue), settings, counting):
        assert isinstance(report, Report)
        assert not report.failed
    assert {path.name for path in queue.iterdir()} == {"done", ".locks"}
    files = (path for path in settings.output.rglob("*") if path.is_file() and not path.name.startswith("."))
    digests = {
        path.relative_to(settings.output).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files
    }
    return digests, counting.spoken


@pytest.mark.slow
def test_a_queue_a_cluster_a_bucket_and_a_database_make_the_same_bytes_as_one_machine_alone(
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    s3_server: Any,
    database: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in s3_server.environment().items():
        monkeypatch.setenv(name, value)
    shared: dict[str, Any] = {
        "to": ("es",),
        "store_url": s3_server.place(),
        "memory": database,
        "offline": False,
    }
    alone, spoken = published(tmp_path / "alone", settings_in(tmp_path / "alone", to=("es",)))
    together = settings_in(tmp_path / "together", **shared, scheduler="local", jobs=2)
    assert published(tmp_path / "together", together) == (alone, spoken)
    another = settings_in(tmp_path / "another", **shared)
    assert published(tmp_path / "another", another) == (alone, 0)
