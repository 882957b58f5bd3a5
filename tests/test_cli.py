import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parent.parent
EnvironmentIn = Callable[..., dict[str, str]]
ARTICLE = "# A bridge reopens\n\n## First\n\nThe bridge opened on Monday.\n"


def shown_on_a_terminal(environment: Mapping[str, str], *arguments: str | Path) -> str:
    """What a terminal of 100 columns is sent."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, ROOT / "cli.py", *map(str, arguments)],
        env={**environment, "COLUMNS": "100"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            said += os.read(ours, 4096)
        except OSError:  # the terminal is closed when the last program has left it
            break
    os.close(ours)
    assert process.wait(60) == 0
    return said.decode()


def written(path: Path, content: str | bytes = ARTICLE) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_missing_article_is_named(run: Run, environment: Mapping[str, str], tmp_path: Path) -> None:
    done = run(environment, "publish", tmp_path / "nowhere.md")
    assert (done.returncode, done.stdout) == (10, "")
    assert "nowhere.md" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.md", b"", 14),
        ("blank.md", b"\xef\xbb\xbf \n\n", 14),
        ("binary.md", bytes(range(256)) * 40, 13),
        ("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(2000), 13),
    ],
)
def test_an_article_without_text_is_refused(
    run: Run, environment: Mapping[str, str], tmp_path: Path, name: str, content: bytes, code: int
) -> None:
    done = run(environment, "publish", written(tmp_path / name, content))
    assert done.returncode == code
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


def test_a_folder_without_an_article_is_refused(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    assert run(environment, "publish", tmp_path).returncode == 11


def test_an_unknown_language_is_refused_before_anything_is_read(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    done = run(environment, "publish", tmp_path / "nowhere.md", "--to", "klingon")
    assert done.returncode == 5
    assert "klingon" in done.stderr


def test_an_unknown_engine_is_refused_with_the_known_ones(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    article = written(tmp_path / "a.md")
    done = run(environment, "publish", article, "--speaker", "shouter")
    assert done.returncode == 4
    assert "espeak" in done.stderr


def test_an_output_that_cannot_be_written_is_refused(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    written(tmp_path / "taken", "a file")
    done = run(
        environment, "publish", written(tmp_path / "a.md"), "--output", tmp_path / "taken", "--to", "ko"
    )
    assert done.returncode in (51, 53)
    assert "taken" in done.stderr


def test_a_missing_edition_ends_with_the_code_of_its_reason(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    done = run(environment, "publish", written(tmp_path / "a.md"), "--to", "ko", "--translator", "firefox")
    assert done.returncode == 23
    assert "Korean: not published" in done.stdout
    assert (tmp_path / "output" / "a" / "en" / "a.en.epub").is_file()


def test_editions_missing_for_different_reasons_have_a_code_of_their_own(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    written(tmp_path / "a.es.xlf", "<broken")
    done = run(environment, "publish", written(tmp_path / "a.md"), "--to", "ko,es", "--translator", "firefox")
    assert done.returncode == 60
    assert "a.es.xlf" in done.stdout


def test_what_is_not_ours_ends_each_command_with_a_code_of_its_own(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    article, output = written(tmp_path / "a.md"), tmp_path / "output"
    own = {**environment, "MANYVOICES_TO": "ko", "MANYVOICES_BASE_URL": "https://example.org"}
    (output / "a" / "ko").mkdir(parents=True)
    written(output / "a" / "ko" / "draft.md", "mine")
    done = run(own, "publish", article)
    assert (done.returncode, "draft.md" in done.stdout) == (54, True)
    assert run(own, "publish", article, "--replace").returncode == 0
    mine = [output / "index.html", output / "feeds" / "ko.xml", tmp_path / "up" / "robots.txt"]
    commands = (["publish", article], ["feed"], ["site", "--target", tmp_path / "up"])
    for path, command in zip(mine, commands, strict=True):
        path.parent.mkdir(exist_ok=True)
        written(path, "mine")
        done = run(own, *command)
        assert done.returncode == 54
        assert str(path.name) in done.stderr
        assert "--replace" in done.stderr
        assert path.read_text() == "mine"
        assert run(own, *command, "--replace").returncode == 0
        assert path.with_name(f"{path.stem}.kept{path.suffix}").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("말.wav", ["voices", "try", "en", "One two.", "--speaker", "espeak", "--output"]),
        ("이름.pls", ["voices", "lexicon", "names.toml", "ko", "--output"]),
        ("이름.toml", ["voices", "oov", "words.md", "--output"]),
    ],
)
def test_a_file_that_a_person_names_for_an_answer_is_not_written_over(
    run: Run,
    name: str,
    arguments: list[str],
    environment: Mapping[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "names.toml", '[ko]\nNGO = "엔지오"\n')
    written(tmp_path / "words.md", "# 말\n\nKINU가 말했다.\n")
    file = written(tmp_path / name, "mine")
    done = run(environment, *arguments, file)
    assert (done.returncode, name in done.stderr, file.read_text()) == (54, True, "mine")
    for _ in range(2):
        assert run(environment, *arguments, file, "--replace").returncode == 0
    assert file.with_name(f"{file.stem}.kept{file.suffix}").read_text() == "mine"
    assert len(list(tmp_path.glob("*.kept*"))) == 1


def test_warnings_are_an_error_only_when_strict(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    article = written(tmp_path / "a.md", ARTICLE + "\n![](bridge.svg)\n")
    written(tmp_path / "bridge.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    assert run(environment, "publish", article, "--to", "ko").returncode == 0
    assert run(environment, "publish", article, "--to", "ko", "--strict").returncode == 61


def test_a_log_gets_a_line_every_tenth_of_the_way(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    sentences = " ".join(f"Sentence {number} is here." for number in range(30))
    done = run(environment, "publish", written(tmp_path / "a.md", ARTICLE + sentences), "--to", "en")
    told = re.findall(
        r"^Speaking English: (\d+):(\d\d) of (\d+):(\d\d), \d+ s left$", done.stdout, re.MULTILINE
    )
    assert len(told) == 9
    shares = [
        (int(minutes) * 60 + int(seconds)) / (int(all_minutes) * 60 + int(all_seconds))
        for minutes, seconds, all_minutes, all_seconds in told
    ]
    assert [int(share * 10 + 0.05) for share in shares] == list(range(1, 10))


def test_speech_found_in_the_store_is_told_once_and_counts_as_done(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    article = written(tmp_path / "a.md", ARTICLE + "One sentence more. " * 5)
    run(environment, "publish", article, "--to", "ko")
    done = run(environment, "publish", article, "--to", "ko,es")
    assert re.search(r"^English: nothing to speak", done.stdout, re.MULTILINE)
    assert re.search(r"^Spanish: about 0:[1-5]\d to speak$", done.stdout, re.MULTILINE)
    assert not re.search("Speaking .*: 0:0[0-5] of", done.stdout)
    again = run(environment, "publish", article, "--to", "ko,es").stdout
    assert again.count("nothing to speak") == 3
    assert "Speaking" not in again
    article.write_text(article.read_text("utf-8") + "And one.\n", "utf-8")
    more = run(environment, "publish", article, "--to", "ko,es").stdout
    assert re.search(r"Korean: about 0:0\d to speak; 0:\d\d of speech found in the store", more)


def test_a_terminal_shows_a_row_an_edition_with_the_time_left(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    article = written(tmp_path / "a.md", ARTICLE + "One sentence more. " * 40)
    sent = shown_on_a_terminal({**environment, "TERM": "xterm"}, "publish", article, "--to", "ko")
    said = re.sub(r"\033\[[0-9;?]*[A-Za-z]", "", sent)
    assert re.search(r"Edition.* Words.* Voice.* Files.* Left", said)
    assert re.search(r"English.* done.* \d+ %", said)
    assert re.search(r"\d:\d\d of \d:\d\d spoken", said)
    assert "2 editions in" in said


def test_a_terminal_that_draws_nothing_anew_gets_lines(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    said = shown_on_a_terminal(
        {**environment, "TERM": "dumb"}, "publish", written(tmp_path / "a.md"), "--to", "ko"
    )
    assert "\033" not in said
    assert re.search(r"^Speaking English: \d:\d\d of \d:\d\d", said, re.MULTILINE)


def test_quiet_says_nothing_when_all_is_well(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    done = run(environment, "publish", written(tmp_path / "a.md"), "--to", "ko", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_still_says_why_an_edition_is_missing(
    run: Run, environment_in: EnvironmentIn, tmp_path: Path
) -> None:
    environment = environment_in(tmp_path, translator="firefox")
    done = run(environment, "publish", written(tmp_path / "a.md"), "--to", "ko,pt-BR", "--quiet")
    assert (done.returncode, done.stdout) == (23, "")
    assert "Korean: not published" in done.stderr
    assert "models add en ko" in done.stderr


def test_languages_named_one_by_one_add_up(run: Run, environment: Mapping[str, str], tmp_path: Path) -> None:
    article = written(tmp_path / "a.md")
    done = run(environment, "publish", article, "--to", "ko", "--to", "es,ja", "--plan", "--json")
    [plan] = json.loads(done.stdout)
    assert [each["language"] for each in plan["languages"]] == ["ko", "es", "ja"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Koraen", ["ko (Korean)"]), ("Portugese", ["pt-BR"]), ("Spansh", ["es (Spanish)"])],
)
def test_an_unknown_language_is_answered_with_different_ones(
    run: Run, environment: Mapping[str, str], tmp_path: Path, name: str, meant: list[str]
) -> None:
    done = run(environment, "publish", written(tmp_path / "a.md"), "--to", name)
    assert done.returncode == 5
    [advice] = [line for line in done.stderr.splitlines() if line.startswith("Did you mean")]
    named = re.findall(r"[\w-]+ \([^)]*\)", advice)
    assert len(named) == len(set(named))
    assert all(each in advice for each in meant)


def test_machines_get_a_json_value_a_line_and_the_report_last(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    done = run(environment, "publish", written(tmp_path / "a.md"), "--to", "ko", "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[0]["event"] == "read"
    assert events[-1]["event"] == "report"
    assert [edition["language"] for edition in events[-1]["report"]["editions"]] == ["en", "ko"]
    begun = [event for event in events if event["event"] == "speaking-begins"]
    assert [(event["language"], event["coming"]) for event in begun] == [("en", ["ko"]), ("ko", [])]
    spoken = [event["seconds"] for event in events if event["event"] == "speaking"]
    assert sum(spoken) == pytest.approx(sum(event["seconds"] for event in begun))


def test_the_outline_shows_what_was_found(run: Run, environment: Mapping[str, str], tmp_path: Path) -> None:
    article = written(tmp_path / "다리.md", "# 다리\n\n## 개통\n\n다리가 열렸다.\n")
    done = run(environment, "inspect", article)
    assert done.returncode == 0
    assert "개통" in done.stdout
    assert json.loads(run(environment, "inspect", article, "--json").stdout)["language"] == "ko"


def test_a_file_for_review_comes_back_as_a_reviewed_edition(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    article = written(tmp_path / "a.md")
    assert (
        run(environment, "review", "export", article, "--to", "ko", "--translator", "marker").returncode == 0
    )
    file = tmp_path / "a.ko.xlf"
    assert (
        "reviewed" not in run(environment, "publish", article, "--to", "ko").stdout.split("Korean: ")[1][:20]
    )
    file.write_text(file.read_text("utf-8").replace('state="translated"', 'state="final"'), "utf-8")
    assert "Korean: reviewed translation" in run(environment, "publish", article, "--to", "ko").stdout
    again = run(environment, "review", "export", article, "--to", "ko")
    assert again.returncode == 4
    assert "a.ko.xlf" in again.stderr


def test_a_terminal_without_hangul_is_no_reason_to_stop(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    article = written(tmp_path / "a.md", "# 다리\n\n## 개통\n\n다리가 열렸다.\n")
    done = run({**environment, "PYTHONIOENCODING": "ascii"}, "inspect", article)
    assert done.returncode == 0
    assert "(ko)" in done.stdout


def test_feeds_are_written_for_what_lies_published(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    run(environment, "publish", written(tmp_path / "a.md"), "--to", "ko")
    refused = run(environment, "feed")
    assert refused.returncode == 4
    assert "base" in refused.stderr
    done = run(environment, "feed", "--base-url", "https://example.org/news/")
    assert done.returncode == 0
    assert (tmp_path / "output" / "feeds" / "ko.xml").read_bytes().startswith(b"<?xml")


def test_the_doctor_says_what_is_missing_and_how_to_get_it(run: Run, environment: Mapping[str, str]) -> None:
    done = run(environment, "doctor", "--offline")
    assert done.returncode == 0
    assert "voices install" in done.stdout
    assert all(
        {"name", "works"} <= set(finding)
        for finding in json.loads(run(environment, "doctor", "--json").stdout)
    )


def test_the_doctor_of_an_article_ends_with_a_code_of_its_own_where_an_edition_cannot_be_made(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    article = written(tmp_path / "article.md", "# Title\n\nA bridge was closed. 다리가 닫혔다.\n\nlang: en\n")
    models = {**environment, "MANYVOICES_TRANSLATOR": "firefox"}
    done = run(models, "doctor", article, "--to", "ko,zh-Hans", "--offline")
    assert done.returncode == 60
    assert "edition Korean" in done.stderr
    assert "of 3 editions" in done.stderr
    assert run(environment, "doctor", article, "--to", "ko").returncode == 0
    listed = run(models, "doctor", article, "--to", "ko", "--offline", "--json")
    assert listed.returncode == 60
    assert {"edition Korean": False}.items() <= {
        each["name"]: each["works"] for each in json.loads(listed.stdout)
    }.items()


def test_a_glossary_that_comes_along_is_printed_as_a_table(run: Run, environment: Mapping[str, str]) -> None:
    assert "human-rights" in run(environment, "review", "glossary").stdout.split()
    rows = run(environment, "review", "glossary", "--seed", "human-rights").stdout.splitlines()
    assert len(rows) > 50
    assert any("난민" in row for row in rows)
    unknown = run(environment, "review", "glossary", "--seed", "cooking")
    assert unknown.returncode != 0
    assert "human-rights" in unknown.stderr


@pytest.mark.parametrize("command", ["publish", "inspect", "feed", "review", "voices", "models", "doctor"])
def test_help_names_every_option_of(run: Run, command: str, environment: Mapping[str, str]) -> None:
    done = run(environment, command, "--help")
    assert done.returncode == 0
    assert "--help" in done.stdout


def test_ctrl_c_ends_with_130_and_keeps_what_was_finished(
    environment: Mapping[str, str], stop: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    long = ARTICLE + " ".join(f"Sentence number {number} is spoken here." for number in range(800))
    article = written(tmp_path / "long.md", long)
    code, said = stop({**environment, "MANYVOICES_JOBS": "2"}, signal.SIGINT, article, "--to", "ko")
    assert code == 130
    assert "run the same command again" in said
    assert "Traceback" not in said


def test_time_zone_hash_seed_and_folder_do_not_change_a_byte(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    article = written(tmp_path / "a.md", ARTICLE + "\n- one\n- 둘\n- 三\n")
    made = []
    for number, own in enumerate(
        [{"TZ": "UTC", "PYTHONHASHSEED": "1"}, {"TZ": "Asia/Seoul", "PYTHONHASHSEED": "2"}]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, ROOT / "cli.py", "publish", article, "--to", "ko,zh-Hant"],
            env={
                **environment,
                **own,
                "MANYVOICES_STORE": str(folder / "store"),
                "MANYVOICES_OUTPUT": "here",
                "SOURCE_DATE_EPOCH": "1700000000",
            },
            cwd=folder,
            check=False,
        )
        assert done.returncode == 0
        files = [path for path in (folder / "here").rglob("*") if path.is_file()]
        made.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert made[0].keys() == made[1].keys()
    assert [str(path) for path in made[0] if made[0][path] != made[1][path]] == []
