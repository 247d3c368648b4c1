"""The acts of EU law that the EU's list names: from number, title and address of publication to a CELEX number."""

import re
from typing import NamedTuple

from sanctions.lists.entry import Instrument

# https://eur-lex.europa.eu/content/help/eurlex-content/celex-number.html: sector 3, year, R for a regulation or D for a
# decision, and a number of four digits.
_CELEX = re.compile(r"CELEX(?::|%3A)(?P<celex>3\d{4}[A-Z]\d{4})(?!\d)", re.IGNORECASE)
_ELI = re.compile(r"/eli/(?P<kind>reg|dec)(?:_impl|_del)?/(?P<year>\d{4})/(?P<number>\d{1,4})/")
# Since October 2023 each act is an Official Journal of its own, with the act's year and number. Numbers from 90000 on
# are corrigenda.
_OJ_OF_ONE_ACT = re.compile(r"OJ(?::|%3A)L_(?P<year>\d{4})(?P<number>0\d{4})(?!\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<first>\d{1,4})/{1,2}(?P<second>\d{1,4})(?P<policy>/(?:CFSP|EC|JHA|EU))?(?!\d)")
_LETTERS = {"reg": "R", "dec": "D"}
# From 2015 on the year goes first. Source: https://eur-lex.europa.eu/content/tools/elaw/OA0614022END.pdf
_YEAR_FIRST = 2015


class Named(NamedTuple):
    """A day of an act that an entry names, and whether the act founded a regime: such a one may list nobody."""

    day: str
    founds: bool


def act(title: str, url: str, published: str, in_force: str, programme: str) -> Instrument | None:
    """The act of a number such as '1210/2003 (OJ L169)'; None where nothing is printed."""
    if not title and not url:
        return None
    celex = _from_url(url) or _from_title(title, published)
    kind = "decision" if celex[5:6] == "D" else "regulation"
    return Instrument(
        kind, celex or title or url, "celex" if celex else "other_reference", title, url, published, in_force, programme
    )


def _from_url(url: str) -> str:
    if found := _CELEX.search(url):
        return found["celex"].upper()
    if found := _ELI.search(url):
        return f"3{found['year']}{_LETTERS[found['kind']]}{int(found['number']):04}"
    if found := _OJ_OF_ONE_ACT.search(url):
        return f"3{found['year']}R{int(found['number']):04}"
    return ""


def _from_title(title: str, published: str) -> str:
    """The CELEX number of '2020/19 (OJ L8I)' and '1210/2003 (OJ L169)', where the year agrees with the publication."""
    found = _NUMBER.match(title)
    if not found or "corr" in title.casefold():
        return ""
    decision = found["policy"] in ("/CFSP", "/JHA") or (found["policy"] == "/EC" and len(found["first"]) == 4)
    year, number = found["first"], found["second"]
    if not decision and not (year.isdigit() and int(year) >= _YEAR_FIRST and year == published[:4]):
        year, number = number, year
    # An act of late December is published in January.
    if len(year) != 4 or not published or int(published[:4]) - int(year) not in (0, 1):
        return ""
    return f"3{year}{'D' if decision else 'R'}{int(number):04}"
