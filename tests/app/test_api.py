"""Other programs publish by four functions."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.app.publish import publish
from pipeline.config.settings import Settings
from pipeline.document.events import Progress

ROOT = Path(__file__).parents[2]
SCRIPT = """
from pathlib import Path
from pipeline import Settings, narrate, open_session, read, translate, write

def main(folder: Path) -> None:
    settings = Settings(
        to=("es",), output=folder / "output", store=folder / "store", memory=folder / "memory.sqlite",
        voices=folder / "voices", models=folder / "models", translator="marker", doubtful="accept",
        speaker="hum", offline=True, jobs=2,
    )
    with open_session(settings) as session:
        job = read("다리.md", session)
        editions = [translate(job, language, session) for language in job.languages]
        report = write(job, [narrate(job, edition, session) for edition in editions], session)
    print([(edition.language, [str(notice.code) for notice in edition.notices]) for edition in report.published])

if __name__ == "__main__":
    main(Path("one"))
"""


def test_a_script_publishes_what_the_command_publishes(
    tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "---\ndate: 2024-05-01\n---\n\n# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다. 국경을 닫지 않았다.\n"
    (tmp_path / "다리.md").write_text(text, "utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (
        0,
        "[('ko', []), ('es', ['translation.T34-negation'])]\n",
    ), done.stderr
    monkeypatch.chdir(tmp_path)
    assert not publish(Path("다리.md"), settings_in(tmp_path / "two", to=("es",)), silent).failed
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "one/output", tmp_path / "two/output")
    )
    assert one == two


def test_importing_the_package_loads_none_of_it() -> None:
    told = "import sys, pipeline; print(sorted(name for name in sys.modules if name.startswith('pipeline')))"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "['pipeline']\n"
