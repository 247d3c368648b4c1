"""How a target stands on a day: what all cases together make of it."""

from sanctions.vocabulary.word import Word, WordList

STANDINGS = WordList(
    "standings",
    "How a target stands on a day. It is derived from the measures of its cases; the first that applies counts.",
    Word(
        "designated",
        "Designated",
        "A measure of a designation, listing, specification, identification or determination of it is in force or "
        "suspended.",
    ),
    Word(
        "announced",
        "Announced",
        "A measure against it is proposed, intended, announced or adopted, and none is in force.",
    ),
    Word(
        "affected",
        "Affected",
        "It is touched by a case against somebody else, or by a bilateral or sectoral measure, without being "
        "designated.",
    ),
    Word(
        "formerly",
        "Formerly designated",
        "Measures against it have ended; none is in force or announced, and nothing else touches it.",
    ),
    Word("related", "Related", "It is only named beside others: as a party to an allegation, or in a relation."),
)
