"""Runs that translate: what stops an edition, what a plan promises, and what is never asked for twice."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest

from pipeline.app.planning import plan
from pipeline.app.publish import publish
from pipeline.commands.messages import plan_lines
from pipeline.config.choices import Doubtful
from pipeline.config.settings import Settings
from pipeline.document.events import Nobody
from pipeline.document.report import FailedEdition, PublishedEdition
from pipeline.errors import EditionsMissing, MemoryDamaged
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.memory import Memory
from pipeline.translation.memory.entry import Entry, Standing

ROOT = Path(__file__).parent.parent
TEXT = """---
title: The talks
date: 2024-05-01
lang: en
---

## Geneva

In 1986 they agreed. The talks failed.
"""
KOREAN = {
    "The talks": "회담",
    "Geneva": "제네바",
    "In 1986 they agreed.": "1968년에 97명이 합의했다.",
    "The talks failed.": "회담은 실패했다.",
}


class FromTable:
    """A translator that gets a year wrong."""

    name = "table"
    version = "1"
    private = True

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        return [KOREAN.get(text, "") for text in texts]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def settings(
    settings_in: Callable[..., Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    monkeypatch.setattr("pipeline.translation.chain.translator", lambda name, settings: FromTable())
    return settings_in(tmp_path, to=("ko",), translator="table", doubtful=Doubtful.ORIGINAL)


def keep(settings: Settings, source: str, target: str) -> None:
    memory = Memory(settings.memory)
    memory.keep([Entry(("en", "ko"), Inline(source), Inline(target), Standing.REVIEWED, who="김수진")])
    memory.close()


def korean(settings: Settings) -> dict[str, Any]:
    report = json.loads((settings.output / "talks" / "report.json").read_text("utf-8"))
    [edition] = [each for each in report["editions"] if each["language"] == "ko"]
    return cast(dict[str, Any], edition)


def test_a_serious_finding_stops_its_edition_and_lands_in_the_report(
    article: Path, settings: Settings
) -> None:
    report = publish(article, settings, Nobody())
    assert [each.language for each in report.published] == ["en"]
    [failed] = report.failed
    assert isinstance(failed, FailedEdition)
    assert failed.exit_code == 20
    assert "1986" in failed.message
    assert not (settings.output / "talks" / "ko").exists()
    assert any(
        notice["level"] == "error" and notice["evidence"] and notice["where"].startswith("ko ")
        for notice in korean(settings)["notices"]
    )


def test_findings_that_were_accepted_are_published_and_reported(article: Path, settings: Settings) -> None:
    report = publish(article, replace(settings, doubtful=Doubtful.ACCEPT), Nobody())
    assert report.failed == ()
    assert korean(settings)["origin"] == "machine"
    assert [each for each in korean(settings)["notices"] if each["level"] == "error"]


def test_a_person_s_correction_lets_the_edition_appear_and_is_told_with_the_name(
    article: Path, settings: Settings
) -> None:
    publish(article, settings, Nobody())
    keep(settings, "In 1986 they agreed.", "1986년에 그들은 합의했다.")
    report = publish(article, settings, Nobody())
    [edition] = [each for each in report.published if each.language == "ko"]
    assert isinstance(edition, PublishedEdition)
    assert edition.origin == "mixed"
    assert "김수진" in edition.disclosures[0]
    assert "Table" in edition.disclosures[0]
    for name in ("talks.ko.vtt", "index.html"):
        assert "김수진" in (settings.output / "talks" / "ko" / name).read_text("utf-8")


def test_a_damaged_memory_stops_the_run_with_one_error(article: Path, settings: Settings) -> None:
    settings.memory.write_bytes(b"no database" * 1000)
    with pytest.raises(MemoryDamaged, match=r"memory\.sqlite"):
        publish(article, settings, Nobody())
    assert settings.memory.read_bytes() == b"no database" * 1000


def test_an_edition_outlives_the_cache_with_the_same_words(article: Path, settings: Settings) -> None:
    accepted = replace(settings, doubtful=Doubtful.ACCEPT)
    publish(article, accepted, Nobody())
    before = digests(settings.output)
    elsewhere = replace(
        accepted, store=settings.store.with_name("s2"), output=settings.output.with_name("o2")
    )
    publish(article, elsewhere, Nobody())
    assert digests(elsewhere.output) == before


def test_a_plan_tells_what_would_leave_the_machine_and_for_how_much(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a plan opens no connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    settings = Settings(
        to=("ko", "pt-BR", "zh-Hant"),
        memory=tmp_path / "memory.sqlite",
        models=tmp_path / "models",
        output=tmp_path / "output",
        store=tmp_path / "store",
        translator="firefox,google",
        prices={"google": 20.0},
        currency="EUR",
    )
    keep(settings, "The talks failed.", "회담은 실패했다.")
    there = sorted(tmp_path.iterdir())
    found = plan(article, settings)
    assert sorted(tmp_path.iterdir()) == there
    shares = {each.language: each.share for each in found.languages}
    characters = len("The talks") + len("Geneva") + len("In 1986 they agreed.")
    korean = found.languages[0]
    assert korean.share is not None
    assert (korean.share.engine, korean.share.sentences, korean.share.characters) == (
        "firefox",
        3,
        characters,
    )
    [model] = korean.downloads
    assert model.size > 10_000_000
    [google] = korean.others
    assert (google.engine, google.private, google.sentences) == ("google", False, 3)
    assert google.cost == pytest.approx(characters * 20e-6)
    assert shares["pt-BR"] is not None
    assert (shares["pt-BR"].engine, shares["pt-BR"].cost) == ("firefox", 0.0)
    assert found.leaves == ("google",)
    assert found.cost == 0
    assert found.most_cost is not None
    assert found.most_cost > google.cost
    said = "\n".join(plan_lines(found))
    for part in (
        "Korean: 1 sentence reviewed",
        "3 sentences",
        "the translation model from English to Korean is fetched first",
        "what that cannot do goes to google",
        "EUR",
        "Text would leave this machine, or may, to google",
        "To be fetched: about",
        "Kokoro's voices",
    ):
        assert part in said
    json.dumps(found.as_value())


def test_a_plan_names_the_speaker_that_sends_text_away(article: Path, tmp_path: Path) -> None:
    settings = Settings(
        to=("pt-BR",), memory=tmp_path / "memory.sqlite", models=tmp_path / "models", speaker="gtts"
    )
    found = plan(article, settings)
    assert found.leaves == ("gtts",)
    said = "\n".join(plan_lines(found))
    assert "by gtts pt, which sends the text away" in said
    assert "No text would leave" not in said


def test_a_plan_tells_time_and_disk_and_what_goes_by_way_of_english(tmp_path: Path) -> None:
    korean = tmp_path / "news.md"
    korean.write_text("# 회담\n\n## 제네바\n\n그들은 1986년에 합의했다. 회담은 실패했다.\n")
    settings = Settings(to=("ja",), memory=tmp_path / "memory.sqlite", models=tmp_path / "models")
    found = plan(korean, settings)
    [japanese] = found.languages
    assert japanese.pivot == "en"
    assert [each.what for each in japanese.downloads] == [
        "the translation model from Korean to English",
        "the translation model from English to Japanese",
    ]
    assert all(each.speech_s > 1 and each.work_s > 0 for each in found.speech)
    assert found.disk > 100_000
    assert "by way of English" in "\n".join(plan_lines(found))


def test_the_doctor_says_for_an_article_which_editions_can_be_made_and_what_to_do_for_the_others(
    article: Path, tmp_path: Path
) -> None:
    places = {"MEMORY": tmp_path / "memory.sqlite", "MODELS": tmp_path / "models"}

    def examine(*more: str) -> dict[str, dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, ROOT / "cli.py", "doctor", article, "--to", "pt-BR,ko,sw", "--json", *more],
            env={**os.environ, **{f"MANYVOICES_{name}": str(path) for name, path in places.items()}},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert done.returncode == EditionsMissing.exit_code, done.stderr
        return {each["name"]: each for each in json.loads(done.stdout)}

    online = examine()
    assert "firefox" in online["edition Brazilian Portuguese"]["text"]
    assert "model from English to Korean is fetched first" in online["edition Korean"]["text"]
    assert not online["edition Swahili"]["works"]
    assert online["edition Swahili"]["advice"]
    offline = examine("--offline")
    assert offline["edition Brazilian Portuguese"]["works"]
    assert not offline["edition Korean"]["works"]
    assert "models add en ko --from DIR" in offline["edition Korean"]["advice"]


def test_a_plan_on_the_command_line_does_nothing(article: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            ROOT / "cli.py",
            "publish",
            article,
            "--plan",
            "--json",
            "--to",
            "pt-BR",
            "--offline",
        ],
        cwd=tmp_path,
        env={**os.environ, "MANYVOICES_MEMORY": str(tmp_path / "memory.sqlite")},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    [found] = json.loads(done.stdout)
    assert found["languages"][0]["share"]["engine"] == "firefox"
    assert (found["leaves"], found["cost"]) == ([], 0.0)
    assert list(tmp_path.iterdir()) == [article]


FORBID = """
import os, sys

