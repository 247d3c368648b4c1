"""The official lists that can be followed: what each is, covers and permits, and the formats it is read in."""

from collections.abc import Mapping
from dataclasses import dataclass

from sanctions.lists import au_dfat, ca_sema, ch_seco, eu_fsf, fr_gels, gb_fcdo, gb_ofsi_conlist, un_sc
from sanctions.lists.reading import Format, Parts, RefusedError
from sanctions.lists.us_ofac import advanced_xml, csv_set, enhanced_xml, legacy_xml

_OGL = "Open Government Licence v3.0"
_US = "Work of the US Government, public domain"


@dataclass(frozen=True, slots=True)
class Listing:
    """One official list.

    `authority` and `above` are codes, the nearest first. `covers_measures` and `covers_kinds` are what it ends when an
    entry goes, empty for all that it tells of. `begins_measures` says whether the day an entry was listed is that of
    its measures where they have none of their own: the UK adds measures to cases of long ago. `address` is where its
    keeper publishes it, in the format that says most; `hosts` are all from which it is fetched: the keeper's own, and
    those to which they redirect (docs/lists.md).
    """

    code: str
    name: str
    authority: tuple[tuple[str, str, str], ...]
    """Code, name and kind of the authority, and of those above it."""
    namespace: str
    formats: tuple[Format, ...]
    address: str
    hosts: tuple[str, ...]
    licence: str
    attribution: str
    covers_measures: tuple[str, ...] = ()
    covers_kinds: tuple[str, ...] = ()
    begins_measures: bool = True
    lists_first: bool = False
    raw_is_public: bool = False
    closed_on: str = ""
    succeeded_by: str = ""

    @property
    def is_followed(self) -> bool:
        """Whether its keeper still keeps it."""
        return not self.closed_on

    def format_of(self, parts: Parts) -> Format:
        """The format of a release's files, told by what is in them. Raises RefusedError where it is none."""
        if not any(content.strip() for content in parts.values()):
            raise RefusedError(", ".join(sorted(parts)) or "the folder", "is empty")
        for one in self.formats:
            if one.recognises(parts):
                return one
        raise RefusedError(", ".join(sorted(parts)), f"is not {self.name}: got {_looks_like(parts)}")


