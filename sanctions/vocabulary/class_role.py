"""Why a class of targets, described and not named, stands on record."""

from sanctions.vocabulary.word import Word, WordList

CLASS_ROLES = WordList(
    "class_roles",
    "What a description of targets is: a promise to list, a writer's summary of past listings, or law.",
    Word(
        "promise",
        "Promised",
        "An authority said that it will act against those who fit the description, without naming them. Whoever it "
        "lists later is not by that an instance of the class, unless the authority says so.",
    ),
    Word(
        "summary",
        "Summarised",
        "A source sums up listings that have happened, such as 'companies in four countries', without naming them.",
    ),
    Word(
        "legal",
        "Described in law",
        "The act itself binds all who fit the description, such as a state's armed forces or every ship under its "
        "flag, or designates persons by description.",
        source="Sanctions and Anti-Money Laundering Act 2018, section 12",
    ),
)
