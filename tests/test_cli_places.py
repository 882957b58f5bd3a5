"""An article typed as a file, as - or as an address: every command takes all three."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = "# 강을 건너는 다리\n\n강물이 어제 크게 올랐다. 사람들은 다리를 건너지 못했다.\n"


@pytest.fixture
def environment(environment_in: Callable[..., dict[str, str]], tmp_path: Path) -> Mapping[str, str]:
    """Online, and the output where the command is given."""
    return environment_in(tmp_path, to="es", offline=None, output=None)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a folder `site` with the article in it."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "story.md").write_text(ARTICLE, "utf-8")
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(tmp_path / "site")))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/story.md"
    server.shutdown()
    server.server_close()


def _run(
    folder: Path, environment: Mapping[str, str], *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "cli.py", *arguments],
        env=environment,
        cwd=folder,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_standard_input_is_published_under_its_title(tmp_path: Path, environment: Mapping[str, str]) -> None:
    done = _run(tmp_path, environment, "publish", "-", "--offline", typed=ARTICLE)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "output" / "강을-건너는-다리"
    assert (folder / "ko" / "강을-건너는-다리.ko.epub").is_file()
    assert json.loads((folder / "report.json").read_text("utf-8"))["source"] == "standard input"


def test_a_page_is_published_with_the_translation_that_stands_in_the_current_folder(
    tmp_path: Path, environment: Mapping[str, str], site: str
) -> None:
    exported = _run(tmp_path, environment, "review", "export", f"{site}?key=1", "--allow-local", "--to", "es")
    assert exported.returncode == 0, exported.stderr
    file = tmp_path / "강을-건너는-다리.es.xlf"
    assert exported.stdout.split() == [file.name]
    file.write_text(file.read_text("utf-8").replace('state="translated"', 'state="reviewed"'), "utf-8")
    done = _run(tmp_path, environment, "publish", f"{site}?key=1", "--offline")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "output" / "강을-건너는-다리" / "report.json").read_text("utf-8"))
    assert report["source"] == site
    assert {each["language"]: each["origin"] for each in report["editions"]} == {
        "ko": "original",
        "es": "reviewed",
    }


def test_inspect_reads_as_publish_does(tmp_path: Path, environment: Mapping[str, str], site: str) -> None:
    assert "--allow-local" in _run(tmp_path, environment, "inspect", site).stderr
    shown = _run(tmp_path, environment, "inspect", site, "--allow-local", "--lang", "ja")
    assert shown.stdout.startswith("강을 건너는 다리 (ja)")
    kept = _run(tmp_path, environment, "inspect", site, "--offline")
    assert kept.stdout.startswith("강을 건너는 다리 (ko)")
    again = _run(tmp_path, environment, "inspect", site, "--refetch")
    assert again.returncode == 16
    typed = _run(tmp_path, environment, "inspect", "-", typed=ARTICLE)
    assert typed.stdout.startswith("강을 건너는 다리 (ko)")
    assert _run(tmp_path, environment, "inspect", "-", "--lang", "Klingon", typed=ARTICLE).returncode == 5


def test_an_address_that_is_not_of_the_web_is_refused(tmp_path: Path, environment: Mapping[str, str]) -> None:
    done = _run(tmp_path, environment, "publish", "file:///etc/hostname")
    assert done.returncode == 16
    assert "only http and https" in done.stderr
