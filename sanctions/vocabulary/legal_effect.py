"""Legal effects: what follows in law from a measure."""

from sanctions.vocabulary.word import Word, WordList

LEGAL_EFFECTS = WordList(
    "legal_effects",
    "What a measure does in law, said apart from its type, which is only what it is called.",
    Word(
        "blocks_assets_in_jurisdiction",
        "Blocks assets within the jurisdiction",
        "Property of the target that is in the jurisdiction, or comes into the hands of those bound, is frozen.",
    ),
    Word(
        "prohibits_dealings",
        "Prohibits dealings",
        "Those bound may have no dealings with the target or its property.",
    ),
    Word(
        "prohibits_making_available",
        "Prohibits making funds available",
        "Those bound may not make funds or economic resources available to the target or for its benefit.",
    ),
    Word("rejects_transactions", "Rejects transactions", "Transactions with the target must be refused, not blocked."),
    Word("prohibits_entry", "Prohibits entry", "The target may not enter or pass through the territory."),
    Word("prohibits_port_access", "Prohibits port access", "The ship may not enter, or be let into, ports."),
    Word(
        "prohibits_landing_and_overflight",
        "Prohibits landing and overflight",
        "The aircraft may not land in or fly over the territory.",
    ),
    Word(
        "permits_detention",
        "Permits direction and detention",
        "Officials may direct, move or detain the ship or aircraft.",
    ),
    Word(
        "terminates_registration",
        "Terminates registration",
        "The ship or aircraft may be refused registration or struck off the register.",
    ),
    Word("prohibits_services", "Prohibits services", "Those bound may not provide certain services to the target."),
    Word("prohibits_exports", "Prohibits exports", "Certain goods or technology may not be exported to the target."),
    Word("prohibits_imports", "Prohibits imports", "Certain goods may not be brought in from the target."),
    Word("requires_licence", "Requires a licence", "What was free may be done only under a licence."),
    Word(
        "restricts_capital_markets",
        "Restricts access to capital markets",
        "Those bound may not deal in certain debt, shares or other securities of the target.",
    ),
    Word("prohibits_investment", "Prohibits new investment", "Those bound may make no new investment in the target."),
    Word(
        "restricts_correspondent_accounts",
        "Restricts correspondent accounts",
        "Banks may not open or keep correspondent accounts for the target, or only under conditions.",
    ),
    Word(
        "disqualifies_from_office",
        "Disqualifies from office",
        "The target may not hold a certain office, such as that of a company director.",
    ),
    Word(
        "excludes_from_procurement",
        "Excludes from public contracts",
        "The target may not be given public contracts, grants or support.",
    ),
    Word(
        "bars_claims",
        "Bars claims",
        "Claims of the target over dealings that the sanctions affected may not be met.",
    ),
    Word(
        "terminates_agreement",
        "Terminates an agreement",
        "A treaty or other agreement with the target ends, at once or after notice.",
    ),
    Word(
        "suspends_agreement",
        "Suspends an agreement",
        "A treaty or other agreement with the target is not applied for a time.",
    ),
    Word("none_stated", "None", "The measure is a political act with no effect in law."),
)
