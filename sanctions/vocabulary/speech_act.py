"""Speech acts: what somebody does by saying what a claim reports."""

from sanctions.vocabulary.word import Word, WordList

SPEECH_ACTS = WordList(
    "speech_acts",
    "What the speaker of a claim does by saying it. A claim is the speaker's and never ours.",
    Word("accuse", "Accuses", "The speaker says that somebody did, does or means to do what is held against them."),
    Word("deny", "Denies", "The speaker says that it is not so. A denial need not come from the one accused."),
    Word("admit", "Admits", "The one whom it is held against says that it is so, in whole or in part."),
    Word(
        "confirm",
        "Confirms",
        "The speaker vouches that it is so, after others said it and on knowledge of their own.",
    ),
    Word(
        "corroborate",
        "Corroborates",
        "The speaker gives facts that speak for it, without vouching for the whole.",
    ),
    Word(
        "dispute",
        "Disputes",
        "The speaker questions it or part of it, such as its proof or its extent, without denying it outright.",
    ),
    Word("warn", "Warns", "The speaker says what will follow if something is done or left undone."),
    Word("forecast", "Forecasts", "The speaker says what is likely to happen, as an expectation and not as a threat."),
    Word("announce", "Announces", "The speaker makes public what they or those they speak for do or will do."),
    Word("retract", "Retracts", "The speaker takes back what they said before."),
    Word("correct", "Corrects", "The speaker replaces part of what they said before by something else."),
    Word(
        "find",
        "Finds",
        "A court, panel or inquiry states it as the result of its proceedings.",
    ),
    Word(
        "decline_to_comment",
        "Declines to comment",
        "The speaker was asked and would neither say that it is so nor that it is not.",
    ),
    Word(
        "report",
        "Reports",
        "A news outlet states it in its own voice, as known or as background, and names nobody who says so.",
    ),
)
