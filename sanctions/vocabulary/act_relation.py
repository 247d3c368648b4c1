"""How one act bears on another."""

from sanctions.vocabulary.word import Word, WordList

ACT_RELATIONS = WordList(
    "act_relations",
    "What the one act does to the other, read from the later act to the earlier one.",
    Word("amends", "Amends", "It changes the text of the other act, such as by adding names to an annex."),
    Word("implements", "Implements", "It carries out the other act, or is made under the powers which that act gives."),
    Word("repeals", "Repeals", "It ends the other act for the future."),
    Word(
        "corrects", "Corrects", "It puts right an error in the text of the other act, and changes nothing in substance."
    ),
    Word("extends", "Extends", "It carries the other act on beyond the date at which that act would have ended."),
    Word("annuls", "Annuls", "A judgment or decision that declares the other act void, wholly or for some parties."),
)
