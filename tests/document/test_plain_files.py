"""What lies beside an article and is no file is named at once, and never waited for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.config.loading import load
from pipeline.errors import GlossaryError, PublishError, ReviewedFileError, SettingsError
from pipeline.narration.lexicon import lexicons
from pipeline.readers import read
from pipeline.translation.reviewed_file import Reviewed
from pipeline.translation.termbase import read_termbase

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def _settings(path: Path) -> None:
    load({}, {}, path)


@pytest.mark.parametrize(
    ("name", "reading", "kind"),
    [
        ("a.ko.xlf", lambda path: Reviewed.read(path, "en", "ko"), ReviewedFileError),
        ("glossary.csv", read_termbase, GlossaryError),
        ("lexicon.toml", lexicons, SettingsError),
        ("publish.toml", _settings, SettingsError),
        ("article.md", read, PublishError),
    ],
)
def test_a_named_pipe_is_no_file(
    tmp_path: Path, name: str, reading: Callable[[Path], object], kind: type[PublishError]
) -> None:
    path = tmp_path / name
    os.mkfifo(path)
    with pytest.raises(kind, match="ordinary file"):
        reading(path)


@pytest.mark.parametrize("written", ["jobs = " + "9" * 5000, "a = " + "[" * 5000, "to = 1\xff"])
def test_settings_that_cannot_be_read_are_told_in_words(tmp_path: Path, written: str) -> None:
    path = tmp_path / "publish.toml"
    path.write_bytes(written.encode("latin-1"))
    with pytest.raises(SettingsError, match="cannot be read"):
        load({}, {}, path)
