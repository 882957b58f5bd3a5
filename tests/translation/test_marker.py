"""The translator for rehearsals: what it makes passes for the language it was asked for."""

import pytest

from pipeline.config.settings import Settings
from pipeline.languages import find, languages
from pipeline.translation.checks import Code, Pair, findings
from pipeline.translation.engines.marker import MarkingTranslator

SOURCE = "The fishing boats stayed in the harbour until the storm was over."


@pytest.mark.parametrize("tag", [tag for tag in languages() if find(tag).base != "en"])
def test_a_rehearsed_translation_is_in_the_script_of_its_language(tag: str) -> None:
    (made,) = MarkingTranslator(Settings()).translate([SOURCE], "en", tag)
    found = findings([Pair("s1-b1-k1", SOURCE, made)], find("en"), find(tag))
    assert Code.SCRIPT not in {each.code for each in found}
