"""Kinds of target: who or what a sanction can be aimed at, and what FollowTheMoney calls it."""

from sanctions.vocabulary.word import Word, WordList

TARGET_KINDS = WordList(
    "target_kinds",
    "What the target of a sanction is. The narrower kinds of a legal entity follow FollowTheMoney's tree of schemata.",
    Word(
        "person",
        "Person",
        "A natural person, living or dead.",
        mappings={
            "ftm": "Person",
            "uk": "Individual",
            "ofac": "Individual",
            "eu": "person",
            "au": ("Individual", "Person"),
            "ch": "individual",
            "fr": "Personne physique",
        },
    ),
    Word(
        "legal_entity",
        "Legal entity",
        "A body with rights and duties of its own whose kind is not determined, such as what a list prints as "
        "'entity'. A natural person is never entered here.",
        mappings={
            "ftm": "LegalEntity",
            "uk": "Entity",
            "ofac": "Entity",
            "eu": "enterprise",
            "au": "Entity",
            "ch": "entity",
            "fr": "Personne morale",
        },
    ),
    Word(
        "organization",
        "Organisation",
        "A body with members or staff that is no company, or is not known to be one: an armed group, a party, a "
        "foundation, a charity.",
        broader="legal_entity",
        mappings={"ftm": "Organization"},
    ),
    Word(
        "company",
        "Company",
        "A body formed to do business and registered as such, whoever owns it, state-owned companies included.",
        broader="organization",
        mappings={"ftm": "Company"},
    ),
    Word(
        "public_body",
        "Public body",
        "A part of a state: a ministry, an agency, an armed force, a court, a central bank.",
        broader="organization",
        mappings={"ftm": "PublicBody"},
    ),
    Word(
        "vessel",
        "Vessel",
        "A ship or boat.",
        mappings={"ftm": "Vessel", "uk": "Ship", "ofac": "Vessel", "au": "Vessel", "ch": "vessel", "fr": "Navire"},
    ),
    Word(
        "aircraft",
        "Aircraft",
        "An aeroplane, helicopter or other aircraft, one by one and not by model.",
        mappings={"ftm": "Airplane", "ofac": "Aircraft", "ch": "aircraft"},
    ),
    Word(
        "security",
        "Security",
        "A share, bond or other financial instrument, such as one that may not be dealt in.",
        mappings={"ftm": "Security"},
    ),
    Word(
        "wallet",
        "Wallet",
        "An address for digital currency, named as property of a target.",
        mappings={"ftm": "CryptoWallet"},
    ),
    # FollowTheMoney has one schema for countries and their parts. It is newer than the others, so an export written
    # for an old version leaves these two out.
    Word(
        "state",
        "State",
        "A state as a subject of international law, and through it the government that speaks for it.",
        mappings={"ftm": "Territory"},
    ),
    Word(
        "territory",
        "Territory",
        "An area that measures single out, such as a region under occupation, with whatever is traded with it.",
        mappings={"ftm": "Territory"},
    ),
    # FollowTheMoney describes things one by one: it has no schema for a branch of an economy, for goods by kind or
    # for those who fit a description. Exports carry such measures without an entity of their own.
    Word(
        "sector",
        "Sector",
        "A branch of an economy, such as energy, finance or defence.",
        mappings={"ftm": ""},
    ),
    Word(
        "goods",
        "Goods or technology",
        "A kind of goods, software or technology, such as crude oil, gold or dual-use items.",
        mappings={"ftm": ""},
    ),
    Word(
        "class",
        "Class",
        "Persons or things described by a criterion and not named.",
        mappings={"ftm": ""},
    ),
)


def schema_of(kind: str) -> str:
    """The FollowTheMoney schema for targets of this kind; '' where FollowTheMoney has none.

    Source: https://followthemoney.tech/explorer/
    """
    terms = TARGET_KINDS[kind].mapped("ftm")
    return terms[0] if terms else ""
