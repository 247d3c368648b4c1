"""What OFAC's labels introduce: 'DOB', 'Passport', 'Linked To:' in remarks, and the feature and document types of XML.

Remarks and XML use the same labels but for a few: 'DOB' is 'Birthdate', 'citizen' is 'Citizenship Country'. Types of
document and feature are open lists to which OFAC adds at need, so that an unknown one is no fault of a record.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES
from sanctions.vocabulary.relation_kind import RELATION_KINDS


class Meaning(NamedTuple):
    """What a label introduces: a `role` (detail, date, country, identifier …) and the code of its vocabulary."""

    role: str
    code: str = ""


# Labels that introduce details, by the kind of detail.
_DETAILS: Mapping[str, tuple[str, ...]] = {
    "birth_place": ("POB", "Place of Birth"),
    "gender": ("Gender",),
    "title": ("Title",),
    "website": ("Website",),
    "email": ("Email Address",),
    "phone": ("Phone Number",),
    "sector": ("Organization Type",),
    "legal_form": ("Target Type",),
    "vessel_type": ("Vessel Type", "Other Vessel Type"),
    "aircraft_model": ("Aircraft Model", "Aircraft Type"),
}
_DATES: Mapping[str, tuple[str, ...]] = {
    "birth_date": ("DOB", "Birthdate"),
    "founded_on": ("Organization Established Date",),
    "build_year": ("Aircraft Manufacture Date", "Vessel Year of Build"),
}
_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "nationality": ("nationality", "Nationality Country"),
    "citizenship": ("citizen", "Citizenship Country"),
    "flag": ("Vessel Flag", "Other Vessel Flag"),
    "former_flag": ("Former Vessel Flag",),
}
_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "tonnage": ("Vessel Tonnage",),
    "gross_tonnage": ("Vessel Gross Registered Tonnage", "Vessel Gross Tonnage"),
    "deadweight": ("Vessel Deadweight Tonnage",),
}
# Notes on what others risk by dealing with the party. They take nothing from the party itself.
_EXPOSURES = (
    "Secondary sanctions risk",
    "Additional Sanctions Information",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions",
    "IFCA Determination",
)
# Statements of a measure short of blocking, or beside it.
_MEASURES = (
    "Executive Order 13662 Directive Determination",
    "Executive Order 14014 Directive Information",
    "Executive Order 14024 Directive Information",
    "Executive Order 14038 Directive Information",
    "Executive Order 13846 information",
    "Executive Order 14059 information",
    "CAATSA Section 235 Information",
    "PEESA Information",
)
_RELATIONS: Mapping[str, tuple[str, ...]] = {
    "owner": ("Vessel Owner",),
    "operator": ("Aircraft Operator", "Vessel Operator"),
    "manager": ("Vessel Manager",),
    "linked_to": ("Linked To",),
}
NAMED_RELATIONS = frozenset(_RELATIONS)
"""The kinds of relation that remarks tell of; others, and the number of whom they lead to, stand in newer formats."""
# Documents and numbers that have no scheme of their own; those of the vocabulary come on top.
_OTHER_NUMBERS = (
    *("Afghan Money Service Provider License Number", "Bosnian Personal ID No.", "Branch Unit Number", "C.I.N."),
    *("Business Number", "Business Registration Document #", "C.U.I.", "C.U.I.P.", "CNP (Personal Numerical Code)"),
    *("Cartilla de Servicio Militar Nacional", "Central Registration System Number", "Certificate of Incorporation"),
    *("Certificate of Incorporation Number", "Chamber of Commerce Number", "Chinese Commercial Code"),
    *("Citizen's Card Number", "Credencial electoral", "Dubai Chamber of Commerce Membership No."),
    *("Economic Register Number (CBLS)", "Electoral Registry No.", "File Number", "Folio Mercantil No."),
    *("Global Intermediary Identification Number", "Government Gazette Number", "I.F.E.", "Immigration No."),
    *("Istanbul Chamber of Comm. No.", "Kenyan ID No.", "MSB Registration Number", "Matricula Mercantil No"),
    *("Military Registration Number", "Moroccan Personal ID No.", "N.I.E.", "Numero de Identidad"),
    *("Numero Unico de Identificacao Tributaria (NUIT)", "Organization Code", "Permit Number", "Pilot License Number"),
    *("Paraguayan tax identification number", "Public Security and Immigration No.", "RSIN", "Residency Number"),
    *("Registration Certificate Number (Dubai)", "Romanian C.R.", "Romanian Permanent Resident", "SRE Permit No."),
    *("Russian State Individual Business Registration Number Pattern (OGRNIP)", "Serial No.", "UAE Identification"),
    *("Stateless Person ID Card", "Tourism License No.", "Trademark number", "MICEX Code", "UN/LOCODE"),
)


# Labels that say more of a number than its scheme does: they are kept beside it.
_TELLING = frozenset({
    "previous aircraft tail number", "diplomatic passport", "british national overseas passport",
    "stateless person passport", "refugee id card", "visanumberid", "seafarer's identification document",
})  # fmt: skip


def folded(label: str) -> str:
    """A label as it is compared: without the colon or dash after it, and without regard to case and spaces."""
    return " ".join(label.replace("’", "'").split()).rstrip(" :-–").casefold()


def _meanings() -> dict[str, Meaning]:
    tables = (
        *(("detail", _DETAILS), ("date", _DATES), ("country", _COUNTRIES), ("number", _NUMBERS)),
        ("relation", _RELATIONS),
    )
    found = {folded(label): Meaning("identifier", "other_id") for label in _OTHER_NUMBERS}
    for code, word in IDENTIFIER_SCHEMES.items():
        found |= {folded(label): Meaning("identifier", code) for label in word.mapped("ofac")}
    for role, table in tables:
        found |= {folded(label): Meaning(role, code) for code, labels in table.items() for label in labels}
    found |= {folded(label): Meaning("exposure") for label in _EXPOSURES}
    found |= {folded(label): Meaning("measure") for label in _MEASURES}
    found |= {
        folded(label): Meaning("registration") for label in ("Nationality of Registration", "Registration Country")
    }
    found[folded("Issuer Name")] = Meaning("remark")
    return found


_MEANINGS = _meanings()
_CURRENCY = re.compile(r"digital currency address(?: - \w+)?")
_DIRECTIVE = re.compile(
    r"(?:executive order|eo|e\.o\.) ?\d{5}(?: directive)? (?:information|determination)"
    r"|.* section \d+ information|\w+ information"
)
_MEASURE_DATE = re.compile(
    r"(?P<of>listing|effective|divestment|purchase/sales for divestment) date \((?P<measure>.+)\)"
)

RELATION_TYPES: Mapping[str, str] = {
    " ".join(term.split()).casefold(): code for code, word in RELATION_KINDS.items() for term in word.mapped("ofac")
}
"""The kinds of relation by the words of OFAC's relationship types."""


