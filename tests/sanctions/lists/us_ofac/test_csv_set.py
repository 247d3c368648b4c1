"""OFAC's lists as sets of CSV files."""

import csv
import random
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from sanctions.lists.reading import Parts, QuarantinedError, RefusedError
from sanctions.lists.us_ofac import csv_set, legacy_xml
from tests.sanctions.lists.releases import faults, mutations
from tests.sanctions.lists.us_ofac.release import SDN_FILES, cut, entries, faults_of, full, golden, shown
from tests.soak import examples

SERIES = {
    "sdn-2022-02-18.csv": 9056,
    "sdn-2022-03-01.csv": 9222,
    "sdn-2022-09-09.csv": 10483,
    "sdn-2023-10-19.csv": 13157,
    "sdn-2024-02-24.csv": 14499,
    "sdn-2024-05-31.csv": 14985,
    "sdn-2024-07-02.csv": 15443,
}


@pytest.fixture(scope="module")
def sdn() -> dict[str, bytes]:
    return cut("us_ofac_sdn", *SDN_FILES)


@pytest.mark.parametrize("uid", golden("us_ofac_sdn"))
def test_an_entry_says_what_the_files_say(uid: str, sdn: dict[str, bytes]) -> None:
    assert shown(entries(csv_set.SDN, sdn)[uid]) == golden("us_ofac_sdn")[uid]


def test_nothing_of_the_cut_is_put_aside_and_only_two_texts_are_not_understood(sdn: dict[str, bytes]) -> None:
    read = entries(csv_set.SDN, sdn)
    assert len(read) == 21
    # 'nationality possibly Palestinian' is no nationality that can be stored; the rest of the remark is.
    assert {uid: entry.unread for uid, entry in read.items() if entry.unread} == {
        "7940": ("nationality: possibly Palestinian",)
    }


def test_nine_alternative_years_of_birth_are_one_set(sdn: dict[str, bytes]) -> None:
    details = entries(csv_set.SDN, sdn)["7133"].details
    assert [detail.value for detail in details if detail.kind == "birth_date"] == [
        "[1937,1938,1939,1940,1941,1942,1943,1944,1945]"
    ]


def test_a_remark_goes_on_in_the_file_of_comments(sdn: dict[str, bytes]) -> None:
    bank = entries(csv_set.SDN, sdn)["17018"]
    assert {(number.scheme, number.value, number.country) for number in bank.identifiers} == {
        ("bic", "SABRRUMM", ""),
        ("tax_id", "7707083893", "RU"),
        ("registration_number", "1027700132195", "RU"),
    }
    remarks = [detail.value for detail in bank.details if detail.kind == "remark"]
    # The files break the remark between "(EO 14024 Directive 3)" and ": 24 Feb 2022".
    assert "Listing Date (EO 14024 Directive 3): 24 Feb 2022" in remarks
    assert bank.unread == ()


def test_without_the_file_of_comments_the_end_of_a_cut_remark_is_kept_as_it_stands(sdn: dict[str, bytes]) -> None:
    bank = entries(csv_set.SDN, {"sdn.csv": sdn["sdn.csv"]})["17018"]
    assert bank.unread == ("Listing Date (EO 14024 Directive 3)",)
    assert bank.problems == ("The remarks break off; the rest stands in a file that is not here.",)


def test_directives_repeated_on_the_sdn_list_are_no_measures_of_it(sdn: dict[str, bytes]) -> None:
    bank = entries(csv_set.SDN, sdn)["17018"]
    assert [measure.type for measure in bank.measures] == ["asset_freeze"]
    assert bank.listed is None
    assert all(basis.since is None for basis in bank.programmes)


