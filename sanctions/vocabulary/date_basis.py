"""What the date of an event or a fact rests on."""

from sanctions.vocabulary.word import Word, WordList

DATE_BASES = WordList(
    "date_bases",
    "How a date is known. Only a date that somebody stated or that follows from a stated one is a fact of the world.",
    Word("stated", "Stated", "The source prints this date for this very thing."),
    Word(
        "inferred",
        "Inferred",
        "An editor concludes the date from what sources state about something else, such as from the date of the act "
        "in which a name first appears.",
    ),
    Word(
        "first_seen",
        "First seen",
        "The fact was first found in a list or text of this date, so that it began on this day or earlier; for an end, "
        "it was last found before this day.",
    ),
    Word(
        "computed",
        "Computed",
        "The date is reckoned from another date and a term, such as the notice period of a treaty. A computed date "
        "still to come never changes a status by itself: it waits for somebody to confirm it.",
    ),
)
