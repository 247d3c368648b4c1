"""Kinds of name, and the words of the official lists for them."""

from sanctions.vocabulary.word import Word, WordList

# Where a list grades an alias apart from naming it one (OFAC's low quality flag, the UK's alias strength, the EU's
# `strong`, the UN's quality), the grade decides between `alias` and `weak_alias`.
NAME_KINDS = WordList(
    "name_kinds",
    "What a name is to the one who bears it, or to the source that prints it.",
    Word(
        "primary",
        "Primary name",
        "The name under which the source lists or calls the target first.",
        mappings={
            "ftm": "name",
            "ofac": "Name",
            "uk": ("Primary Name", "Prime Alias"),
            "au": ("Primary Name", "Primary", "Primay Name"),  # the last is the list's own slip
            "ch": "primary-name",
        },
    ),
    Word(
        "variation",
        "Variation of the primary name",
        "Another spelling or order of the primary name, as the source gives it.",
        mappings={"ftm": "alias", "uk": "Primary Name Variation"},
    ),
    Word(
        "alias",
        "Alias",
        "Another name that the target is known by and that identifies it.",
        mappings={
            "ftm": "alias",
            "ofac": "A.K.A.",
            "uk": ("Alias", "AKA", "Good quality a.k.a", "Good quality"),
            "un": ("a.k.a.", "Good"),
            "au": ("aka", "a.k.a.", "Alias"),
            "ch": "alias",
            "eu": "strong",
        },
    ),
    Word(
        "weak_alias",
        "Weak alias",
        "A name too broad, short or common to find the target by, kept for confirming a match. Screening does not "
        "count it as a hit of its own.",
        source="https://ofac.treasury.gov/faqs/122",
        broader="alias",
        mappings={"ftm": "weakAlias", "uk": ("Low quality a.k.a", "Low quality"), "un": "Low", "eu": "weak"},
    ),
    Word(
        "former",
        "Former name",
        "A name that the target bore before, such as before a renaming or a reflagging.",
        mappings={
            "ftm": "previousName",
            "ofac": "F.K.A.",
            "un": "f.k.a.",
            "uk": "FKA",
            "au": ("Formerly known as", "Previously listed as", "fka"),
            "ch": "formerly-known-as",
        },
    ),
    Word(
        "new",
        "New name",
        "The name that the target took after it was listed, which the list adds beside the listed one.",
        mappings={"ftm": "alias", "ofac": "N.K.A."},
    ),
    Word(
        "maiden",
        "Name at birth",
        "The family name that a person bore before marriage or another change.",
        broader="former",
        mappings={"ftm": "previousName", "ofac": "Maiden Name"},
    ),
    Word(
        "nickname",
        "Nickname",
        "An informal name, a nom de guerre included.",
        broader="alias",
        mappings={"ftm": "weakAlias", "ofac": "Nickname"},
    ),
    Word(
        "trading",
        "Trading name",
        "A name under which a business deals with customers and which is not its registered name.",
        broader="alias",
        mappings={"ftm": "alias"},
    ),
    Word(
        "acronym",
        "Acronym",
        "Letters that stand for the longer name.",
        broader="alias",
        mappings={"ftm": "weakAlias"},
    ),
    Word(
        "transliteration",
        "Transliteration",
        "The name written in another script, by sound or by letter. Where the source prints one it is the source's.",
        mappings={"ftm": "alias"},
    ),
    Word(
        "original_script",
        "Name in the original script",
        "The name in the script of its own language.",
        mappings={"ftm": "name", "uk": "NonLatinName", "un": "NAME_ORIGINAL_SCRIPT", "au": "Original Script"},
    ),
    Word(
        "translation",
        "Translated name",
        "The meaning of the name in another language, as for ministries and companies.",
        mappings={"ftm": "alias"},
    ),
)
