"""Kinds of authority that impose, administer or judge sanctions."""

from sanctions.vocabulary.word import Word, WordList

AUTHORITY_KINDS = WordList(
    "authority_kinds",
    "What sort of body an authority is.",
    Word("state", "State", "A state acting as such, or its government or head of state as a whole."),
    Word(
        "ministry", "Ministry", "A department of a government under a minister, such as a foreign or finance ministry."
    ),
    Word(
        "agency",
        "Agency or office",
        "A body within or beside a ministry with a task of its own, such as the Office of Foreign Assets Control.",
    ),
    Word("court", "Court", "A court or tribunal that reviews, annuls or confirms measures."),
    Word(
        "bloc",
        "Bloc of states",
        "An organisation of states that acts for its members, or an institution of one, such as the Council of the "
        "European Union. A member state acting by itself is another authority than the bloc.",
    ),
    Word(
        "un_body",
        "United Nations body",
        "An organ of the United Nations, such as the Security Council or one of its sanctions committees.",
    ),
)
