"""Canada's list: columns under three generations of names, in two languages, and no number of its own."""

import pytest

from sanctions.lists.ca_sema import FORMAT
from sanctions.lists.entry import Dated, Detail, Entry, Identifier, LegalBasis, Name, Restriction
from sanctions.lists.reading import RefusedError
from tests.sanctions.lists.releases import Read, faults, read, shared, survives
from tests.soak import examples


def _list(*records: str) -> bytes:
    texts = "".join(f"<record>{record}</record>" for record in records)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<data-set>{texts}</data-set>'.encode()


def _entry(record: str) -> Entry:
    (entry,) = read(FORMAT, _list(record)).entries.values()
    return entry


# The same official entry under the column names of 2022, of 2026 and of the bilingual form of 2026.
_OLD = """<Country>Belarus / Bélarus</Country><LastName>Golovaty</LastName><GivenName>Ivan Ivanovich </GivenName>
<DateOfBirth>1976</DateOfBirth><Aliases>Иван Иванович Головатый; Ivan Golovatyi</Aliases><Schedule>1.1</Schedule>
<Item>11</Item>"""
_NEW = """<Country>Belarus / Bélarus</Country><LastName>GOLOVATY</LastName><GivenName>Ivan Ivanovich </GivenName>
<DateOfBirthOrShipBuildDate>1976</DateOfBirthOrShipBuildDate><Schedule>1, Part 1.1</Schedule><Item>11</Item>
<DateOfListing>2022-03-08</DateOfListing>"""
_BILINGUAL = """<Country-Pays>Belarus / Bélarus</Country-Pays><LastName-NomDeFamille>GOLOVATY</LastName-NomDeFamille>
<GivenName-Prenom>Ivan Ivanovich</GivenName-Prenom><Schedule-Annexe>1, Part 1.1</Schedule-Annexe>
<Item-NumeroDarticle>11</Item-NumeroDarticle><DateOfListing-DateDinscription>2022-03-08</DateOfListing-DateDinscription>"""


@pytest.mark.parametrize("record", [_OLD, _NEW, _BILINGUAL], ids=["2022", "2026", "bilingual"])
def test_an_entry_keeps_its_reference_whatever_its_columns_and_schedule_are_called(record: str) -> None:
    entry = _entry(record)
    assert (entry.reference, entry.kind) == ("BY-ivan-ivanovich-golovaty", "person")
    assert entry.names[0].parts[0] == ("given", "Ivan Ivanovich")
    assert entry.measures == (Restriction("asset_freeze"),)
    assert [basis.code for basis in entry.programmes] == ["Belarus"]


def test_the_old_columns_do_not_say_when_an_entry_was_listed() -> None:
    assert _entry(_OLD).listed is None
    assert "listed" not in FORMAT.open({"": _list(_OLD)}).expresses
    assert _entry(_NEW).programmes == (LegalBasis("Belarus", "Belarus / Bélarus", Dated("2022-03-08")),)


def test_the_columns_of_each_era_are_a_format_of_their_own() -> None:
    formats = [FORMAT.open({"": _list(record)}).format for record in (_OLD, _NEW, _BILINGUAL)]
    assert formats == ["ca_sema_xml_2022", "ca_sema_xml", "ca_sema_xml"]


def test_a_regime_keeps_its_name_when_its_country_is_called_otherwise() -> None:
    burma, myanmar = (
        _entry(f"<Country>{name}</Country><LastName>Shwe</LastName><Item>1</Item>").programmes[0]
        for name in ("Burma / Birmanie", "Myanmar (Burma) / Myanmar (Birmanie)")
    )
    assert burma.code == myanmar.code == "Myanmar (Burma)"
    assert burma.printed == "Burma / Birmanie"


