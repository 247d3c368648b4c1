"""Where the decision behind a case was taken."""

from sanctions.vocabulary.word import Word, WordList

ORIGINS = WordList(
    "origins",
    "Whether an authority decided for itself or carries out what another authority decided.",
    Word("autonomous", "Autonomous", "The authority decided the case on its own judgement, under its own law."),
    Word(
        "implements",
        "Implements",
        "The authority gives effect to a case decided elsewhere, such as a UN listing. The case that it implements is "
        "recorded where it is known.",
        source="Charter of the United Nations, articles 25, 41 and 48",
    ),
)