def test_a_title_that_the_remarks_repeat_stands_there_once(sdn: dict[str, bytes]) -> None:
    commander = entries(csv_set.SDN, sdn)["10659"]
    assert [detail.value for detail in commander.details if detail.kind == "title"] == [
        "Brigadier General, Commanding Officer of the Iranian Islamic Revolutionary Guard Corps-Qods Force "
        "Ramazan Corps",
        "Deputy Commander of the Ramazan Headquarters",
        "Chief of Staff of the Iraq Crisis Staff",
    ]
    assert commander.unread == ()


def test_risk_tags_are_exposure_and_no_programme(sdn: dict[str, bytes]) -> None:
    commander = entries(csv_set.SDN, sdn)["10659"]
    assert [basis.code for basis in commander.programmes] == ["SDGT", "IRAQ3"]
    assert commander.exposure.startswith("[IRGC] ")


def test_a_ship_s_own_number_is_told_from_its_company_s(sdn: dict[str, bytes]) -> None:
    read = entries(csv_set.SDN, sdn)
    assert [number.scheme for number in read["15904"].identifiers] == ["call_sign", "imo"]
    company = read["23513"]
    assert [(number.scheme, number.value) for number in company.identifiers] == [("imo_company", "IMO 543400")]
    assert company.problems == ("“IMO 543400” is not a valid IMO company number: it must be seven digits.",)


def test_an_aircraft_keeps_operator_model_and_numbers(sdn: dict[str, bytes]) -> None:
    aircraft = entries(csv_set.SDN, sdn)["15431"]
    assert aircraft.kind == "aircraft"
    assert {(tie.kind, tie.printed) for tie in aircraft.relations} == {
        ("operator", "YAS AIR"),
        ("linked_to", "POUYA AIR"),
    }
    assert {(detail.kind, detail.value) for detail in aircraft.details} == {
        ("aircraft_model", "IL76-TD"),
        ("build_year", "1992"),
    }
    assert [(number.scheme, number.value) for number in aircraft.identifiers] == [
        ("aircraft_serial", "8401"),
        ("aircraft_serial", "1023409321"),
    ]


def test_who_is_blocked_while_under_investigation_is_not_called_designated(sdn: dict[str, bytes]) -> None:
    blocked = entries(csv_set.SDN, sdn)["44804"]
    assert (blocked.sanction_kind, blocked.measures[0].type) == ("listed", "asset_freeze")


def test_other_items_of_a_menu_stand_beside_the_blocking(sdn: dict[str, bytes]) -> None:
    department = entries(csv_set.SDN, sdn)["24837"]
    assert [(measure.type, measure.scope) for measure in department.measures] == [
        ("asset_freeze", ""),
        ("export_control", "EXPORT SANCTIONS Sec. 235(a)(2)"),
        ("financial_restrictions", "FOREIGN EXCHANGE. Sec 235(a)(7)"),
        ("financial_restrictions", "BANKING TRANSACTIONS. Sec 235(a)(8)"),
        ("unspecified", "SANCTIONS ON PRINCIPAL EXECUTIVE OFFICERS. Sec 235(a)(12)"),
    ]


def test_sdn_csv_alone_does_not_say_that_addresses_and_aliases_are_gone(sdn: dict[str, bytes]) -> None:
    alone, whole = csv_set.SDN.open({"sdn.csv": sdn["sdn.csv"]}), csv_set.SDN.open(sdn)
    assert whole.expresses - alone.expresses == {"addresses", "names", "details.remark"}
    assert {"listed", "amended", "instruments"}.isdisjoint(whole.expresses)


def _rewritten(
    content: bytes, change: Callable[[list[list[str]]], None] = lambda _: None, *, end: str = "\n", **written: Any
) -> bytes:
    rows = [row for row in csv.reader(StringIO(content.decode().rstrip("\x1a"))) if row]
    change(rows)
    text = StringIO()
    csv.writer(text, lineterminator=end, **written).writerows(rows)
    return text.getvalue().encode()


def _bare_nulls(rows: list[list[str]], null: str = "") -> None:
    rows[:] = [[null if cell.strip() == "-0-" else cell for cell in row] for row in rows]


