"""A party on OFAC's lists while it is being read, in whatever format: label by label into the common form."""

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from sanctions.lists import days
from sanctions.lists.countries import country
from sanctions.lists.entry import Dated, Entry, Instrument, LegalBasis, Relation, Restriction
from sanctions.lists.gathering import Gathering, squeezed
from sanctions.lists.reading import QuarantinedError
from sanctions.lists.taking import word
from sanctions.lists.us_ofac import programmes, remarks
from sanctions.lists.us_ofac.labels import Meaning, folded, is_telling, meaning
from sanctions.vocabulary.binding import may_bind
from sanctions.vocabulary.target_kind import TARGET_KINDS


class Listing(StrEnum):
    """The two lists: who is blocked, and who is under something less."""

    SDN = "us_ofac_sdn"
    CONSOLIDATED = "us_ofac_cons"


LIST_NAMES = {Listing.SDN: "SDN List", Listing.CONSOLIDATED: "Consolidated List"}
"""What the XML formats call the two lists. Every party of the lists other than the SDN list is on the second."""

_NAME_KINDS = {"aka": "alias", "fka": "former", "nka": "new", "name": "primary"}
# '0012345 (Iran) issued 24 Sep 1993 expires 24 Sep 2000'
_NUMBER = re.compile(
    r"(?P<value>.*?)(?:\s*\((?P<land>[^()]+)\))?(?:\s+issued (?P<issued>[\w ]+?))?(?:\s+expires (?P<expires>[\w ]+))?"
)
_PAPERS = ("passport", "national_id", "travel_document", "driving_licence")
_PLAIN_DAY = re.compile(r"\d{2} [A-Z][a-z]{2} \d{4}")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_STATUTES = ("CISADA", "TRA", "INA", "MAGNITSKY", "CAATSA", "NHRAA", "NKSPEA", "HIFPAA", "UHRPA", "PEESA", "IFCA")
_NOT_KNOWN = ("", "undetermined", "none identified", "unknown")
# Parts of a name that every format prints apart; see NAME PART TYPE among the reference values of the newer ones.
_PRINTED_APART = ("", "Last Name", "First Name", "Entity Name", "Vessel Name", "Aircraft Name")


@lru_cache(maxsize=50)
def kind_of(printed: str) -> str:
    """The kind of target that OFAC's party type means. Raises QuarantinedError for an unknown one."""
    return word(TARGET_KINDS, "ofac", "type of party", printed)


