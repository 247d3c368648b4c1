"""'Other Information' in OFSI's Consolidated List: text, with parts that are labelled as in '(UN Ref):QDe.005.'"""

import re
from functools import partial

from sanctions.lists.gathering import Gathering, squeezed
from sanctions.lists.gb_documents import (
    Take,
    built,
    detail,
    internet,
    items,
    land,
    measured,
    numbered,
    phone,
    registration,
    related,
    wallets,
)
from sanctions.lists.un_references import un_references

_REASONS, _UK, _UN = "UK Statement of Reasons", "UK Sanctions List Ref", "UN Ref"
_TAKES: dict[str, Take] = {
    "Gender": partial(detail, kind="gender"),
    "Phone number": phone,
    "Fax": phone,
    "Email address": partial(internet, kind="email"),
    "Website": partial(internet, kind="website"),
    "Type of entity": partial(detail, kind="legal_form"),
    "Business Reg No": registration,
    "Parent company": partial(related, kind="parent_company"),
    "Subsidiaries": partial(related, kind="subsidiary"),
    "IMO number": partial(numbered, scheme="imo"),
    "Hull identification number": partial(numbered, scheme="hull_number"),
    "Current owners": partial(related, kind="owner_or_operator"),
    "Previous owners": partial(related, kind="former_owner_or_operator"),
    "Flag of ship": partial(land, kind="flag"),
    "Previous flags": partial(land, kind="former_flag"),
    "Type of ship": partial(detail, kind="vessel_type"),
    "Tonnage of ship": partial(measured, kind="tonnage"),
    "Length of ship": partial(measured, kind="length"),
    "Year built": built,
}
_LABEL = re.compile(rf"\((?P<label>{'|'.join(map(re.escape, [_REASONS, _UK, _UN, *_TAKES]))})\):")
# 'GHR0046 and MYA0018. Listed under the Global Human Rights and Myanmar sanctions regimes.'
_BETWEEN = r"(?:\s*,\s*|\s+and\s+|\s*&\s*)"
_UK_REFERENCE = re.compile(rf"\s*(?P<references>[A-Z]{{3}}\d{{4}}(?:{_BETWEEN}[A-Z]{{3}}\d{{4}})*)\b\.?")
_UN_NUMBER = r"[A-Za-z]{3}\.\s?\d{3}"  # 'CDi. 037' too
_UN_REFERENCE = re.compile(rf"\s*(?P<references>{_UN_NUMBER}(?:{_BETWEEN}{_UN_NUMBER})*)\b\.?")

# Before 2021 the number stands in the text: bare or labelled at its start, labelled as a sentence of its own, after
# 'UN and EU listing - ' or after the days of the UN's own acts. The numbers of 2015 and earlier (QE.A.146.14) lead
# nowhere any more. In the midst of a sentence it is another party's.
_IN_TEXT = re.compile(
    r"(?:^|(?:^|[.;]\s+|\blisting\s*-\s*|\d{4}\)\s+)\[?UN\s?R?Ref(?:erence)?\.?(?:\s*No\.?)?\s*:?\s*)"
    r"(?P<reference>[A-Z]{2}[ei]\.\s?\d{3}(?!\d)|[A-Z]{2}\.[A-Z]\.\d+\.\d+)",
    re.IGNORECASE,
)
_SANCTIONS = re.compile(r"Financial sanctions imposed in addition to an asset freeze:\s*(?P<words>.+?)(?:(?<!etc)\.|$)")

_BETWEEN_SANCTIONS = re.compile(r",|(?<=etc\.)")


class Remarks:
    """What the rows of a group say under 'Other Information'. Labelled parts go to the entry where they belong.

    `sanctions` are the financial sanctions in addition to the asset freeze, `free` the text without a label, which is
    kept as remarks.
    """

    def __init__(self, gathering: Gathering, texts: list[str]) -> None:
        self.uk_references = list[str]()
        self.un_references = list[str]()
        self.grounds = list[str]()
        self.free = list[str]()
        self.of_the_un = False
        self._gathering = gathering
        for text in dict.fromkeys(texts):
            self._take(text)
        additional = [found["words"] for text in self.free for found in _SANCTIONS.finditer(text)]
        self.sanctions = [
            plain for words in additional for word in _BETWEEN_SANCTIONS.split(words) if (plain := word.strip())
        ]
        for text in self.free:
            gathering.detail("remark", text)
            wallets(gathering, text)

    def _take(self, text: str) -> None:
        pieces = _LABEL.split(text)
        self._free(pieces[0])
        for label, part in zip(pieces[1::2], pieces[2::2], strict=True):
            if label == _REASONS:
                self._once(self.grounds, part)
            elif label == _UK and not _UN_REFERENCE.match(part):  # two entries have the UN's number here
                self._referring(self.uk_references, _UK_REFERENCE, part, label)
            elif label in (_UK, _UN):
                self.of_the_un = True
                self._referring(self.un_references, _UN_REFERENCE, part, _UN)
            else:
                self._field(label, part)

    def _field(self, label: str, part: str) -> None:
        for item in items(part):
            _TAKES[label](self._gathering, item.strip(" ."))

    def _referring(self, known: list[str], pattern: re.Pattern[str], part: str, label: str) -> None:
        found = pattern.match(part)
        if not found:
            self._gathering.unread.append(f"{label}: {squeezed(part)[:200]}")
            self._free(part)
            return
        printed = found["references"]
        for reference in _un_numbers(printed) if label == _UN else re.split(_BETWEEN, printed):
            self._once(known, reference)
        self._free(part[found.end() :])

    def _free(self, text: str) -> None:
        self._once(self.free, text)
        for found in _IN_TEXT.finditer(text.strip()):
            self.of_the_un = True
            for number in _un_numbers(found["reference"]):
                self._once(self.un_references, number)

    @staticmethod
    def _once(known: list[str], text: str) -> None:
        if (plain := squeezed(text)) and plain not in known:
            known.append(plain)


def _un_numbers(printed: str) -> list[str]:
    """The UN's reference numbers in a text in which a space may stand after the point."""
    return un_references(re.sub(r"\.\s+(?=\d)", ".", printed))
