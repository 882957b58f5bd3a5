"""What a wheel of this project installs, and that it works from any folder."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, folder: Path, environment: Mapping[str, str], *arguments: str) -> str:
    """What `manyvoices` says when it is called in another folder."""
    done = subprocess.run(
        [sys.executable, "-m", "manyvoices", *arguments],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_name_is_installed_that_another_package_may_have(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if path.suffix != ".dist-info"}
    assert names == {"manyvoices"}


def test_everything_that_the_program_reads_is_installed(installed: Path) -> None:
    def files(folder: Path) -> set[str]:
        found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        return {path.as_posix() for path in found if "__pycache__" not in path.parts}

    assert files(ROOT / "pipeline") == files(installed / "manyvoices" / "pipeline")


def test_it_names_itself_and_completes_by_that_name(
    installed: Path, environment: Mapping[str, str], tmp_path: Path
) -> None:
    assert run(installed, tmp_path, environment, "--help").startswith("Usage: manyvoices ")
    asking = {
        **environment,
        "_MANYVOICES_COMPLETE": "bash_complete",
        "COMP_WORDS": "manyvoices pub",
        "COMP_CWORD": "1",
    }
    assert "publish" in run(installed, tmp_path, asking)


def test_it_publishes_in_any_folder(
    installed: Path, environment_in: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "story.md").write_text("# A bridge\n\nIt opened on Monday.\n", "utf-8")
    here = environment_in(tmp_path, output=None, jobs="2")
    run(installed, tmp_path, here, "publish", "story.md")
    assert (tmp_path / "output" / "story" / "en" / "story.en.epub").is_file()


def test_workers_of_a_cluster_find_it_where_it_is_installed(installed: Path, tmp_path: Path) -> None:
    program = "import manyvoices.node, pipeline.app.node as node; print(node.__file__)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert Path(done.stdout.strip()).is_relative_to(installed)
