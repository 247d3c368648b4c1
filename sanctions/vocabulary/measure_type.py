"""Types of measure: what a sanction forbids or takes away, and on whom or what each can be laid.

The top level is the closed list of fourteen measures by which OpenSanctions tags sanctions programmes
(https://www.opensanctions.org/docs/measures-taxonomy/; the same list is the type `Measure` in
zavod/meta/programs.py of github.com/opensanctions/opensanctions, read there in 2026). `diplomatic_measure` and
`unspecified` stand beside it, for what the fourteen leave out. The narrower types are our own.

Mappings: `opensanctions` is that list's label; `uk` the words that the UK Sanctions List prints under 'Sanctions
Imposed'; `ofac` the 'sanctions type' and the menu items of OFAC's lists, without the section number; `eu` the words
of https://www.sanctionsmap.eu/, but for those such as 'Restrictions on goods' which no one type holds; `applies_to`
the kinds of target that a measure of the type can be laid on.
"""

from sanctions.vocabulary.target_kind import TARGET_KINDS
from sanctions.vocabulary.word import Word, WordList

_ENTITIES = ("legal_entity", "organization", "company", "public_body")
_PARTIES = ("person", *_ENTITIES)
_PROPERTY = ("vessel", "aircraft", "security", "wallet")
_PLACES = ("state", "territory")
_TRADE = (*_PLACES, "sector", "goods")
_CRAFT = ("vessel", "aircraft")
_PROCUREMENT = ("PROCUREMENT SANCTION", "PROCUREMENT SANCTIONS")
_OFFICERS = "SANCTIONS ON PRINCIPAL EXECUTIVE OFFICERS"
# A class can stand under every type: what it describes is said by its own kinds.
_EVERYTHING = TARGET_KINDS.codes

