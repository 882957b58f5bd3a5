"""Characters with several readings are counted by sentence."""


def test_a_character_that_is_read_otherwise_than_its_label_is_found_with_its_sentence(script) -> None:
    measure = script("measure_polyphones")
    lines = ["他在2024年当选▁行▁长，很高兴。", "一▁率▁部投降", "失业▁率▁上升"]
    found = list(measure.faults(lines, ["xing2", "shuai4", "lu:4"]))
    assert found == [(("行", "xing2", "hang2"), "在2024年当选[行]长，很高兴。")]
