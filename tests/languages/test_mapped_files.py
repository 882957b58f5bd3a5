"""What was read of a mapped file is given back, and can be read again."""

import os
import random
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pytest

from pipeline.languages.ja.g2p.words import words
from pipeline.languages.mapped_files import give_back, mapped

pytestmark = pytest.mark.usefixtures("linux")


@pytest.fixture
def linux() -> None:
    """Nothing is known of memory elsewhere, and nothing is done."""
    if not Path("/proc/self/smaps").exists():
        pytest.fail("These tests read /proc, as Linux has it.")


def resident_kb(part: str) -> int:
    """How much of the mapped files whose paths hold `part` lies in this process."""
    total, ours = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if "-" in line.split()[0]:
            ours = part in line
        total += int(line.split()[1]) if ours and line.startswith("Rss:") else 0
    return total


def test_what_is_given_back_is_no_longer_resident_and_says_the_same(tmp_path: Path) -> None:
    content = random.Random(1).randbytes(4 << 20)
    (tmp_path / "dictionary").write_bytes(content)
    with (tmp_path / "dictionary").open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        assert data[:] == content
        assert resident_kb(str(tmp_path)) >= 4096
        give_back(mapped(tmp_path))
        assert resident_kb(str(tmp_path)) < 100
        assert data[:] == content


def test_a_file_whose_name_is_no_text_is_found_as_others_are(tmp_path: Path) -> None:
    other = tmp_path / os.fsdecode(b"\xff")
    other.write_bytes(b"words")
    with other.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ):
        assert len(mapped(tmp_path)) == 1


def test_a_folder_whose_files_are_not_mapped_has_no_places(tmp_path: Path) -> None:
    assert mapped(tmp_path) == ()
    give_back(())


def test_the_japanese_dictionary_takes_nothing_between_two_sentences() -> None:
    said = words("報告書によると、二百人が送還された。")
    assert resident_kb("unidic_lite") < 1000
    assert words("報告書によると、二百人が送還された。") == said
