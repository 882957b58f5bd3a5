"""The numbers of a run as Prometheus reads them, and what hinders from serving them."""

import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from pipeline.app.publish import publish_all
from pipeline.app.run_records import recording
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.errors import AddressInUse, EngineRefused, SettingsError
from pipeline.infra.metrics import metered
from pipeline.infra.metrics_server import listen
from pipeline.narration.engines.hum import HummingSpeaker
from pipeline.readers import place

KOREAN = "---\nlang: ko\n---\n# 우물\n\n사람들이 물을 찾았다. 우물이 말랐다.\n"


def read(port: int) -> Mapping[str, float]:
    """By name and labels' values, what Prometheus would read."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as asked:
        asked.request("GET", "/metrics")
        text = asked.getresponse().read().decode()
    families = text_string_to_metric_families(text)
    return {
        " ".join([one.name, *one.labels.values()]): one.value for each in families for one in each.samples
    }


@pytest.fixture
def numbers(
    tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress, free_port: int
) -> Callable[[], Mapping[str, float]]:
    """Of a run over one article in Korean and English."""

    def run() -> Mapping[str, float]:
        (tmp_path / "우물.md").write_text(KOREAN, "utf-8")
        settings = settings_in(tmp_path, to=("en",), metrics=free_port)
        with recording(settings) as state:
            list(publish_all([place(tmp_path / "우물.md")], settings, silent, state=state))
            return read(free_port)

    return run


def test_sentences_seconds_and_editions_are_counted(numbers: Callable[[], Mapping[str, float]]) -> None:
    found = numbers()
    assert found["manyvoices_sentences_translated_total marker"] == 3
    spoken = found["manyvoices_sentences_spoken_total hum"]
    assert spoken == found["manyvoices_store_misses_total"] > 6
    assert spoken / 2 < found["manyvoices_speech_seconds_total hum"] < 5 * spoken
    assert found["manyvoices_editions_total 0"] == 2
    assert found["manyvoices_articles_waiting"] == found["manyvoices_store_hits_total"] == 0
    assert not any(name.endswith("_created") for name in found)


def test_what_lies_in_the_store_is_a_hit(numbers: Callable[[], Mapping[str, float]], tmp_path: Path) -> None:
    spoken = numbers()["manyvoices_store_misses_total"]
    (tmp_path / "output" / "우물" / "en" / "우물.en.epub").unlink()
    again = numbers()
    assert (again["manyvoices_store_hits_total"], again["manyvoices_store_misses_total"]) == (spoken, 0)


def test_an_engine_that_fails_is_counted_with_its_code(
    numbers: Callable[[], Mapping[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise EngineRefused("No.")

    monkeypatch.setattr(HummingSpeaker, "speak", refuse)
    found = numbers()
    [failed] = [name for name in found if name.startswith("manyvoices_engine_failures_total hum ")]
    assert found[failed] > 1
    [code] = {name.split()[1] for name in found if name.startswith("manyvoices_editions_total")}
    assert failed.endswith(f" {code}")
    assert "manyvoices_sentences_spoken_total hum" not in found


def test_a_port_that_is_taken_is_told_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressInUse) as caught, metered(port, lambda: 0):
            pass
    assert f"port {port} of this machine" in caught.value.message
    assert "--metrics" in caught.value.advice


def test_where_a_port_could_be_shared_it_is_asked_for_alone(
    monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    # Windows' option, here another one that can be read back.
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_KEEPALIVE, raising=False)
    with listen("127.0.0.1", free_port, lambda *_: []) as server:
        option = server.socket.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        shared = server.socket.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
    assert (bool(option), bool(shared)) == (True, False)


def test_the_port_is_free_again_after_a_run(free_port: int) -> None:
    for waiting in (3, 4):
        with metered(free_port, lambda waiting=waiting: waiting):
            assert read(free_port)["manyvoices_articles_waiting"] == waiting


def test_without_prometheus_client_a_run_goes_on_and_only_the_option_needs_it(
    monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with metered(0, lambda: 0) as meter:
        meter.spoken("hum", 1.0)
    with pytest.raises(SettingsError, match="prometheus-client") as caught, metered(free_port, lambda: 0):
        pass
    assert caught.value.advice == "Run: pip install 'manyvoices[metrics]'"
