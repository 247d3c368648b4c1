"""Kinds of act: the events and instruments by which authorities act."""

from sanctions.vocabulary.word import Word, WordList

ACT_KINDS = WordList(
    "act_kinds",
    "What sort of instrument or public act it is, by its legal nature and not by its heading.",
    Word(
        "joint_statement",
        "Joint statement",
        "A text issued by several authorities together. It states what they will do and binds no one by itself.",
    ),
    Word(
        "statement",
        "Statement",
        "A text or speech by which one authority makes its position or its intention public, press releases included.",
    ),
    Word(
        "statute",
        "Statute",
        "A law passed by a legislature, such as an Act of Parliament or of Congress.",
    ),
    Word(
        "regulation",
        "Regulation",
        "General rules made under a statute or treaty: a UK statutory instrument, an EU regulation, a part of the US "
        "Code of Federal Regulations.",
        source="Treaty on the Functioning of the European Union, article 288",
    ),
    Word(
        "directive",
        "Directive",
        "An instrument that tells a class of addressees what to do: an EU directive to the member states, or one of "
        "the directives that OFAC issues under an executive order.",
    ),
    Word(
        "decision",
        "Decision",
        "A ruling by an executive body that binds those whom it concerns: a Council decision, a designation, a "
        "determination, an order of a minister.",
        source="Treaty on European Union, article 29",
    ),
    Word(
        "executive_order",
        "Executive order",
        "A signed order of a head of state or government with the force of law, such as of the President of the "
        "United States under the International Emergency Economic Powers Act.",
        source="50 U.S.C. 1701 to 1708",
    ),
    Word(
        "resolution",
        "Resolution",
        "A decision voted by a deliberative body, above all by the UN Security Council under chapter VII.",
        source="Charter of the United Nations, chapter VII",
    ),
    Word(
        "treaty",
        "Treaty",
        "An agreement between states governed by international law, such as a bilateral air services agreement.",
        source="Vienna Convention on the Law of Treaties, article 2",
    ),
    Word(
        "notice",
        "Notice",
        "A formal communication required by law or treaty: a notice of termination to the other party, a notice in a "
        "gazette or to the persons listed.",
    ),
    Word("judgment", "Judgment", "A court's decision of a case, or its order in one, such as for interim relief."),
)