def _looks_like(parts: Parts) -> str:
    start = next(iter(parts.values()))[:2_048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<html" in start or start.startswith(b"<!doctype html"):
        return "a web page (text/html)"
    kinds = ((b"<", "XML of another kind"), (b"{", "JSON"), (b"[", "JSON"), (b"pk", "an archive or a workbook"))
    return next((kind for mark, kind in kinds if start.startswith(mark)), "text of another kind")


_US_ABOVE = (("US-TREASURY", "US Department of the Treasury", "ministry"), ("US", "United States", "state"))
_OFAC = (("US-OFAC", "Office of Foreign Assets Control", "agency"), *_US_ABOVE)
# The service answers with a redirect to its own store, which changes its signature each time.
_OFAC_HOSTS = (
    "sanctionslistservice.ofac.treas.gov",
    "wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com",
    "www.treasury.gov",
)
_FCDO = (("GB-FCDO", "Foreign, Commonwealth & Development Office", "ministry"), ("GB", "United Kingdom", "state"))
_OFSI = (
    ("GB-OFSI", "Office of Financial Sanctions Implementation", "agency"),
    ("GB-HMT", "HM Treasury", "ministry"),
    ("GB", "United Kingdom", "state"),
)

LISTS: Mapping[str, Listing] = {
    one.code: one
    for one in (
        Listing(
            "us_ofac_sdn",
            "OFAC Specially Designated Nationals and Blocked Persons List",
            _OFAC,
            "us_ofac",
            (csv_set.SDN, legacy_xml.SDN, advanced_xml.SDN, enhanced_xml.SDN),
            "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN_ENHANCED.XML",
            _OFAC_HOSTS,
            _US,
            "US Department of the Treasury, Office of Foreign Assets Control",
            raw_is_public=True,
        ),
        Listing(
            "us_ofac_cons",
            "OFAC Consolidated Sanctions List (non-SDN)",
            _OFAC,
            "us_ofac",
            (csv_set.CONSOLIDATED, legacy_xml.CONSOLIDATED, advanced_xml.CONSOLIDATED, enhanced_xml.CONSOLIDATED),
            "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONS_ENHANCED.XML",
            _OFAC_HOSTS,
            _US,
            "US Department of the Treasury, Office of Foreign Assets Control",
            raw_is_public=True,
        ),
        Listing(
            "gb_fcdo",
            "UK Sanctions List",
            _FCDO,
            "gb_fcdo",
            (gb_fcdo.FORMAT,),
            "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
            ("sanctionslist.fcdo.gov.uk", "assets.publishing.service.gov.uk"),
            _OGL,
            "Contains public sector information licensed under the Open Government Licence v3.0.",
            begins_measures=False,
            raw_is_public=True,
        ),
        Listing(
            "gb_ofsi_conlist",
            "OFSI Consolidated List of Asset Freeze Targets",
            _OFSI,
            "gb_ofsi",
            (gb_ofsi_conlist.FORMAT,),
            "https://ofsistorage.blob.core.windows.net/publishlive/2022format/ConList.csv",
            ("ofsistorage.blob.core.windows.net",),
            _OGL,
            "Contains public sector information licensed under the Open Government Licence v3.0.",
            covers_measures=("asset_freeze",),
            raw_is_public=True,
            closed_on="2026-01-28",
            succeeded_by="gb_fcdo",
        ),
        Listing(
            "eu_fsf",
            "EU consolidated list of persons, groups and entities subject to financial sanctions",
            (("EU-COUNCIL", "Council of the European Union", "bloc"), ("EU", "European Union", "bloc")),
            "eu_fsf",
            (eu_fsf.FORMAT,),
            "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
            ("webgate.ec.europa.eu",),
            "Reuse with attribution, Commission Decision 2011/833/EU",
            "© European Union",
            covers_measures=("asset_freeze",),
            raw_is_public=True,
        ),
        Listing(
            "un_sc",
            "United Nations Security Council Consolidated List",
            (("UN-SC", "United Nations Security Council", "un_body"), ("UN", "United Nations", "un_body")),
            "un_sc",
            (un_sc.FORMAT,),
            "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
            ("scsanctions.un.org", "main.un.org", "unsolprodfiles.blob.core.windows.net"),
            "United Nations terms of use",
            "United Nations Security Council",
            lists_first=True,
        ),
        Listing(
            "ca_sema",
            "Consolidated Canadian Autonomous Sanctions List",
            (("CA-GAC", "Global Affairs Canada", "ministry"), ("CA", "Canada", "state")),
            "ca_sema",
            (ca_sema.FORMAT,),
            "https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml",
            ("www.international.gc.ca",),
            "Government of Canada terms",
            "Global Affairs Canada",
        ),
        Listing(
            "au_dfat",
            "Australian Sanctions Consolidated List",
            (("AU-DFAT", "Department of Foreign Affairs and Trade", "ministry"), ("AU", "Australia", "state")),
            "au_dfat",
            (au_dfat.FORMAT,),
            "https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",
            ("www.dfat.gov.au",),
            "Creative Commons Attribution 4.0",
            "Commonwealth of Australia, Department of Foreign Affairs and Trade",
        ),
        Listing(
            "ch_seco",
            "Swiss sanctions list (SECO)",
            (("CH-SECO", "State Secretariat for Economic Affairs", "agency"), ("CH", "Switzerland", "state")),
            "ch_seco",
            (ch_seco.FORMAT,),
            "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction",
            ("www.sesam.search.admin.ch",),
            "Swiss Confederation terms",
            "State Secretariat for Economic Affairs SECO",
        ),
        Listing(
            "fr_gels",
            "Registre national des gels",
            (("FR-DGT", "Direction générale du Trésor", "agency"), ("FR", "France", "state")),
            "fr_gels",
            (fr_gels.FORMAT,),
            "https://gels-avoirs.dgtresor.gouv.fr/ApiPublic/api/v1/publication/derniere-publication-fichier-json",
            ("gels-avoirs.dgtresor.gouv.fr",),
            "Licence Ouverte 2.0",
            "Direction générale du Trésor",
            covers_measures=("asset_freeze",),
        ),
    )
}
"""Every list, by its code."""


def listing(code: str) -> Listing:
    """The list of a code. Raises LookupError that names those there are."""
    if code not in LISTS:
        raise LookupError(f"“{code}” is no list that Interdict reads; these are: {', '.join(LISTS)}.")
    return LISTS[code]