def meaning(label: str) -> Meaning | None:
    """What a label of OFAC's introduces; None where it is not known."""
    plain = folded(label)
    if found := _MEANINGS.get(plain):
        return found
    if _CURRENCY.fullmatch(plain):
        return Meaning("identifier", "wallet")
    if dated := _MEASURE_DATE.fullmatch(plain):
        return Meaning(f"{dated['of']} date", dated["measure"])
    return Meaning("measure") if _DIRECTIVE.fullmatch(plain) else None


def is_telling(label: str) -> bool:
    """Whether a label tells what its scheme does not: that a tail number is a former one, a passport a diplomat's."""
    return folded(label) in _TELLING


# Longest first, so that 'Registration Number' is not taken for 'Registration'.
_KNOWN = "|".join(
    re.escape(label).replace(r"\ ", " ") for label in sorted({*_MEANINGS, "vessel type"}, key=len, reverse=True)
)
STARTS = re.compile(
    r"(?:alt\. )?(?P<label>digital currency address - \w+|"
    r"(?:listing|effective|(?:purchase/sales for )?divestment) date \([^()]+\)|"
    rf"executive order \d{{5}}(?: directive)? (?:information|determination)|\w+ section \d+ information|{_KNOWN})"
    r"(?![\w])\s*[:–-]?\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A part of a remark that begins with a label of OFAC's."""

NUMBERED = re.compile(
    r"(?:alt\. )?(?P<label>[A-Z][^;:,]{1,60}?(?: No\.?| Number| Nr\.| #| ID| Code| Card| Identification))"
    r"\s*:?\s+(?P<value>\S*\d.*)"
)
"""A part of a remark that begins with a label that is not known, but by its last word introduces a number."""
