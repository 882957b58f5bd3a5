"""What the review commands say on the command line, and what they refuse."""

import json
import sqlite3

import pytest
from click.testing import CliRunner

import cli
from pipeline.errors import ModelMissing
from pipeline.translation.models import Models


@pytest.fixture
def run(tmp_path, monkeypatch):
    for name, value in {"STORE": "store", "MEMORY": "memory.sqlite", "MODELS": "models"}.items():
        monkeypatch.setenv(f"MANYVOICES_{name}", str(tmp_path / value))
    monkeypatch.setenv("MANYVOICES_TRANSLATOR", "marker")
    monkeypatch.setenv("MANYVOICES_OFFLINE", "1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.md").write_text("# Rain\n\nIt rained all day. Nobody went out.\n", "utf-8")

    def command(*arguments):
        return CliRunner().invoke(cli.cli, ["review", *arguments])

    return command


def test_out_and_back_and_the_status(run, tmp_path):
    out = run("export", "article.md", "--to", "ko,es", "--format", "po", "--quiet")
    assert out.output.split() == ["article.ko.po", "article.es.po"]
    path = tmp_path / "article.ko.po"
    path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", "", 2), "utf-8")
    back = run("import", "article.ko.po", "article.es.po", "--json")
    counts = {each["language"]: each["counts"] for each in json.loads(back.stdout)}
    assert (counts["ko"]["reviewed"], counts["es"]["reviewed"]) == (2, 0)
    said = json.loads(run("status", "article.md", "--to", "ko,es", "--json").stdout)
    assert said["ko"]["reviewed"] == 2
    assert said["es"]["reviewed"] == said["es"]["missing"] == 0
    assert said["es"]["machine"] == sum(said["es"].values())


def test_a_whole_translation_comes_in(run, tmp_path):
    (tmp_path / "said.md").write_text("# 비\n\n하루 종일 비가 왔다. 아무도 나가지 않았다.\n", "utf-8")
    done = run("import", "--aligned", "said.md", "--to", "ko", "article.md", "--json")
    [found] = json.loads(done.stdout)
    assert found["counts"]["reviewed"] + found["counts"].get("edited", 0) >= 3


@pytest.mark.parametrize(
    "arguments",
    [["--aligned", "said.md", "article.md"], ["--aligned", "said.md", "--to", "ko", "a.md", "b.md"]],
)
def test_aligned_needs_one_article_and_one_language(run, arguments):
    done = run("import", *arguments)
    assert done.exit_code == 2
    assert "--aligned needs" in done.output


def test_another_format_is_not_known(run):
    assert run("export", "article.md", "--to", "ko", "--format", "doc").exit_code == 2


def test_the_status_fetches_no_model(run, monkeypatch):
    fetched = []

    def fetch(models, *pair):
        fetched.append(pair)
        raise ModelMissing("There is none.", "Look again.")

    monkeypatch.setattr(Models, "_fetch", fetch)
    monkeypatch.setenv("MANYVOICES_TRANSLATOR", "auto")
    monkeypatch.setenv("MANYVOICES_OFFLINE", "0")
    done = run("status", "article.md", "--to", "ko,es,de", "--json")
    assert [each["missing"] for each in json.loads(done.stdout).values()] == [4, 4, 4]
    assert fetched == []


def test_the_most_characters_of_a_run_are_counted_over_all_languages(run, tmp_path):
    (tmp_path / "publish.toml").write_text("[limits.marker]\ncharacters_per_run = 70\n", "utf-8")
    run("export", "article.md", "--to", "ko,es,de", "--format", "po")
    said = json.loads(run("status", "article.md", "--to", "ko,es,de", "--json").stdout)
    assert [each["machine"] > 0 for each in said.values()] == [True, False, False]


def test_the_memory_is_let_go_of_behind_every_file(run, tmp_path, monkeypatch):
    opened, really = [], sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *a, **more: opened.append(really(*a, **more)) or opened[-1]
    )
    run("export", "article.md", "--to", "ko,es", "--format", "po")
    run("import", "article.ko.po", "article.es.po")
    run("status", "article.md", "--to", "ko,es")
    assert len(opened) >= 2
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
