"""What a cited passage does for the fact that it is cited for."""

from sanctions.vocabulary.word import Word, WordList

STANCES = WordList(
    "stances",
    "Whether a cited passage speaks for a fact or against it.",
    Word("supports", "Supports", "The passage states the fact, or states what the fact follows from."),
    Word("contradicts", "Contradicts", "The passage states something that cannot be true together with the fact."),
)
