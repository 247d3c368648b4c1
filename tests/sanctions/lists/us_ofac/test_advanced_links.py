"""Papers, comments and what else of the advanced format stands apart from a party and is tied to it by numbers.

Schema: ADVANCED_XML.xsd of the Sanctions List Service.
"""

from sanctions.lists.entry import Entry
from sanctions.lists.us_ofac import advanced_xml
from tests.sanctions.lists.us_ofac.release import cut, entries


def _advanced(*changes: tuple[bytes, bytes]) -> dict[str, Entry]:
    (content,) = cut("us_ofac_cons", "cons_advanced-2020-03-17.xml").values()
    for old, new in changes:
        assert content.count(old) >= 1, old
        content = content.replace(old, new, 1)
    return entries(advanced_xml.CONSOLIDATED, {"x.xml": content})


PAPER = b"<IDRegistrationNo>U00242309</IDRegistrationNo>"


def test_the_advanced_format_says_where_and_when_a_paper_was_issued() -> None:
    day = (
        b'<DocumentDate IDRegDocDateTypeID="1480"><DatePeriod><Start><From><Year>2006</Year><Month>3</Month>'
        b"<Day>14</Day></From></Start></DatePeriod></DocumentDate>"
    )
    known = b'<IDRegDocDateTypeValues><IDRegDocDateType ID="1480">Issue Date</IDRegDocDateType>'
    (content,) = cut("us_ofac_cons", "cons_advanced-2020-03-17.xml").values()
    paper = content[: content.index(PAPER)].rsplit(b"<IDRegDocument ", 1)[1].partition(b">")[0]
    place = (
        b'<Location ID="77"><LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Value>Izmir</Value>'
    )
    place += b"</LocationPartValue></LocationPart></Location></Locations>"
    changes = [
        (paper, paper + b' IssuedIn-LocationID="77"'),
        (b"</Locations>", place),
        (PAPER, PAPER + day + b"<Stamp>blue</Stamp>"),
    ]
    if b'ID="1480"' not in content:
        changes.append((b"<IDRegDocDateTypeValues>", known))
    entry = _advanced(*changes)["26182"]
    assert "Passport U00242309: issued 14 Mar 2006, issued in Izmir" in [detail.value for detail in entry.details]
    assert entry.unread == ("IDRegDocument/Stamp: blue",)


def test_a_comment_of_the_advanced_format_is_a_remark_and_what_is_not_known_is_unread() -> None:
    identity = b'<Identity ID="17886" FixedRef="26182" Primary="true" False="false">'
    entry = _advanced((identity, identity.replace(b">", b' Stray="x">') + b"<Comment>by marriage</Comment>"))["26182"]
    assert "by marriage" in [detail.value for detail in entry.details]
    assert entry.unread == ("Identity/@Stray: x",)