def test_aliases_are_parted_and_keep_their_script() -> None:
    assert [(name.full, name.kind, name.script) for name in _entry(_OLD).names[1:]] == [
        ("Иван Иванович Головатый", "alias", "Cyrl"),
        ("Ivan Golovatyi", "alias", "Latn"),
    ]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Htoo Wood, Htoo Wood Products", ["Htoo Wood", "Htoo Wood Products"]),
        ("КВЗ-Ремсервис, АО", ["КВЗ-Ремсервис, АО"]),  # a form of company, not another name
        ("Институт машиностроения (ЦНИИМаш, АО)", ["Институт машиностроения (ЦНИИМаш, АО)"]),
        ("Katsiaryna or Katerina Smuschkovich", ["Katsiaryna", "Katerina Smuschkovich"]),
        ("Russian: Олег Воинов; Oleh Voinau", ["Олег Воинов", "Oleh Voinau"]),
        ("(Роман УДАЛОВ / Роман Сергiйович УДАЛОВ", ["Роман УДАЛОВ", "Роман Сергiйович УДАЛОВ"]),
    ],
)
def test_a_text_with_several_aliases_is_taken_apart(printed: str, names: list[str]) -> None:
    record = (
        f"<Country>Russia / Russie</Country><EntityOrShip>X</EntityOrShip><Item>1</Item><Aliases>{printed}</Aliases>"
    )
    assert [name.full for name in _entry(record).names[1:]] == names


def test_a_label_before_an_alias_is_its_language() -> None:
    record = "<Country>Ukraine</Country><EntityOrShip>X</EntityOrShip><Item>1</Item><Aliases>Russian: Икс</Aliases>"
    assert _entry(record).names[1] == Name("Икс", "alias", "Cyrl", "ru")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1963 or 1964", "[1963,1964]"),
        ("1963-1964", "1963/1964"),
        ("1987/1988", "1987/1988"),
        ("1972-08-26 or 1974-05-31", "[1972-08-26,1974-05-31]"),
        ("1965-07-15 OR 1969-09-28", "[1965-07-15,1969-09-28]"),
        ("1964-03", "1964-03"),
        (" 1993-02-28  ", "1993-02-28"),
        ("born in the early 1970s", "197X"),
    ],
)
def test_each_form_of_a_birth_date_is_read_as_it_stands(printed: str, value: str) -> None:
    record = f"<Country>Iran</Country><LastName>X</LastName><Item>1</Item><DateOfBirth>{printed}</DateOfBirth>"
    assert [detail.value for detail in _entry(record).details if detail.kind == "birth_date"] == [value]


def test_a_date_spoilt_by_a_spreadsheet_is_kept_and_not_guessed() -> None:
    entry = _entry("<Country>Iran</Country><LastName>X</LastName><Item>1</Item><DateOfBirth>Sep-99</DateOfBirth>")
    assert entry.unread == ("birth_date: Sep-99",)
    assert entry.problems == ("“Sep-99” is no date that can be read.",)


def test_a_ship_is_told_by_its_number_and_its_build_date_is_no_birth() -> None:
    entry = _entry(
        "<Country>Russia / Russie</Country><EntityOrShip>CARUZO\xa0</EntityOrShip><Schedule>1.1</Schedule>"
        "<TitleOrShipType>Crude Oil Tanker|Pétrolier</TitleOrShipType><ShipIMONumber>IMO 9180281</ShipIMONumber>"
        "<DateOfBirthOrShipBuildDate>1998</DateOfBirthOrShipBuildDate><Item>10</Item>"
    )
    assert (entry.kind, entry.names[0].full) == ("vessel", "CARUZO")
    assert entry.identifiers == (Identifier("imo", "9180281"),)
    assert Detail("build_year", "1998") in entry.details
    assert Detail("vessel_type", "Crude Oil Tanker|Pétrolier") in entry.details


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("91802811", "vessel"), ("IMO 918-0281", "vessel"), ("918O281", "vessel"), ("none", "legal_entity")],
)
def test_a_mistyped_number_makes_a_ship_and_a_text_without_digits_none(printed: str, kind: str) -> None:
    entry = _entry(
        "<Country>Iran</Country><EntityOrShip>Caruzo</EntityOrShip><Schedule>1, Part 2</Schedule>"
        f"<ShipIMONumber>{printed}</ShipIMONumber><Item>10</Item>"
    )
    assert (entry.kind, entry.identifiers) == (kind, ())
    assert entry.unread == (f"ShipIMONumber: {printed}",)


