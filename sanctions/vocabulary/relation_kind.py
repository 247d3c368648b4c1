"""Kinds of relation between a target and another party or thing."""

from sanctions.vocabulary.word import Word, WordList

# A relation reads from the target that holds it to its object: 'A, owned or controlled by, B'. OFAC's terms are the
# 'relationship type' values of its lists. `ftm` is the FollowTheMoney schema, `ftm_target` and `ftm_object` the
# properties in which it takes the two.
RELATION_KINDS = WordList(
    "relation_kinds",
    "How a target stands to another target, or to a party that a source only names.",
    Word(
        "owned_or_controlled_by",
        "Owned or controlled by",
        "The object owns or controls the target, as the authority states it. It does not say how large the share is.",
        mappings={
            "ofac": "Owned or Controlled By",
            "ftm": "Ownership",
            "ftm_target": "asset",
            "ftm_object": "owner",
        },
    ),
    Word(
        "owner",
        "Has as owner",
        "The object is the owner of the target, or of the share that the relation states. Of a ship, the registered "
        "owner.",
        broader="owned_or_controlled_by",
        mappings={"ofac": "Vessel Owner", "ftm": "Ownership", "ftm_target": "asset", "ftm_object": "owner"},
    ),
    Word(
        "operator",
        "Has as operator",
        "The object runs the target, a ship or an aircraft, without being its owner by that.",
        mappings={
            "ofac": "Aircraft Operator",
            "ftm": "UnknownLink",
            "ftm_target": "subject",
            "ftm_object": "object",
        },
    ),
    Word(
        "owner_or_operator",
        "Has as owner or operator",
        "The object owns the target, a ship, or operates it; the source does not say which.",
        mappings={
            "uk": ("Current owner/operator (s)", "Current owners"),
            "ftm": "UnknownLink",
            "ftm_target": "subject",
            "ftm_object": "object",
        },
    ),
    Word(
        "former_owner_or_operator",
        "Had as owner or operator",
        "The object owned the target, a ship, or operated it before; the source does not say which.",
        mappings={
            "uk": ("Previous owner/operator (s)", "Previous owners"),
            "ftm": "UnknownLink",
            "ftm_target": "subject",
            "ftm_object": "object",
        },
    ),
    Word(
        "parent_company",
        "Has as parent company",
        "The object is the parent company of the target, as the source states it.",
        broader="owned_or_controlled_by",
        mappings={"uk": "Parent company", "ftm": "Ownership", "ftm_target": "asset", "ftm_object": "owner"},
    ),
    Word(
        "subsidiary",
        "Has as subsidiary",
        "The object is a subsidiary of the target, as the source states it.",
        mappings={"uk": "Subsidiaries", "ftm": "Ownership", "ftm_target": "owner", "ftm_object": "asset"},
    ),
    Word(
        "manager",
        "Has as manager",
        "The object manages the target, a ship, for its owner: crew, upkeep or business.",
        source="International Safety Management Code, section 1.1.2",
        mappings={"ftm": "UnknownLink", "ftm_target": "subject", "ftm_object": "object"},
    ),
    Word(
        "owns_or_operates",
        "Owns, controls or operates",
        "The target owns, controls or operates the object.",
        mappings={
            "ofac": "Owns, controls, or operates",
            "ftm": "Ownership",
            "ftm_target": "owner",
            "ftm_object": "asset",
        },
    ),
    Word(
        "property_in_the_interest_of",
        "Property in the interest of",
        "The target is property in which the object has an interest, such as a ship blocked because of its owner.",
        mappings={
            "ofac": "Property in the interest of",
            "ftm": "Ownership",
            "ftm_target": "asset",
            "ftm_object": "owner",
        },
    ),
    Word(
        "acting_for",
        "Acting for or on behalf of",
        "The target acts for the object, or purports to.",
        mappings={
            "ofac": "Acting for or on behalf of",
            "ftm": "Representation",
            "ftm_target": "agent",
            "ftm_object": "client",
        },
    ),
    Word(
        "provides_support_to",
        "Providing support to",
        "The target helps or sponsors the object with money, goods, services or technology.",
        mappings={
            "ofac": "Providing support to",
            "ftm": "UnknownLink",
            "ftm_target": "subject",
            "ftm_object": "object",
        },
    ),
    Word(
        "leader_of",
        "Leader or official of",
        "The target leads the object or holds an office in it.",
        mappings={
            "ofac": "Leader or official of",
            "ftm": "Directorship",
            "ftm_target": "director",
            "ftm_object": "organization",
        },
    ),
    Word(
        "principal_executive_officer",
        "Principal executive officer of",
        "The target is a principal executive officer of the object, or does the work of one, and is listed as such.",
        source="Countering America's Adversaries Through Sanctions Act, section 235(a)(12)",
        broader="leader_of",
        mappings={
            "ofac": "Principal Executive Officer",
            "ftm": "Directorship",
            "ftm_target": "director",
            "ftm_object": "organization",
        },
    ),
    Word(
        "member_of",
        "Member of",
        "The target is a member or a part of the object.",
        mappings={"ftm": "Membership", "ftm_target": "member", "ftm_object": "organization"},
    ),
    Word(
        "significant_role_in",
        "Playing a significant role in",
        "The target plays a significant role in the object, such as in a criminal organisation.",
        mappings={
            "ofac": "playing a significant role in",
            "ftm": "Membership",
            "ftm_target": "member",
            "ftm_object": "organization",
        },
    ),
    Word(
        "family_member_of",
        "Family member of",
        "The target is a relative or spouse of the object.",
        mappings={
            "ofac": "Family member of",
            "ftm": "Family",
            "ftm_target": "person",
            "ftm_object": "relative",
        },
    ),
    Word(
        "associate_of",
        "Associate of",
        "The target is associated with the object, with no closer statement.",
        mappings={
            "ofac": "Associate Of",
            "ftm": "UnknownLink",
            "ftm_target": "subject",
            "ftm_object": "object",
        },
    ),
    Word(
        "successor_of",
        "Successor of",
        "The target took over from the object, under another name or form.",
        mappings={"ftm": "Succession", "ftm_target": "successor", "ftm_object": "predecessor"},
    ),
    Word(
        "linked_to",
        "Linked to",
        "The source links the target to the object and does not say how. OFAC prints it in remarks.",
        mappings={
            "ofac": "Linked To",
            "ch": "related-to",
            "ftm": "UnknownLink",
            "ftm_target": "subject",
            "ftm_object": "object",
        },
    ),
)