class Party:
    """What has been read of one party so far."""

    def __init__(self, uid: str, kind: str, listing: Listing, warnings: list[str]) -> None:
        self.gathering = Gathering(uid, warnings)
        self.kind = kind
        self.listing = listing
        self.blocked_too = False
        self.listed = ""
        self._titles = set[str]()
        self._tags = list[str]()
        self._terms = list[str]()
        self._exposures = list[str]()
        self._statements = list[Restriction]()
        self._listing_dates = dict[str, str]()
        self._effective_dates = dict[str, str]()
        self._dates = dict[str, list[tuple[str, str]]]()

    def stands_on(self, lists: Iterable[tuple[str, str]]) -> None:
        """The lists on which the party stands, each with its first day.

        A list beside the one read is a remark, but for one whose day is that of the case.
        """
        lists, blocked = list(lists), LIST_NAMES[Listing.SDN]
        self.blocked_too = any(name == blocked for name, _ in lists)
        followed = [day for name, day in lists if (name == blocked) == (self.listing is Listing.SDN)]
        self.listed = min(filter(None, followed), default="")
        for name, day in lists:
            other = (name == blocked) != (self.listing is Listing.SDN)
            if name and name != LIST_NAMES[self.listing] and (other or not day or day != self.listed):
                self.gathering.detail("remark", f"{name}: since {day}" if day else name)

    def name(self, full: str, printed_kind: str = "name", *, weak: bool = False, last: str = "", first: str = "",
             foreign: bool = False) -> None:  # fmt: skip
        """A name with OFAC's word for it, 'a.k.a.'. A weak one OFAC holds too broad to search for."""
        kind = _NAME_KINDS.get(re.sub(r"[^a-z]", "", printed_kind.lower()))
        if kind is None:
            raise QuarantinedError("type of name", f"“{printed_kind}” is none that OFAC is known to use")
        if foreign:
            kind = "original_script"
        elif weak and kind == "alias":
            kind = "weak_alias"
        if self.kind == "person" and not (last or first):
            last, _, first = full.partition(", ")
        # The XML formats have 'ABOU SALMAN' as a last name; the CSV files print it without a comma, as no family's.
        parts = (("family", last), ("given", first)) if self.kind == "person" and last and first else ()
        self.gathering.name(full, kind, parts=parts)

    def name_parts(self, parts: Iterable[tuple[str, str]]) -> None:
        """The parts of a name, each after OFAC's word for it; those that older formats run together are remarks.

        'Patronymic: Vladimirovich': so the name itself is the same in every format.
        """
        for kind, text in parts:
            if kind not in _PRINTED_APART:
                self.gathering.detail("remark", f"{kind}: {text}" if text else "")

    def address(self, *printed: str, city: str = "", region: str = "", postal_code: str = "", land: str = "",
                area: str = "", note: str = "") -> None:  # fmt: skip
        """An address. `area` is what OFAC gives where it names no country; the older formats print 'Region: Crimea'."""
        land = "" if land.casefold() in _NOT_KNOWN else land
        if land.lower().startswith("region:"):
            land, area = "", land.partition(":")[2].strip()
        code = country(land) or country(area)
        shown = land if not area else f"{land}, Region: {area}".strip(", ")
        self.gathering.address(*printed, shown, city=city, region=region or area, postal_code=postal_code, land=code,
                               note=note)  # fmt: skip
        if land and not code:
            self.gathering.unread.append(f"country: {land}")

    def tag(self, printed: str) -> None:
        """A programme tag, with or without brackets."""
        if tag := programmes.tag_of(printed):
            if tag in programmes.EXPOSURE_TAGS:
                self._exposures.append(programmes.EXPOSURE_TAGS[tag])
            elif all(programmes.tag_of(known) != tag for known in self._tags):
                self._tags.append(printed.strip("[] "))

    def term(self, printed: str) -> None:
        """A 'sanctions type' of the XML formats."""
        self._terms.append(squeezed(printed))

    def authority(self, printed: str) -> None:
        """A legal authority that the XML formats name: 'Executive Order 14024 (Russia)', 'CAATSA - Section 231'."""
        if found := re.match(r"Executive Order (\d{5})", printed):
            act = Instrument("executive_order", found[1], "us_eo", squeezed(printed))
        elif printed.startswith("Executive Order"):
            act = Instrument("executive_order", squeezed(printed), "other_reference")
        elif "CFR" in printed or "Regulations" in printed:
            act = Instrument("regulation", squeezed(printed), "other_reference")
        elif printed.startswith("General License"):
            act = Instrument("decision", squeezed(printed), "other_reference")
        elif printed.endswith("Act") or any(name in printed.upper() for name in _STATUTES):
            act = Instrument("statute", squeezed(printed), "other_reference")
        else:
            if printed.strip() and printed != "Unknown":
                self.gathering.unread.append(f"legal authority: {squeezed(printed)}")
            return
        if act not in self.gathering.instruments:
            self.gathering.instruments.append(act)

    def relation(self, kind: str, reference: str = "", printed: str = "") -> None:
        """A tie to another party of the lists, or to a name only printed."""
        found = Relation(kind, reference, squeezed(printed))
        if found not in self.gathering.relations:
            self.gathering.relations.append(found)

    def title(self, printed: str) -> None:
        """Titles and offices. The remarks of the CSV files say them again, without a label."""
        for part in re.split(r";\s*", printed):
            self.gathering.detail("title", part)
            self._titles.add(squeezed(part))

    def remarks(self, text: str, *, cut: bool = False) -> None:
        """Free text, part by part. `cut` says that its end is missing: the last part is then kept as it stands."""
        if cut and text.strip():
            text, _, rest = text.rpartition(";")
            self.gathering.unread.append(squeezed(rest))
            self.gathering.problems.append("The remarks break off; the rest stands in a file that is not here.")
        for label, value in remarks.parts(remarks.whole(text)):
            if label.startswith(f"{remarks.ALIAS} "):
                printed_kind = label.removeprefix(f"{remarks.ALIAS} ")
                self.name(value, printed_kind, weak=True)
            elif label == remarks.PLAIN:
                self.gathering.detail("remark", value)
            elif label == remarks.UNKNOWN:
                if value not in self._titles:
                    self.gathering.unread.append(value)
            elif label.startswith(f"{remarks.NUMBER} "):
                self._number("other_id", label.removeprefix(f"{remarks.NUMBER} "), value)
            else:
                self.says(label, value)

    def says(self, label: str, value: str, *, date: str = "", note: str = "") -> bool:
        """What stands under a label of OFAC's; `date` where the format gives it apart. False where none knows it."""
        found = meaning(label)
        value, label = squeezed(value), squeezed(label).rstrip(" :-")
        if found is None:
            self.gathering.unread.append(f"{label} {value}".strip())
            return False
        role, code = found
        match role:
            case "detail" if code == "title":
                self.title(value)
            case "detail":
                self.gathering.detail(code, value)
                if code == "birth_place":
                    self.gathering.detail("birth_country", country(value.rpartition(",")[2]))
            case "date":
                self._dates.setdefault(code, []).append((value or date, date or days.printed(value)))
            case "country":
                self._country(code, value)
            case "registration":
                self._country("flag" if self.kind in ("vessel", "aircraft") else "incorporation_country", value)
            case "number":
                self._amount(code, value)
            case "relation":
                self.relation(code, printed=value)
            case "identifier":
                self._number(code, label, value)
            case _:
                self._states(found, label, value, date)
        if note:
            self.gathering.detail("remark", f"{value}: {note}" if value else note)
        return True

    def _states(self, found: Meaning, label: str, value: str, date: str) -> None:
        """What is said of the case and not of the party: its measures, their days, and what others risk."""
        if found.role == "exposure":
            self._exposures.append(f"{label}: {value.rstrip('.')}")
            return
        if found.role == "measure":
            self._measure(label, value)
            return
        if found.role == "listing date":
            self._listing_dates[found.code] = date or days.printed(value)
        elif found.role == "effective date":
            self._effective_dates[found.code] = date or days.printed(value)
        self.gathering.detail("remark", f"{label}: {value or date}")

    def document(self, label: str, value: str, *, land: str = "", issued: str = "", expires: str = "",
                 note: str = "") -> None:  # fmt: skip
        """A number that a register or state gave, under OFAC's word for its kind."""
        found = meaning(label)
        if found and found.role != "identifier":
            dates = (issued and f"issued {issued}", expires and f"expires {expires}")
            self.says(label, f"{value} ({land})" if land and found.role in ("detail", "remark") else value,
                      note=", ".join(text for text in (*dates, note) if text))  # fmt: skip
            return
        scheme = found.code if found else "other_id"
        self._numbered(scheme, label, value, land=land, issued=issued, expires=expires, note=note)

    def _number(self, scheme: str, label: str, text: str) -> None:
        found = _NUMBER.fullmatch(text)
        if found is None:
            self._numbered(scheme, label, text)
            return
        value, land = found["value"], found["land"] or ""
        if land and not country(land) and land.casefold() not in _NOT_KNOWN:
            value, land = f"{value} ({land})", ""
        self._numbered(scheme, label, value, land=land, issued=found["issued"] or "", expires=found["expires"] or "")

    def _numbered(self, scheme: str, label: str, value: str, *, land: str = "", issued: str = "", expires: str = "",
                  note: str = "") -> None:  # fmt: skip
        value, code = squeezed(value).removeprefix("#").strip(), country(land)
        if value.upper().startswith("IMO "):
            scheme = "imo" if self.kind == "vessel" else "imo_company"
        elif scheme == "imo" and not re.fullmatch(r"\d{7}", value):
            scheme = "registration_number"  # 'Vessel Registration Identification' of a state's own register
        elif scheme == "lei" and len(value) != 20:
            scheme = "other_id"  # 'LE Number' is also that of Peru's voters, 'Legal Entity Number' of Dutch bodies
        said = f"{squeezed(label).rstrip(' :-')} {value}"
        if scheme in _PAPERS and not re.search(r"\d", value):  # 'Passport issued in Sarajevo'
            self.gathering.detail("remark", f"{said} ({land})" if land else said)
        else:
            self.gathering.identifier(scheme, said if scheme == "other_id" else value, code)
        if scheme == "wallet" or is_telling(label):  # a currency that has no scheme of its own
            self.gathering.detail("remark", said)
        if land and not code and land.casefold() not in _NOT_KNOWN:
            note = f"{note}; {land}".strip("; ")
        note = "" if note == value else note  # the advanced format has numbers of ships in the comment too
        about = (issued and f"issued {issued}", expires and f"expires {expires}", note)
        if further := ", ".join(text for text in about if text):
            self.gathering.detail("remark", f"{said}: {further}")

    def _country(self, kind: str, printed: str) -> None:
        if printed.casefold() in _NOT_KNOWN:
            self.gathering.detail("remark", f"{kind.replace('_', ' ')}: {printed}" if printed else "")
        else:
            self.gathering.country(kind, printed)

    def _amount(self, kind: str, printed: str) -> None:
        if _AMOUNT.fullmatch(printed):
            self.gathering.detail(kind, printed.replace(",", ""), printed if "," in printed else "")
        elif printed:
            self.gathering.unread.append(f"{kind}: {printed}")

    def _measure(self, label: str, text: str) -> None:
        # The directives are measures of the other lists, which end them too; the SDN list only repeats them.
        of_other_lists = "directive" in label.lower()
        if self.listing is Listing.SDN and of_other_lists:
            self.gathering.detail("remark", f"{label}: {text}")
            return
        try:
            measure = programmes.by_statement(folded(label), text)
        except QuarantinedError as error:
            if self.listing is Listing.CONSOLIDATED:
                raise
            # Whoever is on the SDN list is blocked, whatever else befalls them.
            self.gathering.unread.append(f"{label}: {text}")
            self.gathering.problems.append(f"{error}.")
            return
        if measure and measure.type == "asset_freeze" and self.listing is Listing.SDN:
            self.gathering.detail("remark", f"{label}: {text}")  # the blocking itself, in the words of one of its laws
        elif measure:
            # An officer who is kept out himself is banned from entering; the company is what his exclusion is laid on.
            personal = measure.type == "officer_exclusion" and self.kind == "person"
            self._statements.append(replace(measure, type="travel_ban") if personal else measure)
        else:
            self.gathering.detail("remark", text)

    def entry(self) -> Entry:
        """The entry. Raises QuarantinedError where no measure, or no name, can be told."""
        gathering = self.gathering
        for kind, alternatives in self._dates.items():
            # The newer formats have the days alone; '08 Feb 1980' says no more.
            plain = all(day and (printed == day or _PLAIN_DAY.fullmatch(printed)) for printed, day in alternatives)
            gathering.date(kind, [(day, day) for _, day in alternatives] if plain else alternatives)
        tags = [programmes.tag_of(tag) for tag in self._tags]
        blocking = self.listing is Listing.SDN
        gathering.measures = [*(self._blocking(tags) if blocking else self._restricting(tags))]
        gathering.programmes = [self._basis(printed) for printed in self._tags]
        for measure in gathering.measures:
            if not may_bind(measure.type, self.kind):
                gathering.problems.append(f"{measure.type} cannot bind a {self.kind.replace('_', ' ')}.")
        entry = gathering.entry(kind=self.kind, listed=self._begun(gathering.programmes))
        exposure = "; ".join(dict.fromkeys(self._exposures))
        return replace(entry, sanction_kind=self._sanction_kind(tags), exposure=exposure)

    def _blocking(self, tags: Iterable[str]) -> tuple[Restriction, ...]:
        if tags and programmes.NON_SDN_TAGS.issuperset(tags):
            raise QuarantinedError("programmes", f"{', '.join(tags)} stands on the other lists, not on the SDN list")
        return (Restriction("asset_freeze"), *programmes.without_doubles(self._statements))

    def _restricting(self, tags: list[str]) -> tuple[Restriction, ...]:
        found = [programmes.by_term(term) for term in self._terms if not (self.blocked_too and term == "Block")]
        found += [measure for tag in tags if (measure := programmes.by_tag(tag))]
        found += self._statements
        for dated in {**self._listing_dates, **self._effective_dates}:
            order, number = programmes.measure_of(dated)
            if order and number:
                since = self._effective_dates.get(dated, "")
                found.append(programmes.directive(order, number, since=Dated(since) if since else None))
            elif (since := self._effective_dates.get(dated, "")) and programmes.is_of(dated, "CMIC-EO13959"):
                found.append(Restriction("securities_ban", Dated(since)))
        measures = programmes.without_doubles(found)
        if len(measures) > 1:
            measures = tuple(measure for measure in measures if measure.type != "unspecified" or measure.scope)
        if not measures:
            raise programmes.unknown(tags)
        return measures

    def _basis(self, printed: str) -> LegalBasis:
        tag = programmes.tag_of(printed)
        # The SDN list repeats the days of directives, which are measures of the other lists.
        dates = self._listing_dates if self.listing is Listing.CONSOLIDATED else {}
        since = min((day for of, day in dates.items() if day and programmes.is_of(of, tag)), default="")
        return LegalBasis(tag, squeezed(printed), Dated(since) if since else None)

    def _begun(self, bases: Iterable[LegalBasis]) -> Dated | None:
        """When the case began: the day the file says, or else the first of its programmes where each has a day."""
        if self.listed:
            return Dated(self.listed)
        since = [basis.since for basis in bases]
        known = [day.value for day in since if day]
        return Dated(min(known)) if known and len(known) == len(since) else None

    def _sanction_kind(self, tags: list[str]) -> str:
        if self.listing is Listing.CONSOLIDATED:
            return "determined"
        # "BPI": blocked while an investigation is pending, before anyone is designated.
        if tags and all(tag.startswith("BPI-") for tag in tags):
            return "listed"
        # OFAC identifies ships and aircraft as property of the party it links them to; it does not designate them.
        # Remarks say 'Linked To' of every kind of relationship that the newer formats have, with the other's number.
        owned = any(tie.kind == "linked_to" or tie.reference for tie in self.gathering.relations)
        return "identified" if owned and self.kind in ("vessel", "aircraft", "wallet") else "designated"