def refuse(event, arguments):
    if event.startswith("socket.") and os.environ.get("FORBID"):
        with open(os.environ["SOCKETS"], "a") as log:
            log.write(event + "\\n")
        raise PermissionError(event)

sys.addaudithook(refuse)
"""


@pytest.fixture
def libre() -> Iterator[tuple[str, list[str]]]:
    """A LibreTranslate server on the loopback interface: its address, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say([{"code": "en", "targets": ["ko", "zt"]}])

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.extend(question["q"])
            words = {"ko": "회담이 끝났다.", "zt": "會談結束了。"}[question["target"]]
            numbers = [re.findall(r"\d+", text) for text in question["q"]]
            self._say({"translatedText": [" ".join([words, *found]) for found in numbers]})

        def _say(self, value: object) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_a_run_with_nothing_changed_opens_no_connection_and_leaves_the_same_bytes(
    article: Path,
    tmp_path: Path,
    libre: tuple[str, list[str]],
    environment_in: Callable[..., dict[str, str]],
) -> None:
    address, asked = libre
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(FORBID)
    (tmp_path / "publish.toml").write_text(
        f'translators = ["libretranslate"]\naccept_findings = true\n[libretranslate]\nbase_url = "{address}"\n'
    )
    environment = {
        **environment_in(tmp_path, translator=None, doubtful=None, offline=None),
        "PYTHONPATH": str(tmp_path / "hook"),
        "SOCKETS": str(tmp_path / "sockets"),
    }

    def run(**more: str) -> None:
        command = [sys.executable, ROOT / "cli.py", "publish", article, "--to", "ko,zh-Hant"]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={**environment, **more},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, done.stderr

    run()
    assert "The talks failed." in asked
    before, count = digests(tmp_path / "output"), len(asked)
    run(FORBID="1")
    assert not (tmp_path / "sockets").exists()
    assert len(asked) == count
    assert digests(tmp_path / "output") == before
    article.write_text(TEXT.replace("failed", "ended"), "utf-8")
    run()
    assert asked[count:] == ["The talks ended."] * 2  # once for each language


def digests(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
