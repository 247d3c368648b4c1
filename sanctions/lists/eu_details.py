"""What the EU's list says of an entry besides its names: citizenship, birth, papers, addresses and their acts."""

import re

from sanctions.lists import days
from sanctions.lists.countries import country
from sanctions.lists.eu_acts import Named, act
from sanctions.lists.gathering import Gathering, squeezed
from sanctions.lists.reading import QuarantinedError
from sanctions.lists.taking import Branch, word
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES, problem

OF_NO_CONCERN = ("@logicalId", "@regulationLanguage")
"""The Commission's own numbering, and the language of the text of the act."""

_UNKNOWN_COUNTRY = "00"
_CONTACTS = {"PHONE": "phone", "FAX": "phone", "EMAIL": "email", "WEB": "website"}
_CALENDARS = ("GREGORIAN", "ISLAMIC")
_FLAGS = {
    "diplomatic": "diplomatic", "knownExpired": "known to have expired", "knownFalse": "known to be false",
    "reportedLost": "reported lost", "revokedByIssuer": "revoked by its issuer",
}  # fmt: skip


def summaries(gathering: Gathering, branch: Branch, acts: list[Named]) -> None:
    """Takes the acts that put one name, date or address into the list."""
    for summary in branch.branches("regulationSummary"):
        take_act(gathering, summary, acts, url=summary.attribute("publicationUrl"))
        gathering.finish(summary)


def take_act(
    gathering: Gathering, branch: Branch, acts: list[Named], *, url: str, in_force: str = "", programme: str = ""
) -> None:
    """Takes an act that the entry names, and adds the days of its publication and of its entry into force."""
    title, day = squeezed(branch.attribute("numberTitle")), days.iso(branch.attribute("publicationDate"))
    founds = branch.attribute("regulationType") == "regulation"  # else an amendment, or what repealed an older one
    instrument = act(title, url, day, in_force, programme)
    if instrument and not any(known.reference == instrument.reference for known in gathering.instruments):
        gathering.instruments.append(instrument)
    acts.extend(Named(found, founds) for found in (day, in_force) if found)


def citizenship(gathering: Gathering, branch: Branch, acts: list[Named]) -> None:
    """Takes a citizenship."""
    code, land = _land(gathering, branch)
    gathering.detail("citizenship", code, land if code else "")
    notes = [f"{name} {text}" for name in ("acquisitionDate", "disenfranchisementDate", "region")
             if (text := branch.attribute(name))]  # fmt: skip
    remarks(gathering, branch, "Citizenship", *notes)
    summaries(gathering, branch, acts)
    gathering.finish(branch, ignoring=OF_NO_CONCERN)


def birth(gathering: Gathering, branch: Branch, acts: list[Named]) -> tuple[str, str]:
    """Takes a place of birth; gives back its date as printed and as read."""
    date = _birth_date(branch)
    place = [branch.attribute(name) for name in ("place", "city", "region", "zipCode")]
    code, land = _land(gathering, branch)
    gathering.detail("birth_place", ", ".join(dict.fromkeys(squeezed(part) for part in place if part)))
    gathering.detail("birth_country", code, land if code else "")
    remarks(gathering, branch, "Birth")
    summaries(gathering, branch, acts)
    gathering.finish(branch, ignoring=OF_NO_CONCERN)
    return date


def _birth_date(birth: Branch) -> tuple[str, str]:
    """The date as printed and as read, '' for both where only a place is given.

    In the Islamic calendar stand day, month and year; `birthdate` is the same day in ours, where it is known.
    """
    calendar = birth.attribute("calendarType") or _CALENDARS[0]
    if calendar not in _CALENDARS:
        raise QuarantinedError("birthdate/@calendarType", f"“{calendar}” is no calendar known here")
    whole, circa = birth.attribute("birthdate"), birth.attribute("circa") == "true"
    parts = [birth.attribute(name) for name in ("year", "monthOfYear", "dayOfMonth")]
    first, last = birth.attribute("yearRangeFrom"), birth.attribute("yearRangeTo")
    span = f"{first}/{last}" if first or last else ""
    printed = " ".join(text for text in ("-".join(part for part in parts if part), span) if text) or whole
    if calendar == "ISLAMIC":
        printed, value = f"{printed} in the Islamic calendar" if printed else "", days.iso(whole)
    elif span and not parts[0]:
        value = days.between(days.from_parts(first), days.from_parts(last))
    else:
        value = days.from_parts(*parts) if parts[0] else days.iso(whole)
    return (f"circa {printed}", days.about(value)) if circa and printed else (printed, value)