def _short_nulls(rows: list[list[str]]) -> None:
    _bare_nulls(rows, "-0-")


def _headed(rows: list[list[str]]) -> None:
    names = {
        12: "ent_num SDN_Name SDN_Type Program Title Call_Sign Vess_type Tonnage GRT Vess_flag Vess_owner Remarks",
        6: "Ent_num Add_num Address City/State/Province/PostalCode Country Add_remarks",
        5: "ent_num alt_num alt_type alt_name alt_remarks",
        2: "ent_num comments",
    }
    _bare_nulls(rows)
    rows.insert(0, names[len(rows[0])].split())


def _turned(rows: list[list[str]]) -> None:
    _headed(rows)
    rows[:] = [row[::-1] for row in rows]


def _raw(parts: Parts) -> dict[str, str]:
    return {record.reference: record.raw for record in csv_set.SDN.open(parts).records}


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("change", [lambda _: None, _short_nulls, _bare_nulls, _headed, _turned])
def test_copies_written_another_way_say_the_same_in_the_same_words(
    change: Callable[[list[list[str]]], None], quoting: int, sdn: dict[str, bytes]
) -> None:
    copied = {name: _rewritten(content, change, quoting=quoting) for name, content in sdn.items()}
    assert csv_set.SDN.recognises(copied)
    assert entries(csv_set.SDN, copied) == entries(csv_set.SDN, sdn)
    assert _raw(copied) == _raw(sdn)


def test_the_text_of_a_record_is_that_of_the_official_rows_in_a_fixed_order_of_files(sdn: dict[str, bytes]) -> None:
    rows = b"".join(sdn.values()).decode().splitlines()
    assert _raw(sdn)["306"].split("\n") == [
        *(row for row in rows if row.startswith('306,"')),  # the party
        *sorted(row for row in rows if row.startswith("306,") and row.count(",-0- ") == 1 and '"aka"' not in row),
        *sorted(row for row in rows if row.startswith("306,") and '"aka"' in row),
    ]
    assert _raw(dict(reversed(sdn.items()))) == _raw(sdn)


def test_quotes_within_a_text_and_a_row_that_is_no_csv_stay_what_they_are() -> None:
    rest = ',-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
    quoted, bare = f'36,"AERO ""X"" LTD."{rest}', f'37,"ANGLO"{rest}'
    found = _raw({"sdn.csv": "\r\n".join([quoted, f'38,"A"B"{rest[1:]}"', bare.replace('"', ""), ""]).encode()})
    assert (found["36"], found["37"]) == (quoted, bare)
    assert found["38"].startswith('38,"A"B"')


def test_the_same_rows_without_their_quotes_change_nothing_of_a_real_list() -> None:
    parts = full(*(f"sdn-csv-2023-12-28/{name}" for name in SDN_FILES))
    assert _raw({name: _rewritten(content) for name, content in parts.items()}) == _raw(parts)


def test_the_files_may_bear_any_names_and_a_byte_order_mark(sdn: dict[str, bytes]) -> None:
    renamed = {f"data{number}.txt": b"\xef\xbb\xbf" + content for number, content in enumerate(sdn.values())}
    assert entries(csv_set.SDN, renamed) == entries(csv_set.SDN, sdn)
    utf16 = {name: content.decode().encode("utf-16") for name, content in sdn.items()}
    assert entries(csv_set.SDN, utf16) == entries(csv_set.SDN, sdn)


def test_the_order_of_rows_makes_no_difference(sdn: dict[str, bytes]) -> None:
    expected = {(record.reference, record.raw) for record in csv_set.SDN.open(sdn).records}
    for seed in range(10):
        shuffled = dict[str, bytes]()
        for name, content in sdn.items():
            lines = [line for line in content.rstrip(b"\x1a").split(b"\n") if line.strip()]
            random.Random(seed).shuffle(lines)  # noqa: S311
            shuffled[name] = b"\n".join(lines) + b"\n\x1a"
        assert {(record.reference, record.raw) for record in csv_set.SDN.open(shuffled).records} == expected


