"""Kinds of detail: what sources say of a target besides its names, numbers, addresses and relations."""

from sanctions.vocabulary.word import Word, WordList

# `form` says how the value is written: `edtf` a date (https://www.loc.gov/standards/datetime/), `country` an ISO
# 3166-1 alpha-2 code, `number` digits with at most one decimal point, `text` as printed. `ftm` is the FollowTheMoney
# property; '' where it has none.
DETAIL_KINDS = WordList(
    "detail_kinds",
    "What a further fact about a target says.",
    Word("birth_date", "Date of birth", "When the person was born.", mappings={"form": "edtf", "ftm": "birthDate"}),
    Word(
        "birth_place",
        "Place of birth",
        "Where the person was born, as printed.",
        mappings={"form": "text", "ftm": "birthPlace"},
    ),
    Word(
        "birth_country",
        "Country of birth",
        "The country in which the place of birth lies or lay.",
        mappings={"form": "country", "ftm": "birthCountry"},
    ),
    Word("death_date", "Date of death", "When the person died.", mappings={"form": "edtf", "ftm": "deathDate"}),
    Word(
        "nationality",
        "Nationality",
        "The state to which the source says the person belongs.",
        mappings={"form": "country", "ftm": "nationality"},
    ),
    Word(
        "citizenship",
        "Citizenship",
        "The state of which the person is a citizen, where the source says so in that word.",
        mappings={"form": "country", "ftm": "citizenship"},
    ),
    Word("gender", "Gender", "The person's gender, as printed.", mappings={"form": "text", "ftm": "gender"}),
    Word(
        "title",
        "Title",
        "A title borne with the name, such as of rank, office, learning or religion.",
        mappings={"form": "text", "ftm": "title"},
    ),
    Word(
        "position",
        "Position",
        "An office, function or job of the person, as printed.",
        mappings={"form": "text", "ftm": "position"},
    ),
    Word(
        "country",
        "Country",
        "A country that the source links to the target without saying how.",
        mappings={"form": "country", "ftm": "country"},
    ),
    Word(
        "incorporation_country",
        "Country of incorporation",
        "The country under whose law the body is set up or registered.",
        mappings={"form": "country", "ftm": "jurisdiction"},
    ),
    Word(
        "founded_on",
        "Founded on",
        "When the body was founded, set up or incorporated.",
        mappings={"form": "edtf", "ftm": "incorporationDate"},
    ),
    Word(
        "dissolved_on",
        "Dissolved on",
        "When the body was wound up or ceased to exist.",
        mappings={"form": "edtf", "ftm": "dissolutionDate"},
    ),
    Word(
        "legal_form",
        "Legal form",
        "The form of the body, such as a limited company or a state enterprise, as printed.",
        mappings={"form": "text", "ftm": "legalForm"},
    ),
    Word(
        "sector",
        "Sector",
        "The branch of business in which the body is active, as printed.",
        mappings={"form": "text", "ftm": "sector"},
    ),
    Word(
        "flag",
        "Flag",
        "The state whose flag the vessel flies, or is believed to fly.",
        mappings={"form": "country", "ftm": "flag"},
    ),
    Word(
        "former_flag",
        "Former flag",
        "A state whose flag the vessel flew before.",
        mappings={"form": "country", "ftm": "pastFlags"},
    ),
    Word(
        "vessel_type", "Type of vessel", "The type of the ship, as printed.", mappings={"form": "text", "ftm": "type"}
    ),
    Word(
        "tonnage",
        "Tonnage",
        "The tonnage of the ship where the source does not say which.",
        mappings={"form": "number", "ftm": "tonnage"},
    ),
    Word(
        "gross_tonnage",
        "Gross tonnage",
        "The gross tonnage, or gross registered tonnage, of the ship.",
        source="International Convention on Tonnage Measurement of Ships, 1969",
        broader="tonnage",
        mappings={"form": "number", "ftm": "grossRegisteredTonnage"},
    ),
    Word(
        "deadweight",
        "Deadweight tonnage",
        "What the ship can carry, in tonnes of deadweight.",
        broader="tonnage",
        mappings={"form": "number", "ftm": "deadweightTonnage"},
    ),
    Word(
        "length",
        "Length",
        "The length of the ship in metres.",
        mappings={"form": "number", "ftm": ""},
    ),
    Word(
        "build_year",
        "Built in",
        "When the ship or aircraft was built.",
        mappings={"form": "edtf", "ftm": "buildDate"},
    ),
    Word(
        "registration_port",
        "Port of registration",
        "The home port or port of registration of the ship.",
        mappings={"form": "text", "ftm": "registrationPort"},
    ),
    Word(
        "aircraft_model",
        "Model of aircraft",
        "Maker and model of the aircraft, as printed.",
        mappings={"form": "text", "ftm": "model"},
    ),
    Word("website", "Website", "A web address of the target.", mappings={"form": "text", "ftm": "website"}),
    Word("email", "E-mail address", "An e-mail address of the target.", mappings={"form": "text", "ftm": "email"}),
    Word("phone", "Telephone", "A telephone or fax number of the target.", mappings={"form": "text", "ftm": "phone"}),
    Word(
        "remark",
        "Remark",
        "Further information about the target, as the source prints it. It is not the statement of reasons.",
        mappings={"form": "text", "ftm": "notes"},
    ),
)
