"""The labelled parts of 'Other Information'."""

import pytest

from sanctions.lists.entry import Detail
from sanctions.lists.gathering import Gathering
from sanctions.lists.gb_ofsi_remarks import Remarks


def remarks(*texts: str) -> Remarks:
    return Remarks(Gathering("1", []), list(texts))


def test_labelled_parts_go_where_they_belong_and_the_rest_is_remark() -> None:
    gathering = Gathering("1", [])
    text = (
        "(UK Sanctions List Ref):AFG0001. (UN Ref):TAe.010. Active in Kunar. (Gender):Male (Phone number):(1) 11 (2) 22"
    )
    found = Remarks(gathering, [text, text])
    assert (found.uk_references, found.un_references, found.free) == (["AFG0001"], ["TAe.010"], ["Active in Kunar."])
    assert gathering.details == [
        Detail("gender", "Male"),
        Detail("phone", "11"),
        Detail("phone", "22"),
        Detail("remark", "Active in Kunar."),
    ]


def test_reasons_are_grounds_and_brackets_in_them_no_labels() -> None:
    found = remarks("(UK Sanctions List Ref):RUS1. (UK Statement of Reasons):Seized (2022): all of it.")
    assert found.grounds == ["Seized (2022): all of it."]


@pytest.mark.parametrize(
    ("text", "references", "of_the_un"),
    [
        ("UN Ref. CFi.009. Kony founded the army.", ["CFi.009"], True),
        ("Operates in Tunisia. UN REF: QE.A.143.14.", [], True),
        ("UN Ref TE.H.10.12. Shop number 237", [], True),
        ("[UN Ref QDi.317] Fights.", ["QDi.317"], True),
        ("Listed as asset of a company (OFSI ID: 13635, UN Reference Number: UN Ref KPe.064)", [], False),
        ("Associated with Abdul Sattar (TAi.162).", [], False),
    ],
)
def test_a_un_number_in_the_text_is_its_own_where_it_stands_alone(
    text: str, references: list[str], *, of_the_un: bool
) -> None:
    found = remarks(text)
    assert (found.un_references, found.of_the_un) == (references, of_the_un)


def test_further_sanctions_are_read_one_by_one() -> None:
    words = "Correspondent banking relationships etc. Trust services. Date"
    assert remarks(f"Financial sanctions imposed in addition to an asset freeze: {words}").sanctions == [
        "Correspondent banking relationships etc.",
        "Trust services",
    ]


def test_a_reference_that_is_none_is_kept() -> None:
    gathering = Gathering("1", [])
    found = Remarks(gathering, ["(UN Ref):CDi. 037. Listed."])
    assert found.un_references == []
    assert gathering.unread == ["UN Ref: CDi. 037. Listed."]
    assert found.free == ["CDi. 037. Listed."]