def test_an_unknown_column_is_named_and_a_missing_one_stops_the_import(sdn: dict[str, bytes]) -> None:
    def added(rows: list[list[str]]) -> None:
        _headed(rows)
        rows[:] = [[*row, "Rank" if not number else "9"] for number, row in enumerate(rows)]

    def removed(rows: list[list[str]]) -> None:
        _headed(rows)
        rows[:] = [[*row[:3], *row[4:]] for row in rows]

    wider = csv_set.SDN.open({"sdn.csv": _rewritten(sdn["sdn.csv"], added)})
    assert wider.warnings == ["sdn.csv: the column Rank is not known"]
    with pytest.raises(RefusedError, match="the column Program is missing"):
        csv_set.SDN.open({"sdn.csv": _rewritten(sdn["sdn.csv"], removed)})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\x1a", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b'36,"%s",-0- \r\n' % (b"A" * 1_100_000), "field larger than field limit"),
        (b"<!DOCTYPE html><html></html>", "it begins with <"),
        (b'36,"AEROCARIBBEAN AIRLINES",-0- ,"CU', "unexpected end of data"),
        (b'36,"A",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n173,"ANG"', "the last row has 2 columns"),
        (b"ent_num,sdn_name,program\r\n", "holds no record"),
        (b"36,\xe9,x,x,x,x,x,x,x,x,x,x\r\n", "the byte at 3"),
        (b"x,y,z\r\n", "no file holds the parties"),
    ],
)
def test_what_is_no_list_or_broken_off_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        list(csv_set.SDN.open({"sdn.csv": content}).records)


def test_two_files_of_one_kind_are_refused(sdn: dict[str, bytes]) -> None:
    with pytest.raises(RefusedError, match="holds parties as"):
        csv_set.SDN.open({"sdn.csv": sdn["sdn.csv"], "sdn (1).csv": sdn["sdn.csv"]})


def test_a_bad_row_is_put_aside_alone(sdn: dict[str, bytes]) -> None:
    broken = sdn["sdn.csv"].replace(b'"BANCO NACIONAL DE CUBA",-0- ,', b'"BANCO NACIONAL DE CUBA",')
    outcomes = dict[str, str]()
    for record in csv_set.SDN.open({**sdn, "sdn.csv": broken}).records:
        try:
            record.read()
        except QuarantinedError as error:
            outcomes[record.reference] = str(error)
    assert list(outcomes) == ["306"]
    assert outcomes["306"].startswith("row: has 11 columns, not 12: 306, BANCO NACIONAL DE CUBA")


def test_an_entry_of_the_other_lists_is_put_aside_on_the_sdn_list() -> None:
    row = b'9639,"HANIYA, Ismail","individual","NS-PLC",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    (record,) = csv_set.SDN.open({"sdn.csv": row}).records
    with pytest.raises(QuarantinedError, match="NS-PLC stands on the other lists"):
        record.read()


def test_an_unknown_tag_on_the_sdn_list_is_blocking_all_the_same() -> None:
    row = b'99999,"SOMEONE",-0- ,"MARS-EO14999",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    entry = entries(csv_set.SDN, {"sdn.csv": row})["99999"]
    assert [measure.type for measure in entry.measures] == ["asset_freeze"]
    assert [basis.code for basis in entry.programmes] == ["MARS-EO14999"]


