"""A hub is told of the feeds when a person asks for it: the feeds' addresses, and nothing else."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from click.testing import CliRunner

from pipeline.commands.feed import feed
from pipeline.errors import HubUnreachable, SettingsError
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.hub import ping
from pipeline.site.site_index import feeds_ledger


class Hub:
    """A hub on loopback that keeps what it is told; W3C WebSub answers 2xx to what it takes."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []
        self.status = 202
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                hub.told.append((self.path, self.headers["Content-Type"], body))
                self.send_response(hub.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hub?for=us"


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def site(tmp_path: Path, hub: Hub) -> SiteConfiguration:
    output = tmp_path / "output"
    (output / "feeds").mkdir(parents=True)
    made = SiteConfiguration(
        output=output, store=tmp_path / "store", base_url="https://news.example/n", hub=hub.address
    )
    feeds_ledger(made).settle({"ko.xml": "0", "ko.atom": "0", "ko.jpg": "0", "ko.opds.json": "0"})
    return made


def test_a_hub_is_told_the_addresses_of_the_feeds(site: SiteConfiguration, hub: Hub) -> None:
    told = ping(site)
    assert told == ("https://news.example/n/feeds/ko.atom", "https://news.example/n/feeds/ko.xml")
    [(path, kind, body)] = hub.told
    assert (path, kind) == ("/hub?for=us", "application/x-www-form-urlencoded")
    assert parse_qsl(body) == [("hub.mode", "publish"), *(("hub.url", each) for each in told)]


@pytest.mark.parametrize("status", [400, 503])
def test_a_hub_that_refuses_is_named(site: SiteConfiguration, hub: Hub, status: int) -> None:
    hub.status = status
    with pytest.raises(HubUnreachable, match=r"127\.0\.0\.1.*was not told"):
        ping(site)


@pytest.mark.parametrize(
    ("change", "words"),
    [({"hub": ""}, "No hub"), ({"offline": True}, "--offline")],
)
def test_nothing_is_sent_without_a_hub_or_offline(
    site: SiteConfiguration, hub: Hub, change: dict[str, object], words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        ping(replace(site, **change))  # type: ignore[arg-type]
    assert not hub.told


def test_nothing_is_sent_where_there_are_no_feeds(tmp_path: Path, site: SiteConfiguration, hub: Hub) -> None:
    with pytest.raises(SettingsError, match="no feeds"):
        ping(replace(site, output=tmp_path / "other"))
    assert not hub.told


def test_the_command_tells_the_hub_only_when_it_is_asked_to(
    tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "output" / "마을"
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps(_report()), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MANYVOICES_STORE", str(tmp_path / "store"))
    Path("publish.toml").write_text(
        f'[site]\nbase_url = "https://news.example"\nhub = "{hub.address}"\n', "utf-8"
    )
    quiet = CliRunner().invoke(feed, [])
    assert quiet.exit_code == 0, quiet.output
    assert not hub.told
    asked = CliRunner().invoke(feed, ["--ping"])
    assert asked.exit_code == 0, asked.output
    assert "was told of 1 feed." in asked.output
    assert len(hub.told) == 1
    atom = (tmp_path / "output/feeds/ko.atom").read_text("utf-8")
    assert f'rel="hub" href="{hub.address}"' in atom


def test_a_hub_that_refuses_hides_nothing_that_was_found(
    tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "output" / "마을"
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps(_report()), "utf-8")
    (tmp_path / "output" / "비").mkdir()
    (tmp_path / "output" / "비" / "report.json").write_text("{", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MANYVOICES_STORE", str(tmp_path / "store"))
    Path("publish.toml").write_text(
        f'[site]\nbase_url = "https://news.example"\nhub = "{hub.address}"\n', "utf-8"
    )
    hub.status = 503
    done = CliRunner().invoke(feed, ["--ping"])
    assert isinstance(done.exception, HubUnreachable)
    assert "비" in done.output


def _report() -> dict[str, object]:
    """What a report says of a small article to be read in Korean."""
    edition = {
        "language": "ko",
        "status": "published",
        "title": "마을",
        "description": "",
        "date": "2024-01-01",
        "origin": "original",
        "speaker": {"engine": "hum", "voice": "hum", "version": "1"},
        "seconds": 1.0,
        **{name: [] for name in ("authors", "engines", "chapters", "disclosures", "files", "notices")},
    }
    told = {"source": "마을.md", "title": "마을", "language": "ko", "date": "2024-01-01", "notices": []}
    return {**told, "editions": [edition]}
