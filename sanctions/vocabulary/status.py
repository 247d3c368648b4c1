"""Status of a measure on a day, computed from its events and never stored on the desk."""

from sanctions.vocabulary.word import Word, WordList

STATUSES = WordList(
    "statuses",
    "Where a measure stands on a given day, in the order a measure normally passes through.",
    Word(
        "proposed",
        "Proposed",
        "Someone with a say in it has proposed, intended or threatened the measure; nobody has committed to it and it "
        "binds no one.",
    ),
    Word(
        "announced",
        "Announced",
        "The authority has publicly committed itself to the measure or given notice of it, but no legal act makes it "
        "binding yet.",
    ),
    Word(
        "pending",
        "Adopted, not yet in force",
        "The legal act is adopted or published, and the day from which it binds has not come or is not confirmed.",
    ),
    Word(
        "in_force",
        "In force",
        "The measure binds those whom it addresses. Only measures with this status count as hits in screening.",
    ),
    Word(
        "suspended",
        "Suspended",
        "The measure still stands in law, and its effect is switched off for a time; it can resume without a new "
        "decision on its merits.",
    ),
    Word(
        "ended",
        "Ended",
        "The measure was in force, or was adopted, and no longer binds. It stays on record with the ground of its end.",
    ),
    Word(
        "abandoned",
        "Abandoned",
        "The measure was proposed or announced and given up or refused before it ever bound anyone.",
    ),
)
