"""How someone who is not the target of a case is touched by it."""

from sanctions.vocabulary.word import Word, WordList

AFFECTED_ROLES = WordList(
    "affected_roles",
    "In what way a case reaches a party which it does not name. An affected party is not designated.",
    Word(
        "operational",
        "Affected in operation",
        "The measure touches what the party does, although it is aimed at someone else: an airline that can no longer "
        "fly a route once its state's air services agreement ends.",
    ),
    Word(
        "owned",
        "Affected through ownership",
        "The measure reaches the party because the target owns enough of it, under the rule of the authority in "
        "question: 50 per cent or more for OFAC, more than 50 per cent in UK law.",
        source="https://ofac.treasury.gov/faqs/401; EU Best Practices, section on ownership and control; "
        "Sanctions and Anti-Money Laundering Act 2018, section 62",
    ),
    Word(
        "controlled",
        "Affected through control",
        "The measure reaches the party because the target controls it by other means than ownership, such as a right "
        "to appoint its board. OFAC's rule for blocked property looks to ownership alone.",
        source="https://ofac.treasury.gov/faqs/398; EU Best Practices, section on ownership and control",
    ),
)
