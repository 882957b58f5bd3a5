"""Models are found in Mozilla's lists exactly as they are published there, and nothing else is taken."""

import pytest

from pipeline.errors import ModelMissing
from pipeline.translation.engines.firefox import FirefoxTranslator
from pipeline.translation.models import find_model
from pipeline.translation.models.filters import UnknownExpression, for_desktop
from pipeline.translation.models.remote_settings import loads

SPLIT = ("ko", "zh-Hans", "zh-Hant", "ja")


@pytest.fixture
def refused(fetching, told):
    """Why no model was added."""

    def why(target="ko"):
        with pytest.raises(ModelMissing) as raised:
            fetching().add("en", target, told)
        assert raised.value.advice
        return raised.value.message

    return why


@pytest.mark.parametrize("target", [*SPLIT, "es", "de"])
def test_every_language_gets_its_released_model(mozilla, real, split, fetching, online, told, target):
    two = target in SPLIT
    mozilla.release(f"en {target}", split if two else real, filter_expression=mozilla.DESKTOP)
    fetching().add("en", target, told)
    model = find_model(online.models, "en", target)
    assert (model.source_vocabulary != model.target_vocabulary) is two
    made = FirefoxTranslator(online).translate(["The Way Forward"], "en", target)
    assert made == ["O caminho a seguir"]


@pytest.mark.parametrize("target", SPLIT)
def test_every_language_gets_its_model_from_the_bucket_when_the_first_source_is_silent(
    mozilla, split, fetching, online, told, target
):
    names = {"zh-Hans": "zh", "zh-Hant": "zh_hant"}
    mozilla.export(f"en-{names.get(target, target)}", split)
    mozilla.misbehave = lambda request: request.path.startswith("/v1/") and request.send_error(503) is None
    fetching().add("en", target, told)
    made = FirefoxTranslator(online).translate(["The Way Forward"], "en", target)
    assert made == ["O caminho a seguir"]
    assert find_model(online.models, "en", target).card().origin == "Mozilla's storage bucket"


def test_a_model_that_writes_simplified_characters_is_none_for_traditional_chinese(mozilla, split, refused):
    mozilla.release("en zh-Hans", split)
    mozilla.export("en-zh", split)
    assert "it lists none" in refused("zh-Hant")


def test_the_newest_released_version_for_desktops_is_taken(mozilla, real, fetching, told):
    wanted = mozilla.release("en es", real, version="3.10", filter_expression=mozilla.DESKTOP_OR_TEST)
    mozilla.release("en es", real, version="3.9")
    mozilla.release("en es", real, version="3.11a1", filter_expression=mozilla.NIGHTLY)
    mozilla.release("en es", real, version="3.12", filter_expression=mozilla.ANDROID)
    mozilla.release("en es", real, version="4.0")
    card = fetching().add("en", "es", told).card()
    assert (card.version, card.architecture) == ("3.10", "base-memory")
    places = {
        "/files/" + record["attachment"]["location"] for record in wanted if record["fileType"] != "lex"
    }
    assert set(mozilla.fetched()) == places, "a shortlist or another version was fetched"


@pytest.mark.parametrize(
    ("scores", "taken"),
    [((0.86, 0.87), "base"), ((0.88, 0.87), "base-memory"), ((None, None), "base-memory")],
)
def test_the_architecture_with_the_better_published_score_is_taken(
    mozilla, real, fetching, told, scores, taken
):
    for architecture, score, padding in zip(("base-memory", "base"), scores, (b"", b"\0"), strict=True):
        files = {**real, "model": real["model"] + padding}  # the scores are known by the model's digest
        mozilla.release("en es", files, architecture=architecture)
        mozilla.export("en-es", files, architecture=architecture, comet=score)
    assert fetching().add("en", "es", told).card().architecture == taken


