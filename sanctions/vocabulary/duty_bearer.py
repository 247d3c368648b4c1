"""Duty bearers: who must obey a measure."""

from sanctions.vocabulary.word import Word, WordList

DUTY_BEARERS = WordList(
    "duty_bearers",
    "Whom the measure binds, as its act or the source says; the target is the one whom it is aimed at.",
    Word(
        "us_persons",
        "US persons",
        "Citizens and permanent residents of the United States wherever they are, bodies under US law with their "
        "foreign branches, and anyone in the United States.",
        source="31 CFR 560.314",
    ),
    Word(
        "us_companies",
        "US companies",
        "Companies of the United States, where a source speaks of them alone.",
        broader="us_persons",
    ),
    Word(
        "us_owned_foreign_entities",
        "Foreign entities owned or controlled by US persons",
        "Bodies outside the United States that US persons own or control, bound under some programmes only.",
        source="31 CFR 560.215",
    ),
    Word(
        "uk_persons",
        "UK persons and anyone in the UK",
        "UK nationals and bodies under UK law wherever they are, and anyone within the United Kingdom and its "
        "territorial sea.",
        source="Sanctions and Anti-Money Laundering Act 2018, section 21",
    ),
    Word(
        "eu_operators",
        "EU persons and anyone in the EU",
        "Nationals of member states, bodies under their law, anyone in the Union's territory or on board its ships and "
        "aircraft, and anyone for business done in the Union.",
        source="Council Regulation (EU) No 269/2014, article 17",
    ),
    Word(
        "persons_in_jurisdiction",
        "Persons within the jurisdiction",
        "Everyone in the territory of the authority.",
    ),
    Word("nationals", "Nationals", "The authority's own nationals, wherever they are, and bodies under its law."),
    Word(
        "financial_institutions", "Financial institutions", "Banks and others who deal in money, credit or securities."
    ),
    Word("exporters", "Exporters", "Those who export or re-export goods or technology."),
    Word("carriers", "Carriers", "Airlines, shipping lines and others who carry passengers or goods."),
    Word("masters_and_pilots", "Masters and pilots", "Masters of ships and pilots."),
    Word("port_authorities", "Port authorities", "Those who run ports, harbours and airports."),
    Word("member_states", "Member states", "The states that belong to the bloc or organisation."),
    Word("the_state", "The state itself", "The state that takes the measure, and its own authorities."),
    Word("not_stated", "Not stated", "Neither act nor source says whom the measure binds."),
)
