"""An article typed as a file, as - or as an address: every command takes all three."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
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


def test_standard_input_is_published_under_its_title(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    done = run(environment, "publish", "-", "--offline", typed=ARTICLE, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "output" / "강을-건너는-다리"
    assert (folder / "ko" / "강을-건너는-다리.ko.epub").is_file()
    assert json.loads((folder / "report.json").read_text("utf-8"))["source"] == "standard input"


def test_a_page_is_published_with_the_translation_that_stands_in_the_current_folder(
    run: Run, tmp_path: Path, environment: Mapping[str, str], site: str
) -> None:
    exported = run(
        environment, "review", "export", f"{site}?key=1", "--allow-local", "--to", "es", folder=tmp_path
    )
    assert exported.returncode == 0, exported.stderr
    file = tmp_path / "강을-건너는-다리.es.xlf"
    assert exported.stdout.split() == [file.name]
    file.write_text(file.read_text("utf-8").replace('state="translated"', 'state="reviewed"'), "utf-8")
    done = run(environment, "publish", f"{site}?key=1", "--offline", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "output" / "강을-건너는-다리" / "report.json").read_text("utf-8"))
    assert report["source"] == site
    assert {each["language"]: each["origin"] for each in report["editions"]} == {
        "ko": "original",
        "es": "reviewed",
    }


def test_inspect_reads_as_publish_does(
    run: Run, tmp_path: Path, environment: Mapping[str, str], site: str
) -> None:
    assert "--allow-local" in run(environment, "inspect", site, folder=tmp_path).stderr
    shown = run(environment, "inspect", site, "--allow-local", "--lang", "ja", folder=tmp_path)
    assert shown.stdout.startswith("강을 건너는 다리 (ja)")
    kept = run(environment, "inspect", site, "--offline", folder=tmp_path)
    assert kept.stdout.startswith("강을 건너는 다리 (ko)")
    again = run(environment, "inspect", site, "--refetch", folder=tmp_path)
    assert again.returncode == 16
    typed = run(environment, "inspect", "-", typed=ARTICLE, folder=tmp_path)
    assert typed.stdout.startswith("강을 건너는 다리 (ko)")
    assert (
        run(environment, "inspect", "-", "--lang", "Klingon", typed=ARTICLE, folder=tmp_path).returncode == 5
    )


def test_an_address_that_is_not_of_the_web_is_refused(
    run: Run, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    done = run(environment, "publish", "file:///etc/hostname", folder=tmp_path)
    assert done.returncode == 16
    assert "only http and https" in done.stderr