MEASURE_TYPES = WordList(
    "measure_types",
    "What a measure forbids, requires or takes away.",
    Word(
        "asset_freeze",
        "Asset freeze",
        "Funds and economic resources that the target owns, holds or controls may not be dealt with, and none may be "
        "made available to it or for its benefit. OFAC calls it blocking, and blocked property must be held and "
        "reported.",
        source="Council Regulation (EU) No 269/2014, articles 1 and 2; Sanctions and Anti-Money Laundering Act 2018, "
        "section 3; 31 CFR part 501",
        mappings={
            "applies_to": (*_PARTIES, *_PROPERTY, "state"),
            "opensanctions": "Asset freeze",
            "uk": "Asset freeze",
            "ofac": (
                "Block",
                "BLOCKING PROPERTY AND INTERESTS IN PROPERTY",
                "PROPERTY TRANSACTIONS",
                "Property and Interests in Property Blocked, Except Importation of Goods",
            ),
            "eu": "Asset freeze and prohibition to make funds available",
            "au": "Targeted Financial Sanction",
        },
    ),
    Word(
        "travel_ban",
        "Travel ban",
        "A natural person may not enter, remain in or pass through the territory of the authority. The UK makes the "
        "person an excluded person whose leave to enter or remain is refused or cancelled.",
        source="Immigration Act 1971, section 8B; Sanctions and Anti-Money Laundering Act 2018, section 4",
        mappings={
            "applies_to": "person",
            "opensanctions": "Travel ban",
            "uk": "Travel Ban",
            "eu": "Restrictions on admission",
            "au": "Travel Ban",
        },
    ),
    Word(
        "arms_embargo",
        "Arms embargo",
        "No arms or military equipment may go to a whole country or to all non-state forces in it. Against a single "
        "party it is an arms restriction.",
        mappings={"applies_to": (*_PLACES, "goods"), "opensanctions": "Arms embargo", "eu": "Arms embargo"},
    ),
    Word(
        "arms_restrictions",
        "Arms restrictions",
        "Arms, military equipment and the help that goes with them may not be supplied to, or bought from, particular "
        "parties or in particular circumstances.",
        mappings={
            "applies_to": (*_PARTIES, *_TRADE),
            "opensanctions": "Arms restrictions",
            # The UK list prints 'Arms embargo' against named persons and bodies alone, never against a country.
            "uk": ("Arms embargo", "Targeted arms embargo"),
            "au": "Arms Embargo",
            "eu": ("Arms export", "Arms import", "Arms procurement"),
        },
    ),
    Word(
        "export_control",
        "Export control",
        "Goods, software or technology other than arms may not be exported, or only under a licence, to a "
        "destination, a user or a use.",
        mappings={
            "applies_to": (*_PARTIES, *_TRADE, *_CRAFT),
            "opensanctions": "Export control",
            "ofac": ("EXPORT SANCTIONS", "EXPORT SANCTION"),
            "eu": (
                "Embargo on dual-use goods",
                "Dual-use goods export",
                "Restrictions on equipment used for internal repression",
                "Telecommunications equipment",
            ),
        },
    ),
    Word(
        "export_licence_requirement",
        "Export licence requirement",
        "Export to the target is allowed only under a licence which would not otherwise be needed, as for parties on "
        "the US Entity List.",
        source="15 CFR 744.11 and supplement no. 4 to part 744",
        broader="export_control",
        mappings={"applies_to": (*_PARTIES, *_TRADE)},
    ),
    Word(
        "import_restrictions",
        "Import restrictions",
        "Goods that come from the target, or from a country, territory or sector, may not be brought in.",
        mappings={
            "applies_to": (*_PARTIES, *_TRADE),
            "opensanctions": "Import restrictions",
            "ofac": ("IMPORT SANCTIONS", "IMPORT SANCTION"),
        },
    ),
    Word(
        "financial_restrictions",
        "Financial restrictions",
        "Some dealings in money, credit, insurance or securities with the target are forbidden, short of a freeze of "
        "its assets.",
        mappings={
            "applies_to": (*_PARTIES, *_TRADE, "security", "wallet"),
            "opensanctions": "Financial restrictions",
            # An office that must close is a presence on the market; UN Security Council resolution 2270 (2016),
            # paragraph 15, names it together with joint ventures, for which see investment_ban.
            "uk": "Closure of representative offices",
            "ofac": (
                "Executive Order 14014 Directive 1",
                "Executive Order 14024 Directive 4",
                "Executive Order 14059 Non-blocking",
                "FOREIGN EXCHANGE",
                "BANKING TRANSACTIONS",
                "LOANS FROM UNITED STATES FINANCIAL INSTITUTIONS",
                "LOANS FROM INTERNATIONAL FINANCIAL INSTITUTIONS",
                "EXPORT-IMPORT BANK ASSISTANCE FOR EXPORTS TO SANCTIONED PERSONS",
                "PROHIBITIONS ON FINANCIAL INSTITUTIONS",
                "Prohibition on any United States financial institution from making loans or providing credit to this "
                "target",
                "Prohibition on any transactions in foreign exchange that are subject to the jurisdiction of the "
                "United States and in which this target has any interest",
            ),
            "eu": "Financial measures",
        },
    ),
    Word(
        "correspondent_account_ban",
        "Correspondent account ban",
        "Banks may not open or keep correspondent or payable-through accounts for the target, or only under strict "
        "conditions, nor process its payments.",
        source="https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists/list-of-foreign-financial-"
        "institutions-subject-to-correspondent-account-or-payable-through-account-sanctions-capta-list",
        broader="financial_restrictions",
        mappings={
            "applies_to": (*_ENTITIES, *_PLACES, "sector"),
            "uk": (
                "Prohibition on correspondent banking relationships and processing payments",
                "Correspondent Banking Sanctions and processing payments",
                "Prohibition on correspondent banking and sterling clearing",
                "Prohibition on correspondent banking and clearing",
                "Correspondent banking relationships etc.",
            ),
            "ofac": ("561 Full Restrictions", "NDAA Special Conditions", "Executive Order 14024 Directive 2"),
        },
    ),
    Word(
        "debt_equity_restriction",
        "Debt and equity restriction",
        "No dealing in the target's new debt beyond a stated term, or in its new shares.",
        source="Executive Order 13662, directives 1 to 3; Executive Order 14024, directives 1A and 3",
        broader="financial_restrictions",
        mappings={
            "applies_to": (*_ENTITIES, "state", "sector", "security"),
            "uk": "Dealing with transferable securities or money-market instruments",
            "ofac": (
                "13662 Sectoral Directive 1",
                "13662 Sectoral Directive 2",
                "13662 Sectoral Directive 3",
                "Executive Order 14024 Directive 1",
                "Executive Order 14024 Directive 1a",
                "Executive Order 14024 Directive 3",
                "Executive Order 14038 Directive 1",
            ),
        },
    ),
    Word(
        "securities_ban",
        "Ban on dealing in securities",
        "The target's publicly traded securities may not be bought or sold, whenever they were issued.",
        source="Executive Order 13959, as amended by Executive Order 14032",
        broader="financial_restrictions",
        mappings={
            "applies_to": (*_ENTITIES, "state", "sector", "security"),
            "ofac": ("CMIC Executive Order", "Executive Order 13959 Sanctions"),
        },
    ),
    Word(
        "reject",
        "Rejection of transactions",
        "Transactions with the target must be refused and sent back; its property is not blocked.",
        source="31 CFR 501.604",
        broader="financial_restrictions",
        mappings={"applies_to": (*_PARTIES, "state"), "ofac": "Reject"},
    ),
    Word(
        "investment_ban",
        "Investment ban",
        "No new investment may be made in the target: no shares taken, joint ventures formed or capital put in.",
        mappings={
            "applies_to": (*_PARTIES, *_TRADE, "security"),
            "opensanctions": "Investment ban",
            # For North Korea alone: joint ventures and other business arrangements with designated persons, after
            # UN Security Council resolution 2270 (2016), paragraph 15.
            "uk": "Prevention of business arrangements",
            "ofac": (
                "BAN ON INVESTMENT IN EQUITY OR DEBT OF SANCTIONED PERSON",
                "Prohibition on any United States person from investing in or purchasing significant amounts of equity "
                "or debt instruments of this target",
            ),
            "eu": "Investments",
        },
    ),
    Word(
        "services_ban",
        "Services ban",
        "Services, such as legal, accounting, technical or advertising services, may not be provided to or for the "
        "target.",
        mappings={
            "applies_to": (*_PARTIES, *_TRADE, *_CRAFT),
            "opensanctions": "Services ban",
            "eu": "Restrictions on services",
        },
    ),
    Word(
        "trust_services_ban",
        "Trust services ban",
        "Trusts may not be set up, run or given an office for the benefit of the target.",
        source="Russia (Sanctions) (EU Exit) Regulations 2019, regulation 18C",
        broader="services_ban",
        mappings={"applies_to": _PARTIES, "uk": ("Trust Services Sanctions", "Trust services")},
    ),
    Word(
        "internet_services_ban",
        "Internet services ban",
        "Social media, internet access and app store providers must take reasonable steps to keep users from what the "
        "target puts online.",
        source="Russia (Sanctions) (EU Exit) Regulations 2019, regulation 54A",
        broader="services_ban",
        mappings={"applies_to": _PARTIES, "uk": 'Internet Services Sanctions: see "Other Information"'},
    ),
    Word(
        "price_cap",
        "Price cap",
        "Shipping and the services around it are forbidden for goods sold above a set price and allowed up to it.",
        source="Council Regulation (EU) No 833/2014, article 3n",
        broader="services_ban",
        mappings={"applies_to": (*_TRADE, *_CRAFT)},
    ),
    Word(
        "transportation_restrictions",
        "Transportation restrictions",
        "Ships, aircraft or other transport of the target, or to and from it, are barred from routes, ports, "
        "registers or the services that they need.",
        mappings={
            "applies_to": (*_PARTIES, *_TRADE, *_CRAFT),
            "opensanctions": "Transportation restrictions",
            "uk": (
                'Transport sanctions: see "Other information"',
                "De-flag",
                "Chartering of Ships",
                "Crew servicing of ships and aircraft",
                "Prevention of chartering of ships",
                "Prevention of chartering of ships and aircraft",
                "Technical assistance related to aircraft",
            ),
            "eu": ("Flights, airports, aircrafts", "Ports and vessels", "Road transport", "Inspections"),
            "au": "Maritime Restriction",
        },
    ),
    Word(
        "air_services_termination",
        "Termination of air services",
        "A state ends its air services agreement with another, so that the airlines of the two lose the traffic "
        "rights under it. The other state is the target; its airlines are affected.",
        source="Convention on International Civil Aviation (Chicago, 1944), article 6",
        broader="transportation_restrictions",
        mappings={"applies_to": _PLACES},
    ),
    Word(
        "overflight_ban",
        "Overflight and landing ban",
        "Aircraft of the target may not land in, take off from or fly over the territory of the authority.",
        source="Council Regulation (EU) No 833/2014, article 3d",
        broader="transportation_restrictions",
        mappings={"applies_to": (*_PARTIES, *_PLACES, "aircraft")},
    ),
    Word(
        "port_entry_ban",
        "Port entry ban",
        "A ship, or any ship of a party or under a flag, may not enter the authority's ports.",
        source="Council Regulation (EU) No 833/2014, articles 3ea and 3s",
        broader="transportation_restrictions",
        # Against a person or body it reaches their ships: the UK list prints it so for North Korea.
        mappings={"applies_to": (*_PARTIES, *_PLACES, "vessel"), "uk": "Prohibition of port entry"},
    ),
    Word(
        "ship_specification",
        "Ship specification",
        "A ship specified under UK law is barred from UK ports, can be directed or detained, and can be refused or "
        "struck off UK registration. Its assets are not frozen by it.",
        source="Sanctions and Anti-Money Laundering Act 2018, sections 7 and 14; Russia (Sanctions) (EU Exit) "
        "Regulations 2019, regulations 57A to 57F",
        broader="transportation_restrictions",
        mappings={
            "applies_to": "vessel",
            "uk": (
                'Shipping sanctions: (see "Other information")',
                'Shipping & Trade Sanctions: see "Other Information"',
            ),
        },
    ),
    Word(
        "debarment",
        "Debarment",
        "The target is shut out of public contracts, grants or programmes, or from an office or role.",
        mappings={"applies_to": _PARTIES, "opensanctions": "Debarment", "ofac": _PROCUREMENT},
    ),
    # Debarment is the nearest of the fourteen: a person is shut out of a role, and no property or travel is touched.
    Word(
        "director_disqualification",
        "Director disqualification",
        "The designated person may not act as a director of a company, nor take part in forming or running one, "
        "without leave.",
        source="Sanctions and Anti-Money Laundering Act 2018, section 3A; Company Directors Disqualification Act "
        "1986, section 11A",
        broader="debarment",
        mappings={"applies_to": _PARTIES, "uk": "Director Disqualification Sanction"},
    ),
    Word(
        "officer_exclusion",
        "Exclusion of officers",
        "The officers, principals and controlling shareholders of the target are refused visas and entry. The measure "
        "is laid on the company; those whom it keeps out are not themselves listed by it.",
        source="Countering America's Adversaries Through Sanctions Act, section 235(a)(11)",
        broader="travel_ban",
        mappings={"applies_to": _ENTITIES, "ofac": "EXCLUSION OF CORPORATE OFFICERS"},
    ),
    Word(
        "aid_suspension",
        "Aid suspension",
        "Aid, development funding or lending by international institutions is stopped or cut.",
        mappings={"applies_to": (*_PLACES, *_ENTITIES, "sector"), "opensanctions": "Aid suspension"},
    ),
    Word(
        "prohibition_to_satisfy_claims",
        "Prohibition to satisfy claims",
        "Claims that the target raises over contracts or dealings hit by the sanctions may not be met.",
        source="Council Regulation (EU) No 269/2014, article 11",
        mappings={
            "applies_to": (*_PARTIES, *_PLACES),
            "opensanctions": "Prohibition to satisfy claims",
            "eu": "Prohibition to satisfy claims",
        },
    ),
    Word(
        "sectoral_sanctions",
        "Sectoral sanctions",
        "A whole branch of an economy is restricted in a way that no narrower type describes without loss.",
        mappings={
            "applies_to": (*_PARTIES, *_TRADE),
            "opensanctions": "Sectoral sanctions",
            "ofac": "13662 Sectoral Directive 4",
        },
    ),
    Word(
        "diplomatic_measure",
        "Diplomatic measure",
        "Relations between states are lowered: an envoy recalled or expelled, a visit or an agreement put off, a "
        "mission closed.",
        source="Vienna Convention on Diplomatic Relations, articles 9 and 45",
        mappings={"applies_to": (*_PLACES, "public_body", "person")},
    ),
    Word(
        "unspecified",
        "Not specified",
        "The source says that there are sanctions and does not say which.",
        mappings={
            "applies_to": _EVERYTHING,
            "ofac": ("CAATSA Section 231/235 Sanctions", "Iran Sanctions Act", _OFFICERS),
        },
    ),
)