def test_the_consolidated_list_in_csv_gets_its_measures_from_tags_and_remarks() -> None:
    rows = (
        b'9639,"HANIYA, Ismail Abdul Salah","individual","NS-PLC",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1962."\r\n'
        b'18299,"ROSNEFT TRADING S.A.",-0- ,"UKRAINE-EO13662",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Executive Order '
        b"13662 Directive Determination - Subject to Directive 2; alt. Executive Order 13662 Directive Determination - "
        b'Subject to Directive 4; Linked To: OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY."\r\n'
        b'50000,"NOBODY KNOWS",-0- ,"MARS-EO14999",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    )
    records = {record.reference: record for record in csv_set.CONSOLIDATED.open({"cons_prim.csv": rows}).records}
    assert [measure.type for measure in records["9639"].read().measures] == ["reject"]
    assert [(measure.directive, measure.tenor) for measure in records["18299"].read().measures] == [
        ("Directive 2 under EO 13662", "P60D"),
        ("Directive 4 under EO 13662", ""),
    ]
    with pytest.raises(QuarantinedError, match="no measure short of blocking is known for MARS-EO14999"):
        records["50000"].read()


def test_xml_is_not_taken_for_csv_nor_csv_for_xml(sdn: dict[str, bytes]) -> None:
    xml = cut("us_ofac_cons", "consolidated-2020-03-17.xml")
    assert csv_set.SDN.recognises(sdn)
    assert not csv_set.SDN.recognises(xml)
    assert not legacy_xml.SDN.recognises(sdn)


def test_damaged_files_are_refused_or_put_aside_and_nothing_else(sdn: dict[str, bytes]) -> None:
    said = 0
    for name, content in sdn.items():
        for broken in mutations(content, examples(50, 2_500)):
            said += len(list(faults_of(csv_set.SDN, {**sdn, name: broken})))
    assert said


@pytest.mark.parametrize("file", list(SERIES)[examples(-1, 0) :])
def test_every_party_of_a_full_file_is_read(file: str) -> None:
    reading = csv_set.SDN.open(full(f"sdn-csv-series/{file}"))
    records, unread = 0, list[str]()
    for records, record in enumerate(reading.records, start=1):
        if records % examples(10, 1) == 0:
            entry = record.read()
            unread += entry.unread
            assert faults(entry, reading.expresses | {"names"}) == []
    assert records == SERIES[file]
    # Fewer than 200 pieces of free text, mostly offices held around Saddam Hussein, in some 15,000 remarks.
    assert len(unread) < 200


def test_may_to_july_2024_gives_the_differences_one_can_count_in_the_files() -> None:
    def raw(file: str) -> dict[str, str]:
        reading = csv_set.SDN.open(full(f"sdn-csv-series/{file}"))
        return {record.reference: record.raw for record in reading.records}

    def lines(file: str) -> set[str]:
        (content,) = full(f"sdn-csv-series/{file}").values()
        return {line.partition(",")[0] for line in content.decode().split("\r\n") if line.strip("\x1a")}

    before, after = raw("sdn-2024-05-31.csv"), raw("sdn-2024-07-02.csv")
    assert set(after) - set(before) == lines("sdn-2024-07-02.csv") - lines("sdn-2024-05-31.csv")
    assert set(before) - set(after) == lines("sdn-2024-05-31.csv") - lines("sdn-2024-07-02.csv")
    assert len(after) - len(before) == 15443 - 14985


def test_a_full_set_joins_addresses_and_other_names_to_their_parties() -> None:
    parts = full(*(f"sdn-csv-2023-12-28/{name}" for name in SDN_FILES))
    reading = csv_set.SDN.open(parts)
    records = list(reading.records)
    assert len(records) == 13821
    # Each row of a file stands in one record; three parties of the comments had left the list by that day.
    assert sum(record.raw.count("\n") + 1 for record in records) == 13821 + 18990 + 17091 + 13 - 3
    assert reading.warnings == ["comments of 3 parties that are not in the list, such as 12300"]


def test_a_copy_with_bare_texts_and_a_made_up_row_is_read() -> None:
    parts = full(*(f"sdn-csv-2022-01-22/{name}" for name in ("sdn.csv", "add.csv", "alt.csv")))
    assert len(list(csv_set.SDN.open(parts).records)) == 9044
