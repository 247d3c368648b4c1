"""Kinds of authority that impose, administer or judge sanctions."""

import re

from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.word import Word, WordList

AUTHORITY_KINDS = WordList(
    "authority_kinds",
    "What sort of body an authority is.",
    Word("state", "State", "A state acting as such, or its government or head of state as a whole."),
    Word(
        "ministry", "Ministry", "A department of a government under a minister, such as a foreign or finance ministry."
    ),
    Word(
        "agency",
        "Agency or office",
        "A body within or beside a ministry with a task of its own, such as the Office of Foreign Assets Control.",
    ),
    Word("court", "Court", "A court or tribunal that reviews, annuls or confirms measures."),
    Word(
        "bloc",
        "Bloc of states",
        "An organisation of states that acts for its members, or an institution of one, such as the Council of the "
        "European Union. A member state acting by itself is another authority than the bloc.",
    ),
    Word(
        "un_body",
        "United Nations body",
        "An organ of the United Nations, such as the Security Council or one of its sanctions committees.",
    ),
)


def code_fault(code: str, kind: str, parent: str) -> str:
    """What is wrong with the code of an authority of a kind, part of another ('' for none); empty where it is right.

    A code is that of its state, of the EU or of the UN, with readable parts after it: `GB`, `GB-FCDO`. Another bloc
    bears one of the codes that ISO 3166-1 leaves to users, from XA to XZ.
    """
    head, _, rest = code.partition("-")
    if (head not in COUNTRIES or head == "ZZ") and not re.fullmatch("X[A-Z]", head):
        return f"“{code}” does not begin with the ISO 3166-1 code of a state, EU or UN: GB, GB-FCDO, EU-COUNCIL."
    if kind == "state" and rest:
        return f"“{code}” is the code of a body; a state's is its ISO 3166-1 code alone: {head}."
    if parent and (not rest or parent.partition("-")[0] != head):
        return f"“{code}” is part of {parent}: its code is {parent.partition('-')[0]}, a hyphen, and a readable part."
    return ""
