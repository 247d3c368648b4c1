"""Grounds on which a measure ended."""

from sanctions.vocabulary.word import Word, WordList

ENDING_GROUNDS = WordList(
    "ending_grounds",
    "Why a measure ended, so far as the authority or the record says.",
    Word("deceased", "Deceased", "The person died, and the authority took the entry off for that reason."),
    Word(
        "petition",
        "On petition",
        "The target or a state asked for removal and the authority agreed, such as after a request to the UN "
        "Ombudsperson or the Focal Point for De-listing, or a petition to OFAC.",
        source="UN Security Council resolutions 1730 (2006) and 1904 (2009); 31 CFR 501.807",
    ),
    Word("annulled", "Annulled by a court", "A court declared the act or the listing void as regards the target."),
    Word(
        "programme_terminated",
        "Programme terminated",
        "The whole regime or legal basis was ended, and every measure under it with it.",
    ),
    Word("expired", "Expired", "The end date set by the act itself came and the measure was not renewed."),
    Word(
        "replaced",
        "Replaced",
        "Another measure or another entry took over on the same target, such as under a new act or a new regime.",
    ),
    Word("duplicate", "Duplicate entry", "The entry repeated another entry for the same target and was removed."),
    Word("unknown", "Not known", "The measure ended and no source says on what ground."),
)
