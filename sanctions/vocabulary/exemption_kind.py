"""Kinds of exemption: by which legal way something is permitted that a measure would forbid."""

from sanctions.vocabulary.word import Word, WordList

EXEMPTION_KINDS = WordList(
    "exemption_kinds",
    "What lets somebody do, in spite of a measure, what it forbids.",
    Word(
        "general_licence",
        "General licence",
        "The authority permits certain dealings to everybody, or to a category of persons, who keeps to its terms. "
        "Nobody applies for it. It is published under a number, as OFAC's GL 8 or OFSI's INT/2022/1839676.",
        source="31 CFR 501.801(a); Sanctions and Anti-Money Laundering Act 2018, section 15(2)(b) and (3)(a)",
    ),
    Word(
        "specific_licence",
        "Specific licence",
        "The authority permits somebody certain dealings because they applied for it. Few are published.",
        source="31 CFR 501.801(b); Sanctions and Anti-Money Laundering Act 2018, section 15(2)(b) and (3)(a)",
    ),
    Word(
        "exception",
        "Exception in the law",
        "The act itself says that what it forbids does not extend to something. Nobody need permit it. In EU acts this "
        "is called an exemption.",
        source="Sanctions and Anti-Money Laundering Act 2018, section 15(2)(a)",
    ),
    Word(
        "derogation",
        "Derogation",
        "The act says on which conditions a competent authority of a member state may permit what it forbids. By "
        "itself it permits nothing yet.",
        source="Council Regulation (EU) No 269/2014, articles 4 to 6",
    ),
    Word(
        "wind_down",
        "Wind-down authorisation",
        "For a time after a measure was imposed, dealings with the target may be brought to an end, or contracts made "
        "before it be carried out: by whatever licence or provision.",
        source="Council Regulation (EU) No 833/2014; general licences of OFAC and OFSI",
    ),
    Word(
        "humanitarian",
        "Humanitarian exemption",
        "What humanitarian aid, or meeting basic human needs, takes is permitted: by whatever resolution, licence or "
        "provision.",
        source="UN Security Council resolution 2664 (2022)",
    ),
)
