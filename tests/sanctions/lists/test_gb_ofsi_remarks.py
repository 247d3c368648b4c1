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
        ("IRe.001. Subordinate of DIO.", ["IRe.001"], True),
        ("UN and EU listing - UN Ref CFi.012. Formerly the Minister for Youth", ["CFi.012"], True),
        ("Date of UN designation: 7.11.2014 (amended on 26.8.2016) UN Ref No. YEi.001", ["YEi.001"], True),
        ("UN Rref LYi.022. Approximately (30-35 years old).", ["LYi.022"], True),
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
    found = Remarks(gathering, ["(UN Ref):CDi.37. Listed."])
    assert found.un_references == []
    assert gathering.unread == ["UN Ref: CDi.37. Listed."]
    assert found.free == ["CDi.37. Listed."]


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("(UN Ref):CDi. 037. Listed.", ["CDi.037"]),
        ("(UK Sanctions List Ref):SDi.005. Listed.", ["SDi.005"]),
        ("(UN Ref):CDi. 037 and CDi.038. Listed.", ["CDi.037", "CDi.038"]),
    ],
)
def test_a_un_number_is_known_with_a_space_in_it_and_under_the_label_of_the_uk(
    text: str, references: list[str]
) -> None:
    found = remarks(text)
    assert (found.un_references, found.uk_references, found.of_the_un) == (references, [], True)
    assert found.free == ["Listed."]