def test_a_bank_in_schedule_2_of_the_russia_regulations_is_not_frozen() -> None:
    # SOR/2014-58, section 3.1: no dealings in its new debt beyond thirty days.
    record = "<Country>Russia / Russie</Country><EntityOrShip>Bank of Moscow</EntityOrShip><Item>4</Item>"
    assert _entry(f"{record}<Schedule>2</Schedule>").measures == (Restriction("debt_equity_restriction", tenor="P30D"),)


def test_two_of_one_name_in_one_regime_are_told_apart_by_their_items() -> None:
    ship = "<Country>Russia / Russie</Country><EntityOrShip>Aria</EntityOrShip><Schedule>1.1</Schedule><Item>{}</Item>"
    records = [record.reference for record in FORMAT.open({"": _list(ship.format(7), ship.format(9))}).records]
    assert records == ["RU-aria-7", "RU-aria-9"]


def test_a_regime_that_is_no_country_has_a_reference_of_its_own() -> None:
    record = (
        "<Country>Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR) / Règlement relatif à la "
        "justice pour les victimes de dirigeants étrangers corrompus (RJVDEC)</Country>"
        "<LastName>Soe</LastName><Item>53</Item>"
    )
    assert _entry(record).reference == "JVCFOR-soe"


def test_a_column_nobody_knows_is_kept_and_warned_of_once() -> None:
    done = read(FORMAT, _list(_NEW + "<Colour>red</Colour>", _NEW.replace("Ivan", "Iwan") + "<Colour>blue</Colour>"))
    assert done.reading.warnings == [
        "record/Colour is not known; it stands first in record BY-ivan-ivanovich-golovaty"
    ]  # fmt: skip
    assert [entry.unread for entry in done.entries.values()] == [("record/Colour: red",), ("record/Colour: blue",)]


def test_the_order_of_columns_makes_no_difference() -> None:
    forward = "<Country>Iran</Country><LastName>X</LastName><Item>1</Item>"
    backward = "<Item>1</Item><LastName>X</LastName>\n<Country>Iran</Country>"
    raws = [next(FORMAT.open({"": _list(record)}).records).raw for record in (forward, backward)]
    assert raws[0] == raws[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        _list(),
        _list("<LastName>X</LastName>"),
        _list("<Country>Iran</Country>"),
        _list(_NEW)[:-30],
    ],
    ids=["empty", "html", "no record", "no country", "no name", "cut off"],
)
def test_what_is_no_whole_list_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError):
        read(FORMAT, content)


def test_a_record_with_a_person_and_a_body_in_one_is_put_aside() -> None:
    done = read(FORMAT, _list(_NEW + "<EntityOrShip>X</EntityOrShip>"))
    assert [error.field for error in done.quarantined.values()] == ["EntityOrShip"]


def test_damaged_bytes_are_refused_and_nothing_else_happens() -> None:
    assert survives(FORMAT, _list(_OLD, _NEW, _BILINGUAL), examples(200, 10_000))


@pytest.fixture(scope="module")
def old() -> Read:
    """The file of May 2022."""
    return read(FORMAT, shared("ca/ca-sema-2022-05.xml"))


@pytest.fixture(scope="module")
def new() -> Read:
    """The file of August 2026, which has lost aliases, titles and the numbers of ships."""
    return read(FORMAT, shared("ca/ca-sema-2026-08-22.reserialised.xml.gz"))


def test_full_files_are_read_whole_and_in_words_the_desk_knows(old: Read, new: Read) -> None:
    for done, count in ((old, 2606), (new, 5690)):
        assert len(done.entries) == done.reading.declared == count
        assert (done.quarantined, done.reading.warnings) == ({}, [])
        assert [fault for entry in done.entries.values() for fault in faults(entry, done.reading.expresses)] == []
    assert sum(entry.kind == "vessel" for entry in new.entries.values()) == 731  # the records of schedule 1.1
    assert all(entry.listed for entry in new.entries.values())
    assert not any(entry.listed for entry in old.entries.values())


def test_whoever_stays_on_the_list_for_four_years_keeps_the_reference(old: Read, new: Read) -> None:
    assert len(set(old.entries) & set(new.entries)) == 2465  # the others were delisted, or their names corrected


def test_a_poorer_file_says_what_it_cannot_express(old: Read, new: Read) -> None:
    assert "details.title" in old.reading.expresses
    assert not {"details.title", "details.vessel_type", "identifiers"} & new.reading.expresses
