"""Names as the UN prints them: several in one field, and two scripts in one name."""

import pytest

from sanctions.lists.un_names import names_in


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Azim Adhajani; Azim Agha-Jani", [("Azim Adhajani", "alias"), ("Azim Agha-Jani", "alias")]),  # IRi.003
        (
            "Mohammed Sabet; Mohammad Sabet b) M. Javad Kareemi Sabet",
            [("Mohammed Sabet", "alias"), ("Mohammad Sabet", "alias"), ("M. Javad Kareemi Sabet", "alias")],
        ),
        (  # QDi.306
            "حسن غول (Hassan Ghul;\nHassan Gul)",
            [("حسن غول", "original_script"), ("Hassan Ghul", "alias"), ("Hassan Gul", "alias")],
        ),
        ("Abubakar (original script: Абубакар) ", [("Abubakar", "alias"), ("Абубакар", "original_script")]),
        (  # QDe.137
            "Hay’at Tahrir al-Sham (HTS) (هيئة تحرير الشام (original script); Hay’et Tahrir al-Sham)",
            [
                ("Hay’at Tahrir al-Sham (HTS)", "alias"),
                ("هيئة تحرير الشام", "original_script"),
                ("Hay’et Tahrir al-Sham", "alias"),
            ],
        ),
        ("Jin Tiesan (金铁三)", [("Jin Tiesan", "alias"), ("金铁三", "original_script")]),
        ("Ezatullah Haqqani (previously listed as)", [("Ezatullah Haqqani", "former")]),  # TAi.064
        ("華信船務(香港)有限公司", [("華信船務(香港)有限公司", "alias")]),
        ("Lord’s Resistance Movement/Army (LRM/A)", [("Lord’s Resistance Movement/Army (LRM/A)", "alias")]),
        ("(Sheikh) Musa Hilal", [("(Sheikh) Musa Hilal", "alias")]),
        ("", []),
    ],
)
def test_each_name_of_a_field_stands_for_itself(printed: str, names: list[tuple[str, str]]) -> None:
    assert list(names_in(printed, "alias")) == names


def test_a_weak_name_is_weak_in_either_script() -> None:
    # QDi.398 and QDi.279 as the list prints them, of low quality.
    for latin, other, printed in (
        ("Muhamadmuhtar", "Мухамадмухтар", "Muhamadmuhtar (original script: Мухамадмухтар)"),
        ("El Harrachi", "الحراشي", "El Harrachi (الحراشي)"),
    ):
        assert list(names_in(printed, "weak_alias")) == [(latin, "weak_alias"), (other, "weak_alias")]


def test_a_field_longer_than_any_is_not_taken_apart() -> None:
    printed = "a; " * 20_000
    assert list(names_in(printed, "alias")) == [(printed, "alias")]
