"""Numbering schemes by which acts are cited."""

from sanctions.vocabulary.word import Word, WordList

REFERENCE_SCHEMES = WordList(
    "reference_schemes",
    "By which system of numbers or citations an act is referred to.",
    Word(
        "celex",
        "CELEX number",
        "The number of a document of EU law in EUR-Lex: sector, year, type and number, without spaces.",
        source="https://eur-lex.europa.eu/content/help/eurlex-content/celex-number.html",
        mappings={"example": "32014R0269"},
    ),
    Word(
        "eli",
        "European Legislation Identifier",
        "The permanent web address of an act under the European Legislation Identifier.",
        source="https://eur-lex.europa.eu/eli-register/about.html",
        mappings={"example": "http://data.europa.eu/eli/reg/2014/269/oj"},
    ),
    Word(
        "eu_number",
        "EU act number",
        "The number that an EU act bears in its title, with the abbreviation in brackets that goes with it.",
        mappings={"example": "(EU) 2024/2697"},
    ),
    Word(
        "oj",
        "Official Journal of the EU",
        "Series, number and date or page in the Official Journal of the European Union.",
        source="https://eur-lex.europa.eu/oj/direct-access.html",
        mappings={"example": "OJ L, 2024/2697, 14.10.2024"},
    ),
    Word(
        "uk_si",
        "UK statutory instrument",
        "Year and number of a statutory instrument of the United Kingdom.",
        source="https://www.legislation.gov.uk/uksi",
        mappings={"example": "SI 2023/1314"},
    ),
    Word(
        "uk_chapter",
        "UK Act chapter number",
        "Year and chapter number of an Act of the Parliament of the United Kingdom.",
        source="https://www.legislation.gov.uk/ukpga",
        mappings={"example": "2018 c. 13"},
    ),
    Word(
        "us_eo",
        "US executive order",
        "The number of an executive order of the President of the United States.",
        source="https://www.federalregister.gov/presidential-documents/executive-orders",
        mappings={"example": "14024"},
    ),
    Word(
        "us_public_law",
        "US public law",
        "Congress and number of a law of the United States.",
        source="https://www.congress.gov/public-laws",
        mappings={"example": "115-44"},
    ),
    Word(
        "federal_register",
        "Federal Register",
        "Volume and page, or document number, in the Federal Register of the United States.",
        source="https://www.federalregister.gov",
        mappings={"example": "86 FR 20249"},
    ),
    Word(
        "un_resolution",
        "UN Security Council resolution",
        "Number and year of a resolution of the UN Security Council.",
        source="https://www.un.org/securitycouncil/content/resolutions-0",
        mappings={"example": "2231 (2015)"},
    ),
    Word(
        "treaty_series",
        "Treaty series",
        "The number or page under which a treaty stands in a treaty series, such as that of the United Nations or of a "
        "state.",
        source="https://treaties.un.org",
        mappings={"example": "UNTS 15 p. 295"},
    ),
    Word(
        "case_number",
        "Case number",
        "The number a court gave the case, with the name of the court where the number alone is not clear.",
        mappings={"example": "T-715/14"},
    ),
    Word(
        "ecli",
        "European Case Law Identifier",
        "The number of a judgment under the European Case Law Identifier.",
        source="Council conclusions 2011/C 127/01",
        mappings={"example": "ECLI:EU:T:2018:544"},
    ),
    Word(
        "other_reference",
        "Other reference",
        "Any other number or citation by which the issuer or others refer to the act, written out so that it can be "
        "found.",
    ),
)