def identification(gathering: Gathering, paper: Branch, kind: str, acts: list[Named]) -> None:
    """Takes a paper or number, and what is said of it."""
    printed = paper.attribute("identificationTypeCode")
    scheme = word(IDENTIFIER_SCHEMES, "eu", "identification/@identificationTypeCode", printed)
    latin, number = paper.attribute("latinNumber"), paper.attribute("number")
    # The EU has one code for the IMO's two kinds of number.
    if scheme == "imo" and kind != "vessel" and problem(scheme, number) and not problem("imo_company", number):
        scheme = "imo_company"
    code, _ = _land(gathering, paper)
    if any(sign.isalnum() for sign in number or latin):  # some are a dash
        gathering.identifier(scheme, number or latin, code)
    notes = [label for name, label in _FLAGS.items() if paper.attribute(name) == "true"]
    texts = ("nameOnDocument", "issuedBy", "issueDate", "validFrom", "validTo", "region")
    notes += [f"{name} {text}" for name in texts if (text := paper.attribute(name))]
    notes += [f"in Latin letters {latin}"] if latin and number else []
    heading = squeezed(f"{paper.attribute('identificationTypeDescription') or printed} {number or latin}")
    if scheme == "other_id" and printed.casefold() != "other":  # what sort of paper it is, no scheme tells
        gathering.detail("remark", heading)
    remarks(gathering, paper, heading, *notes)
    summaries(gathering, paper, acts)
    gathering.finish(paper, ignoring=OF_NO_CONCERN)


def address(gathering: Gathering, branch: Branch, acts: list[Named]) -> None:
    """Takes an address, with the telephone numbers and the like that belong to it."""
    street, box = branch.attribute("street"), branch.attribute("poBox")
    place, city, region = (branch.attribute(name) for name in ("place", "city", "region"))
    postal_code, (code, land) = branch.attribute("zipCode"), _land(gathering, branch)
    box = f"PO box {box}" if box.isdigit() else box
    note = "as at the time of listing" if branch.attribute("asAtListingTime") == "true" else ""
    if any((street, box, place, city, region, postal_code)) or code:
        lines = (street, box, place, postal_code, city, region, land if code else "")
        gathering.address(*lines, city=city, region=region, postal_code=postal_code, land=code, note=note)
    for contact in branch.branches("contactInfo"):
        _contact(gathering, contact)
    remarks(gathering, branch, "Address")
    summaries(gathering, branch, acts)
    gathering.finish(branch, ignoring=OF_NO_CONCERN)


def _contact(gathering: Gathering, contact: Branch) -> None:
    key, value = contact.attribute("key"), contact.attribute("value")
    kind = _CONTACTS.get(key.upper())
    if kind is None:
        gathering.leftover(f"contactInfo {key}", value)
        return
    for text in re.split(r"[;,]|\band\b", value) if kind == "email" else [value]:
        gathering.detail(kind, text, f"{key}: {text}" if key.upper() == "FAX" else "")
    gathering.finish(contact)


def _land(gathering: Gathering, branch: Branch) -> tuple[str, str]:
    """The country of an element, by code and as printed; '' where it is unknown."""
    code, land = branch.attribute("countryIso2Code").upper(), branch.attribute("countryDescription")
    if code in ("", _UNKNOWN_COUNTRY) and land.casefold() in ("", "unknown"):
        return "", ""
    if code in COUNTRIES and code != "ZZ":
        return code, land
    if not (known := country(land)):
        gathering.unread.append(f"country: {code} {land}")
    return known, land


def remarks(gathering: Gathering, branch: Branch, about: str, *notes: str) -> list[str]:
    """Takes what is said of an element besides its fields, and gives it."""
    texts = branch.texts("remark")
    for text in ("; ".join(notes), *texts):
        gathering.detail("remark", f"{about}: {text}" if about and text else text)
    additional(gathering, branch)
    return texts


def additional(gathering: Gathering, branch: Branch) -> None:
    """Takes what the list adds under names of its own."""
    for more in branch.branches("additionalInformation"):
        key, value = more.attribute("key"), more.attribute("value")
        gathering.detail("remark", f"{key}: {value}" if key else value)
        gathering.finish(more)
