"""What an edition says of itself: by whom and when it was translated, who reviewed it, and that nobody speaks."""

from pathlib import Path
from string import Formatter

import pytest

from pipeline.app.disclosures import disclosures, readable_name
from pipeline.config.loading import load
from pipeline.document.article import LEFT as LEFT_OUT
from pipeline.document.article import Article, Block, BlockKind, Edition, Origin, Rendering, Sentence, Span
from pipeline.errors import PublishError
from pipeline.languages import DISCLOSURES, languages, words
from pipeline.languages.dates import long_date
from pipeline.languages.figures import number

MACHINE = Rendering("s1-b1-k1", "machine", "firefox 0.5.0", day="2024-05-01")
LATER = Rendering("s1-b1-k2", "machine", "firefox 0.5.0", day="2024-06-30")
REVIEWED = Rendering("s1-b1-k3", "reviewed", who="Kim Su-jin", day="2024-07-14")
FINAL = Rendering("s1-b1-k4", "final", who="Lee", day="2024-07-15")
NOBODY_S = Rendering("s1-b1-k5", "final", day="2024-07-15")
EDITED = Rendering("s1-b1-k6", "edited", who="Park", day="2024-07-01")
LEFT = Rendering("s1-b1-k7", "")


def edition(tag: str, origin: Origin, *origins: Rendering, engines: tuple[str, ...] = ()) -> Edition:
    article = Article(tag, Block("s0-b1", BlockKind.HEADING))
    return Edition(article, article, origin, engines, origins=origins)


def first(tag: str, origin: Origin, *origins: Rendering, engines: tuple[str, ...] = (), **own: str) -> str:
    return disclosures(edition(tag, origin, *origins, engines=engines), {tag: own})[0]


@pytest.mark.parametrize("tag", languages())
def test_every_language_names_the_machine_the_day_and_the_reviewer(tag: str) -> None:
    engines = ("firefox 0.5.0",)
    day = long_date("2024-06-30", tag)
    by_machine = first(tag, Origin.MACHINE, MACHINE, LATER, LEFT, engines=engines)
    mixed = first(tag, Origin.MIXED, MACHINE, LATER, REVIEWED, engines=engines)
    assert "Firefox" in by_machine
    assert day in by_machine
    for part in ("Firefox", day, "Kim Su-jin"):
        assert part in mixed
    assert "Kim Su-jin" in first(tag, Origin.REVIEWED, REVIEWED, LEFT)
    said = {
        by_machine,
        mixed,
        first(tag, Origin.MIXED, MACHINE, NOBODY_S, engines=engines),
        first(tag, Origin.REVIEWED, REVIEWED),
        first(tag, Origin.REVIEWED, NOBODY_S),
        first(tag, Origin.MACHINE, EDITED),
    }
    assert len(said) == 6
    assert not any("{" in each or ", )" in each or "()" in each for each in said)


@pytest.mark.parametrize(
    ("tag", "names"),
    [("en", "Firefox and Google"), ("ko", "Firefox, Google"), ("zh-Hans", "Firefox、Google")],
)
def test_translators_are_listed_as_the_language_lists_names(tag: str, names: str) -> None:
    assert names in first(tag, Origin.MACHINE, MACHINE, engines=("firefox 0.5.0", "google"))


def test_names_and_days_are_isolated_in_a_project_s_own_arabic_words() -> None:
    own = first(
        "ar",
        Origin.MACHINE,
        MACHINE,
        engines=("firefox 0.5.0",),
        machine_translated="آلية ({engine}، {date})",
    )
    assert own == "آلية (\u2068Firefox\u2069، \u20681 مايو 2024\u2069)"


@pytest.mark.parametrize("tag", languages())
def test_every_language_says_that_the_voice_is_synthetic(tag: str) -> None:
    for origin in Origin:
        told = disclosures(edition(tag, origin, MACHINE, engines=("firefox 0.5.0",)), {})
        assert told[-1] == words(tag)["synthetic_voice"]
        assert len(told) == (1 if origin is Origin.ORIGINAL else 2)


@pytest.mark.parametrize("tag", languages())
def test_the_placeholders_of_the_fixed_words_are_those_that_settings_may_use(tag: str) -> None:
    for name, allowed in DISCLOSURES.items():
        used = {field for _, field, *_ in Formatter().parse(words(tag)[name]) if field}
        assert used <= set(allowed), name


