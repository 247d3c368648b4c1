"""The catalogue says of each list what it is; a file tells by its content which format it is in."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sanctions.lists.catalogue import LISTS, listing
from sanctions.lists.reading import RefusedError
from sanctions.vocabulary.authority_kind import AUTHORITY_KINDS
from sanctions.vocabulary.measure_type import MEASURE_TYPES

CUTS = Path(__file__).parent / "cuts"


@pytest.mark.parametrize("code", LISTS)
def test_a_list_says_who_keeps_it_and_on_what_terms(code: str) -> None:
    one = LISTS[code]
    assert one.formats
    assert one.licence
    address = urlsplit(one.address)
    assert (address.scheme, address.port, address.hostname in one.hosts) == ("https", None, True)
    assert set(one.covers_measures) <= set(MEASURE_TYPES)
    assert all(kind in AUTHORITY_KINDS for _, _, kind in one.authority)
    assert re.fullmatch("[A-Z]{2}", one.authority[-1][0])
    assert not one.succeeded_by or one.succeeded_by in LISTS
    assert not one.closed_on or date.fromisoformat(one.closed_on)


def test_a_list_that_interdict_does_not_read_is_named_with_those_it_does() -> None:
    with pytest.raises(LookupError, match="“gb_fcd0” is no list that Interdict reads; these are: us_ofac_sdn"):
        listing("gb_fcd0")


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"<!DOCTYPE html><html><title>Sign in</title></html>", r"a web page \(text/html\)"),
        (b"<?xml version='1.0'?><!-- in --><html xmlns='x'>", r"a web page \(text/html\)"),
        (b"<other/>", "XML of another kind"),
        (b"{}", "JSON"),
        (b"a,b,c", "text of another kind"),
    ],
)
@pytest.mark.parametrize("code", LISTS)
def test_a_file_of_another_kind_is_refused_by_name(code: str, content: bytes, looks: str) -> None:
    with pytest.raises(RefusedError, match=f"list.txt: is not .*: got {looks}"):
        LISTS[code].format_of({"list.txt": content})


@pytest.mark.parametrize("code", LISTS)
def test_an_empty_file_is_refused(code: str) -> None:
    with pytest.raises(RefusedError, match="is empty"):
        LISTS[code].format_of({"list.txt": b" \n"})
