"""OFAC's remarks, taken apart."""

import pytest

from sanctions.lists.us_ofac.remarks import Part, parts, whole


def test_a_remark_falls_apart_into_labelled_parts() -> None:
    text = whole("DOB 10 Dec 1948; alt. POB Egypt; Passport 1084010 (Egypt); a.k.a. 'BNC'; Linked To: HIZBALLAH.")
    assert list(parts(text)) == [
        Part("DOB", "10 Dec 1948"),
        Part("POB", "Egypt"),
        Part("Passport", "1084010 (Egypt)"),
        Part("alias a.k.a.", "BNC"),
        Part("Linked To", "HIZBALLAH"),
    ]


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Linked To: MAHAN AIR.", "Linked To: MAHAN AIR"),
        ("Linked To: NEW AHMADI LTD.", "Linked To: NEW AHMADI LTD."),
        ("Linked To: KPD S.A.", "Linked To: KPD S.A."),
        ("DOB 1960. ", "DOB 1960"),
        ("Gender Male", "Gender Male"),
    ],
)
def test_the_full_stop_goes_unless_the_last_word_has_it(printed: str, kept: str) -> None:
    assert whole(printed) == kept


@pytest.mark.parametrize(
    ("printed", "label", "value"),
    [
        ("a.k.a. 'AL-RAS, Ra'i'", "alias a.k.a.", "AL-RAS, Ra'i"),
        ("f.k.a. 'ANA I'", "alias f.k.a.", "ANA I"),
        ("(Linked To: ROSTEC)", "Linked To", "ROSTEC"),
        ("Telephone (98)(9121115315)", "Phone Number", "(98)(9121115315)"),
        ("Fax: 0097282858208", "Phone Number", "Fax: 0097282858208"),
        ("all offices worldwide", "plain", "all offices worldwide"),
        ("HAMAS - Gaza", "plain", "HAMAS - Gaza"),
        ("Kenyan ID No. 12773667", "Kenyan ID No.", "12773667"),
        ("Martian Registry No. 99-1 (Chad)", "number Martian Registry No.", "99-1 (Chad)"),
        ("Tribe: Noorzai", "unknown", "Tribe: Noorzai"),
        ("named in UNSCR 1483", "unknown", "named in UNSCR 1483"),
    ],
)
def test_a_part_is_known_by_how_it_begins(printed: str, label: str, value: str) -> None:
    assert list(parts(printed)) == [Part(label, value)]


def test_parts_stand_apart_without_a_space_too_and_empty_ones_are_passed_over() -> None:
    assert list(parts("nationality Iraq;arrested 23 Apr 2002; ;")) == [
        Part("nationality", "Iraq"),
        Part("plain", "arrested 23 Apr 2002"),
    ]
