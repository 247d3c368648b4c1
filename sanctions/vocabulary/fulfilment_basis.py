"""Why a later measure is held to carry out an earlier promise."""

from sanctions.vocabulary.word import Word, WordList

FULFILMENT_BASES = WordList(
    "fulfilment_bases",
    "What the link between a promised measure and a later one rests on.",
    Word("stated", "Stated", "The authority says that the later measure carries out the earlier announcement."),
    Word(
        "inferred",
        "Inferred",
        "An editor links them because the later one followed in time and fits. It reads 'listed after the "
        "announcement', and no more than that.",
    ),
)
