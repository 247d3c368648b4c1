"""Kinds of case: by which legal step one authority came to act against one target."""

from sanctions.vocabulary.word import Word, WordList

SANCTION_KINDS = WordList(
    "sanction_kinds",
    "The legal step that makes a case, in the authority's own terms.",
    Word(
        "designated",
        "Designated",
        "The authority decided that a person or body meets the criteria of a regime and named it, which brings it "
        "under the measures of the regime: a UK designated person, a US person blocked under an executive order.",
        source="Sanctions and Anti-Money Laundering Act 2018, sections 9 to 13; 31 CFR part 501",
    ),
    Word(
        "listed",
        "Listed",
        "The name was entered in the list or annex of an act, which brings it under the measures the act attaches to "
        "that list: an annex to an EU regulation, the consolidated list of a UN committee, a schedule.",
        source="EU Best Practices for the effective implementation of restrictive measures",
    ),
    Word(
        "specified",
        "Specified",
        "A ship was specified under UK law. It is then subject to shipping sanctions, such as refusal of port access "
        "and of registration; it is not a designated person and by specification alone no asset of it is frozen.",
        source="Sanctions and Anti-Money Laundering Act 2018, sections 7 and 14",
    ),
    Word(
        "identified",
        "Identified",
        "OFAC identified something as belonging under a prohibition that already applies: a vessel, an aircraft or "
        "a wallet as property in which a blocked person has an interest, or a body as part of a blocked government.",
        source="https://ofac.treasury.gov/faqs",
    ),
    Word(
        "determined",
        "Determined",
        "The authority determined that a party falls under limited prohibitions short of blocking, such as those of a "
        "directive for a sector: the entries of the US Sectoral Sanctions Identifications List.",
        source="Executive Order 13662, section 1, and its directives",
    ),
    Word(
        "bilateral",
        "Bilateral",
        "A state acts towards another state as the other party to their dealings, such as by ending a treaty between "
        "them or recalling its ambassador. No one is listed.",
    ),
    Word(
        "sectoral",
        "Sectoral",
        "The act binds a sector, a kind of goods or a market as a whole, without naming those who are active in it.",
    ),
)
