"""OFAC's remarks, taken apart: 'DOB 10 Dec 1948; POB Egypt; Passport 1084010 (Egypt); Linked To: HIZBALLAH.'

OFAC's data specification says only that the parts stand between semicolons; each begins with the label under which the
XML formats give the same fact. https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sanctions.lists.us_ofac.labels import NUMBERED, STARTS

_ALIAS = re.compile(
    r"(?:alt\. )?(?P<kind>[afn]\.k\.a\.),? *['‘\"“](?P<name>.+?)['’\"”]\.?(?: \([^()]*\))?", re.IGNORECASE
)
_PHONES = re.compile(
    r"(?:alt\. )?(?P<label>(?:Tele)?phone(?: No\.?| Number)?|Tel\.?|Fax(?: No\.?)?|Mobile|Cell(?:ular)?)[.:]?\s*"
    r"(?P<value>[(+\d][\d\s()+/.,-]{4,}.*)",
    re.IGNORECASE,
)
# Free text that OFAC writes again and again, and that says something of the party to people alone.
_PLAIN = re.compile(
    r"(?:and )?all (?:other )?(?:offices|branches|locations)|for more information|[A-Z]{3,5}(?: - \w|$)|ICTY indictee|"
    r"(?:arrested|detained|deceased|died|killed|captured) |(?:\w+ )?(?:wife|son|daughter|brother|half-brother|cousin|"
    r"husband|father|mother|sister|nephew) of |"
    r"United States financial institutions are prohibited|member(?: of)? |former |currently |subject to |"
    r"(?:\(?following data)|(?:possibly|reportedly|allegedly) ",
    re.IGNORECASE,
)
# A full stop that belongs to the last word and not to the sentence: 'COLOMBIA S.A.', 'NEW AHMADI LTD.'
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:LTD|LTDA|CO|CORP|INC|BHD|SDN|EST|LLP|BROS|CIA|PTE|PVT|Jr|Sr|No|Dr))\.$")


class Part(NamedTuple):
    """One part of a remark: what it introduces (a label of OFAC's, or one of our own below) and what it says."""

    label: str
    value: str


ALIAS, PLAIN, UNKNOWN, NUMBER = "alias", "plain", "unknown", "number"


def parts(text: str) -> Iterator[Part]:
    """The parts of a remark in the order of printing, each with its label.

    Beside OFAC's labels: `alias A.K.A.` and the like with a name in quotes, `plain` for free text of a known sort,
    `number LABEL` for a number under a label that is not known, `unknown` for what no rule understands.
    """
    for printed in re.split(r";\s*", text):
        part = " ".join(printed.split())
        while len(part) > 1 and part[0] == "(" and part[-1] == ")" and "(" not in part[1:] and ")" not in part[:-1]:
            part = part[1:-1].strip()  # '(Linked To: ROSTEC)'
        if part.strip(" .;,()"):
            yield _part(part)


def whole(text: str) -> str:
    """A remark without the full stop that ends it."""
    text = text.rstrip()
    return text[:-1] if text.endswith(".") and not _ABBREVIATED.search(text) else text


def _part(part: str) -> Part:
    if found := _ALIAS.fullmatch(part):
        return Part(f"{ALIAS} {found['kind']}", found["name"])
    if found := STARTS.fullmatch(part):
        return Part(found["label"], found["value"])
    if found := _PHONES.fullmatch(part):
        return Part("Phone Number", part if found["label"].lower().startswith("fax") else found["value"])
    if _PLAIN.match(part):
        return Part(PLAIN, part.rstrip("."))
    if found := NUMBERED.fullmatch(part):
        return Part(f"{NUMBER} {found['label']}", found["value"])
    return Part(UNKNOWN, part)