def test_several_reviewers_are_named_once_each_in_the_order_of_their_sentences() -> None:
    assert first("en", Origin.REVIEWED, FINAL, REVIEWED, FINAL, NOBODY_S) == (
        "The translation was reviewed by Lee and Kim Su-jin."
    )


def test_who_edited_without_signing_off_is_not_called_a_reviewer() -> None:
    told = first("en", Origin.MIXED, EDITED, NOBODY_S)
    assert told == "This translation has not been fully reviewed by a person."
    assert "Park" not in first("en", Origin.MIXED, EDITED, NOBODY_S, MACHINE, engines=("firefox 1",))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("firefox 0.5.0 + opencc s2twp", "Firefox"),
        ("google 1.11.4", "Google"),
        ("libretranslate 1", "LibreTranslate"),
        ("chat gemma-3-12b-it 3f2a", "gemma-3-12b-it"),
        ("chat unnamed model 3f2a", "Chat"),
    ],
)
def test_readers_see_a_name_they_know(label: str, name: str) -> None:
    assert readable_name(label) == name


def test_a_publisher_s_own_wording_takes_the_place_of_ours() -> None:
    told = "{engine}이(가) {date}에 옮기고 사람이 읽지 않았습니다."
    own = {"machine_translated": told, "synthetic_voice": "기계가 읽습니다."}
    found = disclosures(edition("ko", Origin.MACHINE, MACHINE, engines=("google 1",)), {"ko": own})
    assert found == ("Google이(가) 2024년 5월 1일에 옮기고 사람이 읽지 않았습니다.", "기계가 읽습니다.")


def test_own_wording_without_a_name_serves_when_the_reviewer_is_known() -> None:
    told = "我们的编辑在{date}审校了译文。"
    assert first("zh-Hans", Origin.REVIEWED, REVIEWED, reviewed_translation=told) == (
        "我们的编辑在2024年7月14日审校了译文。"
    )


def test_own_wording_that_needs_an_unknown_name_gives_way() -> None:
    told = first("en", Origin.REVIEWED, NOBODY_S, reviewed_by="{reviewer} read it.")
    assert told == words("en")["reviewed_translation"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('[disclosure.ko]\nmachine_translated = "{translator}"', "{engine}, {date}"),
        ('[disclosure.ko]\nmachine_translated = "{engine.name}"', "a placeholder other than"),
        ('[disclosure.ko]\nmachine_translated = "{engine!r}"', "a placeholder other than"),
        ('[disclosure.ko]\nmachine_translated = "{engine"', "unmatched brace"),
        ('[disclosure.ko]\nmachine_translated = ""', "no words"),
        ('[disclosure.ko]\nsynthetic_voice = "{engine}"', "no placeholder"),
        ('[disclosure.ko]\nvoice = "x"', "synthetic_voice"),
        ('[disclosure.klingonese]\nsynthetic_voice = "x"', "klingonese"),
        ('[disclosure]\nko = "x"', "table by language"),
        ("[prices]\ngoogle = -1", "amounts"),
    ],
)
def test_wording_that_cannot_be_used_is_refused_before_the_run(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "publish.toml").write_text(line, "utf-8")
    with pytest.raises(PublishError, match=said):
        load({}, {}, tmp_path / "publish.toml")


@pytest.mark.parametrize("tag", languages())
def test_every_language_says_how_many_sentences_stayed_and_marks_each(tag: str) -> None:
    text = Sentence("s0-b1-k1", (Span("x"),))
    article = Article(tag, Block("s0-b1", BlockKind.HEADING, sentences=(text,)))
    origins = (Rendering("s0-b1-k1", LEFT_OUT), Rendering("description-k1", LEFT_OUT), MACHINE)
    made = Edition(article, article, Origin.MACHINE, ("firefox 1",), origins=origins)
    by, count, voice = disclosures(made, {})
    assert number(1, tag) in count
    assert "{" not in count
    assert voice == words(tag)["synthetic_voice"]
    assert "Firefox" in by
    assert words(tag)["untranslated"].endswith("{text}")


def test_own_wording_may_say_how_many_sentences_stayed() -> None:
    article = Article("ko", Block("s0-b1", BlockKind.HEADING, sentences=(Sentence("k1", (Span("x"),)),)))
    made = Edition(article, article, Origin.MACHINE, (), origins=(Rendering("k1", LEFT_OUT),))
    own = {"ko": {"left_untranslated": "{count}문장은 원문입니다."}}
    assert disclosures(made, own)[1] == "1문장은 원문입니다."