def test_scores_are_kept_beside_the_model(mozilla, real, fetching, told):
    mozilla.export("en-es", real, comet=0.8527, chrf=56.1)
    model = fetching().add("en", "es", told)
    assert (model.quality().comet, model.quality().chrf) == (0.8527, 56.1)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        ({"filter_expression": "env.appinfo.OS == 'Android'"}, "other builds"),
        ({"filter_expression": "env.channel == 'default' || env.channel == 'nightly'"}, "other builds"),
        ({"filter_expression": "env.version|versionCompare('150.0') >= 0"}, "builds that we do not know"),
        ({"version": "4.0"}, "none that the installed engine loads"),
        ({"version": "1.0"}, "none that the installed engine loads"),
        ({"version": "3.0a1"}, "not released"),
        ({"version": ""}, "not released"),
        ({"decompressedHash": None}, "no digest"),
        ({"decompressedHash": "abc"}, "no digest"),
        ({"name": "../../model.enko.intgemm.alphas.bin"}, "not of its kind"),
        ({"name": "model/enko.bin"}, "not of its kind"),
        ({"name": None}, "not of its kind"),
        ({"attachment": None}, "no place"),
        ({"attachment": {"location": "https://example.org/model.zst", "size": 9}}, "no place"),
        ({"attachment": {"location": "//example.org/model.zst", "size": 9}}, "no place"),
        ({"attachment": {"location": "../../v1/records", "size": 9}}, "no place"),
        ({"attachment": {"location": "models/model.zst", "size": 10**12}}, "size that cannot be"),
        ({"attachment": {"location": "models/model.zst", "size": "9"}}, "size that cannot be"),
        ({"decompressedSize": 0}, "size that cannot be"),
        ({"decompressedSize": 10**12}, "size that cannot be"),
        ({"fileType": "qualityModel"}, "not complete"),
        ({"architecture": "\ud800"}, "no architecture"),
        ({"version": "3." + "9" * 5000}, "not released"),
        ({"filter_expression": "(" * 50_000}, "builds that we do not know"),
        ({"filter_expression": "env.channel == 'release' || " * 10_000}, "builds that we do not know"),
        ({"attachment": {"location": "//[x", "size": 9}}, "no place"),
        ({"attachment": {"location": "a/\ud800.zst", "size": 9}}, "no place"),
        ({"name": "model." + "x" * 400}, "not of its kind"),
        ({"name": "vocab.enko.spm"}, "not of its kind"),
    ],
)
def test_a_record_that_is_nothing_for_us_is_refused_with_its_reason(
    mozilla, split, refused, nothing_half, spoil, reason
):
    model = next(record for record in mozilla.release("en ko", split) if record["fileType"] == "model")
    model.update(spoil)
    assert reason in refused()
    assert nothing_half()


def test_records_that_are_none_hinder_nobody(mozilla, split, fetching, told):
    mozilla.records += [{}, None, 3, {"fileType": "model"}]
    mozilla.release("en ko", split)
    assert fetching().add("en", "ko", told)


def test_a_pair_with_one_vocabulary_of_two_is_not_complete(mozilla, split, refused):
    del split["trgvocab"]
    mozilla.release("en ko", split)
    assert "not complete: only model, srcvocab" in refused()


@pytest.mark.parametrize("status", [None, "Nightly", "Release Android"])
def test_an_export_that_is_not_released_for_desktops_is_refused(mozilla, split, refused, status):
    mozilla.export("en-ko", split, status=status)
    assert f"not released for desktops ({status or 'no release'})" in refused()


@pytest.mark.parametrize(
    "spoil",
    [
        {"model": {"path": "models/x.bin.gz", "uncompressedSize": 9}},
        {"model": {"path": "models/x.bin.gz", "uncompressedSize": 10**12, "uncompressedHash": "0" * 64}},
        {"model": {"path": "../x.bin.gz", "uncompressedSize": 9, "uncompressedHash": "0" * 64}},
        {"trgVocab": {"path": "https://example.org/x.spm.gz"}},
        {"srcVocab": None},
    ],
)
def test_an_export_without_digest_or_with_a_place_elsewhere_is_refused(mozilla, split, refused, spoil):
    mozilla.export("en-ko", split)["files"].update(spoil)
    assert "not complete, or without digest or place" in refused()


@pytest.mark.parametrize("body", [b"<html>Sign in</html>", b"[]", b"{}", b'{"data": 3}', b"\xff\xfe"])
def test_a_page_in_place_of_a_list_is_said_to_be_none(mozilla, refused, body):
    def page(request):
        if request.path == "/v1/":
            return False
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
        return True

    mozilla.misbehave = page
    message = refused()
    assert message.count("its answer is") == 2, message


def test_an_address_of_files_of_another_scheme_is_refused(mozilla, split, refused):
    mozilla.release("en ko", split)
    mozilla.address = "ftp://example.org"
    assert "no usable address" in refused()


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ("", True),
        (None, True),
        ("env.appinfo.OS != 'Android'", True),
        ("env.appinfo.OS != 'Android' || env.channel != 'release'", True),
        ("env.appinfo.OS == 'Android'", False),
        ("env.channel != 'release'", False),
        ("env.channel == 'default' || env.channel == 'nightly' || env.channel == 'beta'", False),
        ("(env.channel == 'default' || env.channel == 'nightly') && env.appinfo.OS != 'Android'", False),
        ("(env.channel != 'release') && env.appinfo.OS == 'Android'", False),
        ("env.channel == 'release' && (env.appinfo.OS == \"Linux\" || env.appinfo.OS == 'Android')", True),
    ],
)
def test_filter_expressions_are_understood_as_firefox_does(expression, meant):
    assert for_desktop(expression) is meant


@pytest.mark.parametrize(
    "expression",
    [
        "env.locale == 'ko'",
        "env.channel",
        "env.channel ==",
        "(env.channel == 'release'",
        "1 == 1",
        "== ||",
        "'a' 'b'",
    ],
)
def test_an_expression_of_another_kind_is_not_guessed_at(expression):
    with pytest.raises(UnknownExpression):
        for_desktop(expression)


def test_the_engine_says_which_versions_it_loads():
    assert [loads(version) for version in ("1.0", "2.3", "3.0", "3.4", "4.0")] == [
        False,
        False,
        True,
        True,
        False,
    ]
