"""Names of languages as people write them: tags with scripts and regions, and tags that only look like one."""

import pytest

from pipeline.errors import UnknownLanguage
from pipeline.languages import find


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("zh", "zh-Hans"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("ZH_hant_CN", "zh-Hant"),
        ("zh-Hans-TW", "zh-Hans"),
        ("zh-cmn-Hant-TW", "zh-Hant"),
        ("ko-Kore-KR", "ko"),
        ("ko-KP", "ko"),
        ("es-AR", "es"),
        ("es-419", "es"),
        ("en-GB-oxendict", "en"),
        ("en-US-u-hc-h12", "en"),
        ("iw-IL", "he"),
        ("pt-Latn-PT", "pt-BR"),
        ("de-CH-1996", "de"),
        ("ja-x-polite", "ja"),
    ],
)
def test_a_tag_with_a_script_or_a_region_is_the_language_that_it_says(name: str, tag: str) -> None:
    assert find(name).tag == tag


@pytest.mark.parametrize(
    ("name", "part", "meant"),
    [
        ("zh-Hanz", "hanz", "zh-Hans (Simplified Chinese), zh-Hant (Traditional Chinese)"),
        ("zh-Hanss", "hanss", "zh-Hans"),
        ("zh-Latn", "latn", "zh-Hant"),
        ("zh-TWN", "twn", "zh-Hant"),
        ("ko-KX", "kx", "ko (Korean)"),
        ("ko-Hans", "hans", "ko (Korean)"),
        ("ko-Kore-ZZ", "zz", "ko (Korean)"),
        ("es-999", "999", "es (Spanish)"),
        ("pt-BR-", "-", "pt-BR (Brazilian Portuguese)"),
    ],
)
def test_a_tag_whose_script_or_region_is_none_is_refused_with_what_was_meant(
    name: str, part: str, meant: str
) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        find(name)
    assert f"“{part}”" in caught.value.message
    assert "Did you mean" in caught.value.advice
    assert meant in caught.value.advice


@pytest.mark.parametrize("name", ["", "chinese-traditional", "hant-zh", "xx", "korean-KR"])
def test_what_is_no_tag_is_no_language(name: str) -> None:
    with pytest.raises(UnknownLanguage):
        find(name)
