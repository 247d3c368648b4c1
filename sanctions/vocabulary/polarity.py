"""Whether a speaker says that it is so."""

from sanctions.vocabulary.word import Word, WordList

POLARITIES = WordList(
    "polarities",
    "Whether a claim says that its subject is so, that it is not so, or neither.",
    Word("affirms", "says it is so", "The speaker states that it happened, holds or will happen."),
    Word("negates", "says it is not so", "The speaker states that it did not happen, or does not hold."),
    Word("neither", "says neither", "The speaker warns, declines to comment, or leaves it open."),
)
