"""Several machines, and what people wrote in one database."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.planning import plan
from pipeline.app.publish import publish
from pipeline.app.review import bring_in, export, status
from pipeline.config.database_url import DatabaseUrl
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.report import Report
from pipeline.errors import MemoryUnreachable, SettingsError
from pipeline.readers import place

ARTICLE = """# A bridge reopens

The bridge was closed in May. It has reopened for people on foot.
"""


@pytest.fixture
def machines(
    settings_in: Callable[..., Settings], tmp_path: Path, database: DatabaseUrl
) -> tuple[Settings, Settings]:
    """Two machines that have nothing in common but the memory."""
    one, other = (settings_in(tmp_path / name, memory=database, to=("ko",)) for name in ("one", "other"))
    return one, other


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def _published(article: Path, settings: Settings, silent: Progress) -> Report:
    report = publish(article, settings, silent)
    assert report.failed == ()
    return report


def _page(settings: Settings) -> str:
    return (settings.output / "bridge" / "ko" / "index.html").read_text("utf-8")


def test_what_one_machine_translated_the_other_need_not(
    machines: tuple[Settings, Settings], article: Path, silent: Progress
) -> None:
    one, other = machines
    [before] = plan(article, other).languages
    assert before.sentences
    _published(article, one, silent)
    [after] = plan(article, other).languages
    assert after.sentences == 0


def test_what_was_reviewed_on_one_machine_is_published_by_the_other(
    machines: tuple[Settings, Settings], article: Path, silent: Progress
) -> None:
    one, other = machines
    _published(article, other, silent)
    [file] = export(place(article), one, silent, "csv")
    returned = article.with_name("bridge.ko.returned.csv")
    _review(file, returned, "It has reopened for people on foot.", "이제 걸어서 건널 수 있다.")
    bring_in([returned], one, silent, article=article, target="ko", who="김수진")
    [counted] = status(article, other)
    assert counted.counts["reviewed"] == 1
    _published(article, other, silent)
    assert "이제 걸어서 건널 수 있다." in _page(other)


def _review(file: Path, returned: Path, sentence: str, translation: str) -> None:
    """What a person sends back who looked at one sentence."""
    rows = [*csv.reader(file.read_text("utf-8-sig").splitlines())]
    for row in rows:
        if row[1] == sentence:
            row[2:4] = [translation, "reviewed"]
    with returned.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def test_a_run_without_the_server_is_one_clear_error(
    settings_in: Callable[..., Settings], article: Path, tmp_path: Path, silent: Progress
) -> None:
    settings = settings_in(
        tmp_path, memory=DatabaseUrl("postgresql://u:sesame@127.0.0.1:1/v"), to=("ko", "es")
    )
    with pytest.raises(MemoryUnreachable, match="nothing listens there"):
        publish(article, settings, silent)


def test_a_run_offline_does_not_ask_another_machine(
    settings_in: Callable[..., Settings], article: Path, tmp_path: Path, silent: Progress
) -> None:
    settings = settings_in(tmp_path, memory=DatabaseUrl("postgresql://db.example/v"), to=("ko",))
    for use in (lambda: publish(article, settings, silent), lambda: plan(article, settings)):
        with pytest.raises(SettingsError, match="--offline forbids"):
            use()


def test_without_the_library_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, settings_in: Callable[..., Settings], article: Path, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.infra.database.postgres_database", None)
    settings = settings_in(tmp_path, memory=DatabaseUrl("postgresql:///v"), to=("ko",))
    with pytest.raises(SettingsError, match="not installed") as raised:
        plan(article, settings)
    assert "[cluster]" in raised.value.advice


def test_doctor_says_whether_the_database_lets_us_in(
    run: Callable[..., Any], environment: dict[str, str], database: DatabaseUrl
) -> None:
    there = run(environment | {"MANYVOICES_MEMORY": database.secret}, "doctor")
    assert f"{database} lets us in" in there.stdout
    assert "word" not in there.stdout
