"""Kinds of event in the life of a measure or of a whole case, each with the status that it leads to."""

from sanctions.vocabulary.word import Word, WordList

# `status` is what the measure becomes when the event takes effect ('' where the event leaves it as it is);
# `stage` groups the kinds by what they do to the measure.
_PROPOSING = {"stage": "promise", "status": "proposed"}
_ANNOUNCING = {"stage": "promise", "status": "announced"}
_MAKING = {"stage": "making", "status": "pending"}
_CHANGING = {"stage": "change", "status": ""}
_RETURNING = {"stage": "return", "status": "in_force"}
_ENDING = {"stage": "ending", "status": "ended"}
_ABANDONING = {"stage": "abandoning", "status": "abandoned"}

EVENT_KINDS = WordList(
    "event_kinds",
    "What happened to a measure, or to every measure of a case at once, on a dated occasion.",
    Word(
        "proposed",
        "Proposed",
        "A body or person entitled to do so put the measure forward for decision, such as the High Representative "
        "before the Council or a member of a UN committee.",
        mappings=_PROPOSING,
    ),
    Word(
        "intended",
        "Intended",
        "The authority said that it means to impose the measure or is working towards it, without committing itself "
        "to a decision or a day.",
        mappings=_PROPOSING,
    ),
    Word(
        "threatened",
        "Threatened",
        "The authority said that it would impose the measure if something did or did not happen.",
        mappings=_PROPOSING,
    ),
    Word(
        "announced",
        "Announced",
        "The authority declared publicly that it is imposing or will impose the measure. A statement is not a legal "
        "act: the measure does not bind by it.",
        mappings=_ANNOUNCING,
    ),
    Word(
        "notice_given",
        "Notice given",
        "The authority gave the other side the notice which a treaty or law requires before the measure can take "
        "effect. The day on which the notice runs out is computed until somebody confirms it.",
        source="Vienna Convention on the Law of Treaties, articles 56 and 65 to 67",
        mappings=_ANNOUNCING,
    ),
    Word(
        "adopted",
        "Adopted",
        "The competent body took the legal act: signed, made or voted it. It may bind only later.",
        mappings=_MAKING,
    ),
    Word(
        "published",
        "Published",
        "The legal act or the list entry appeared in the official journal, gazette or list that gives it publicity.",
        mappings=_MAKING,
    ),
    Word(
        "entered_into_force",
        "Entered into force",
        "From this day the measure binds: the person was designated, the ship specified, the prohibition took effect.",
        mappings={"stage": "making", "status": "in_force"},
    ),
    Word(
        "amended",
        "Amended",
        "The entry, its grounds or the terms of the measure were changed; the measure goes on as it stood.",
        mappings=_CHANGING,
    ),
    Word(
        "renewed",
        "Renewed",
        "A measure due to expire or to be reviewed was kept, usually to a new expiry date; the measure goes on as it "
        "stood.",
        mappings=_CHANGING,
    ),
    Word(
        "suspended",
        "Suspended",
        "The authority or a court switched the effect of the measure off for a time without ending it.",
        mappings={"stage": "pause", "status": "suspended"},
    ),
    Word(
        "resumed",
        "Resumed",
        "A suspension ended and the measure binds again, under the same act as before.",
        mappings=_RETURNING,
    ),
    Word(
        "reimposed",
        "Reimposed",
        "A measure that had ended was imposed again on the same target in the same case, such as by a new listing "
        "after an annulment or by the return of United Nations measures under a snapback clause.",
        source="UN Security Council resolution 2231 (2015), paragraphs 11 and 12",
        mappings=_RETURNING,
    ),
    Word(
        "expired",
        "Expired",
        "The measure reached the end date which its own act set, and was not renewed.",
        mappings=_ENDING,
    ),
    Word(
        "lapsed",
        "Lapsed",
        "The measure fell away because what it rested on ceased, such as the parent act, the emergency or the ground "
        "for it, with no decision taken about this measure.",
        mappings=_ENDING,
    ),
    Word(
        "delisted",
        "Delisted",
        "The authority took the target off its list. The ground is recorded apart, where it is known.",
        mappings=_ENDING,
    ),
    Word(
        "revoked",
        "Revoked",
        "The authority withdrew or repealed the act that imposed the measure, or the designation made under it.",
        mappings=_ENDING,
    ),
    Word(
        "annulled",
        "Annulled",
        "A court declared the measure void or quashed it. Its effect may be held over so that the authority can act.",
        source="Treaty on the Functioning of the European Union, articles 263, 264 and 275",
        mappings=_ENDING,
    ),
    Word(
        "withdrawn",
        "Withdrawn",
        "Whoever proposed, announced or gave notice of the measure took that back before the measure came to bind.",
        mappings=_ABANDONING,
    ),
    Word(
        "rejected",
        "Rejected",
        "The body that had to decide refused the measure, such as by a vote, a veto or an objection in a committee.",
        mappings=_ABANDONING,
    ),
)
