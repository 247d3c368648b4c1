"""What a speaker says that a claim rests on."""

from sanctions.vocabulary.word import Word, WordList

EVIDENCE_BASES = WordList(
    "evidence_bases",
    "The kind of evidence that a claim names, as the speaker or the report names it; not our judgement of it.",
    Word(
        "declassified_intelligence",
        "Declassified intelligence",
        "Intelligence that a government released or shared for this purpose.",
    ),
    Word("intelligence", "Intelligence", "Intelligence that the speaker refers to without releasing it."),
    Word(
        "official_statement",
        "Official statement",
        "What another authority or official has stated in public.",
    ),
    Word("own_observation", "Own observation", "What the speaker or the reporter has seen or heard."),
    Word("own_conduct", "Own conduct", "The speaker speaks of what they themselves, or those they act for, do or did."),
    Word(
        "documents",
        "Documents",
        "Papers, files, photographs or data that the speaker refers to, satellite images apart.",
    ),
    Word("satellite_imagery", "Satellite imagery", "Images taken from space."),
    Word(
        "physical_evidence",
        "Physical evidence",
        "Things recovered and examined, such as debris of a weapon.",
    ),
    Word("witnesses", "Witnesses", "Named persons who tell what they saw or did."),
    Word(
        "unnamed_sources",
        "Unnamed sources",
        "Persons whom the report quotes without naming them, officials who ask not to be named included.",
    ),
    Word("media_report", "Media report", "What a news outlet has published."),
    Word("court_record", "Court record", "A judgment, an indictment or other papers of a court case."),
    Word("un_panel", "UN panel report", "The report of a United Nations panel of experts, group or inquiry."),
    Word("not_given", "Not given", "The speaker names no evidence."),
)
