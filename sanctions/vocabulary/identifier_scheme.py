"""Schemes of identifiers: who numbers what, how such a number is compared and what cannot be one.

`unique_within` says how far one value points to one bearer: `world` (no two bearers ever share it), `country` (none in
the country that issued it), `list` (none in the list that gave it) or `shared` (several may bear it, or it may be
given to another later). `ftm` is the FollowTheMoney property, `ofac` the words of OFAC's lists.
"""

import re
import unicodedata

from sanctions.vocabulary.identifier_form import is_right, shape_fault
from sanctions.vocabulary.word import Word, WordList

IDENTIFIER_SCHEMES = WordList(
    "identifier_schemes",
    "By which system of numbers or codes an identifier was given.",
    Word(
        "imo",
        "IMO ship number",
        "The number a hull keeps for life, whatever name, flag or owner it has. Its last digit is a check digit.",
        source="IMO resolution A.1117(30); https://imonumbers.spglobal.com",
        mappings={
            "unique_within": "world",
            "ftm": "imoNumber",
            "ofac": "Vessel Registration Identification",
            "eu": "imo",
        },
    ),
    Word(
        "imo_company",
        "IMO company number",
        "The number of a company or registered owner of ships. It has seven digits like a ship's number and another "
        "rule for the check digit.",
        source="IMO resolution MSC.160(78); https://imonumbers.spglobal.com",
        mappings={"unique_within": "world", "ftm": "imoNumber"},
    ),
    Word(
        "hull_number",
        "Hull identification number",
        "The number that a ship's builder or its register gave the hull.",
        source="ISO 10087",
        mappings={"unique_within": "shared", "ftm": "registrationNumber"},
    ),
    Word(
        "mmsi",
        "MMSI",
        "The number of a ship's radio station. It changes with the flag and is given again to other ships.",
        source="Recommendation ITU-R M.585",
        mappings={"unique_within": "shared", "ftm": "mmsi", "ofac": "MMSI"},
    ),
    Word(
        "call_sign",
        "Call sign",
        "The letters and digits by which a ship is called over radio. It changes with the flag.",
        source="ITU Radio Regulations, article 19",
        mappings={"unique_within": "shared", "ftm": "callSign", "ofac": ("Vessel Call Sign", "Other Vessel Call Sign")},
    ),
    Word(
        "aircraft_serial",
        "Aircraft serial number",
        "The number the maker gave the aircraft; it stays for life and is unique among aircraft of that maker.",
        mappings={
            "unique_within": "shared",
            "ftm": "serialNumber",
            "ofac": (
                "Aircraft Serial Identification",
                "Aircraft Manufacturer's Serial Number (MSN)",
                "Aircraft Construction Number (also called L/N or S/N or F/N)",
            ),
        },
    ),
    Word(
        "aircraft_tail",
        "Aircraft registration",
        "The marks on the tail, given by the state of registration and given again to other aircraft.",
        source="Convention on International Civil Aviation, annex 7",
        mappings={
            "unique_within": "shared",
            "ftm": "registrationNumber",
            "ofac": ("Aircraft Tail Number", "Previous Aircraft Tail Number"),
        },
    ),
    Word(
        "aircraft_mode_s",
        "Aircraft transponder code",
        "The 24-bit address of the aircraft's transponder, written as six hexadecimal digits.",
        source="Convention on International Civil Aviation, annex 10, volume III",
        mappings={"unique_within": "shared", "ftm": "", "ofac": "Aircraft Mode S Transponder Code"},
    ),
    Word(
        "lei",
        "LEI",
        "The Legal Entity Identifier of a body that deals on financial markets.",
        source="ISO 17442; https://www.gleif.org",
        mappings={"unique_within": "world", "ftm": "leiCode", "ofac": ("LE Number", "Legal Entity Number")},
    ),
    Word(
        "bic",
        "BIC (SWIFT)",
        "The Business Identifier Code of a bank or other body, with or without the three letters of a branch.",
        source="ISO 9362",
        mappings={"unique_within": "world", "ftm": "swiftBic", "ofac": "SWIFT/BIC", "eu": "swiftbic"},
    ),
    Word(
        "bik",
        "BIK",
        "The code of a bank in Russia's payment system.",
        source="https://www.cbr.ru",
        mappings={"unique_within": "world", "ftm": "bikCode", "ofac": "BIK (RU)"},
    ),
    Word(
        "isin",
        "ISIN",
        "The International Securities Identification Number of one security. An issuer may have many.",
        source="ISO 6166",
        mappings={"unique_within": "world", "ftm": "isin", "ofac": "ISIN"},
    ),
    Word(
        "ticker",
        "Ticker",
        "The short code of a security at an exchange. Other exchanges may use it for other securities.",
        mappings={"unique_within": "shared", "ftm": "ticker", "ofac": "Equity Ticker"},
    ),
    Word(
        "duns",
        "D-U-N-S number",
        "The number given to a business by Dun & Bradstreet.",
        source="https://www.dnb.com/duns.html",
        mappings={"unique_within": "world", "ftm": "dunsCode", "ofac": "D-U-N-S Number"},
    ),
    Word(
        "registration_number",
        "Registration number",
        "The number under which a register of companies, charities, ships or the like holds the target.",
        mappings={
            "unique_within": "country",
            "ftm": "registrationNumber",
            "eu": "regnumber",
            "ofac": (
                "Registration Number",
                "Registration ID",
                "Business Registration Number",
                "Commercial Registry Number",
                "Company Number",
                "UK Company Number",
                "C.R. No.",
                "Public Registration Number",
                "Registered Charity No.",
                "Enterprise Number",
            ),
        },
    ),
    Word(
        "tax_id",
        "Tax number",
        "A number given for taxes to a person or body.",
        mappings={
            "unique_within": "country",
            "ftm": "taxNumber",
            "eu": ("fiscalcode", "taxid"),
            "ofac": (
                *("Tax ID No.", "NIT #", "R.F.C.", "RFC", "RUC #", "RIF #", "C.I.F.", "N.I.F.", "C.U.I.T.", "RTN"),
                *("Fiscal Code", "Italian Fiscal Code", "US FEIN", "Romanian Tax Registration"),
            ),
        },
    ),
    Word(
        "vat",
        "VAT number",
        "A number given for value added tax, with the letters of the country where the country uses them.",
        broader="tax_id",
        mappings={"unique_within": "country", "ftm": "vatCode", "eu": "euvat", "ofac": "V.A.T. Number"},
    ),
    Word(
        "inn",
        "INN",
        "The Russian tax number: ten digits for a body, twelve for a person.",
        source="https://www.nalog.gov.ru",
        broader="tax_id",
        mappings={"unique_within": "world", "ftm": "innCode"},
    ),
    Word(
        "ogrn",
        "OGRN",
        "The number in Russia's state register: thirteen digits for a body, fifteen for a sole trader.",
        source="https://egrul.nalog.ru",
        broader="registration_number",
        mappings={"unique_within": "world", "ftm": "ogrnCode"},
    ),
    Word(
        "kpp",
        "KPP",
        "The Russian code for the reason of a tax registration. Many bodies of one tax office share it.",
        mappings={"unique_within": "shared", "ftm": "kppCode"},
    ),
    Word(
        "okpo",
        "OKPO",
        "The code of a body in Russia's register for statistics.",
        mappings={"unique_within": "country", "ftm": "okpoCode"},
    ),
    Word(
        "uscc",
        "Unified social credit code",
        "The eighteen characters that identify a body in China.",
        source="GB 32100-2015",
        broader="registration_number",
        mappings={
            "unique_within": "world",
            "ftm": "uscCode",
            "ofac": ("Unified Social Credit Code (USCC)", "United Social Credit Code Certificate (USCCC)"),
        },
    ),
    Word(
        "licence",
        "Licence number",
        "The number of a licence or permit to trade, such as that of a money service.",
        mappings={
            "unique_within": "country",
            "ftm": "licenseNumber",
            "ofac": ("License", "Trade License No."),
            "eu": "tradelic",
        },
    ),
    Word(
        "national_id",
        "National identity number",
        "The number of a person, or of an identity card, given by a state.",
        mappings={
            "unique_within": "country",
            "ftm": "idNumber",
            "eu": ("id", "ssn", "unssn", "nationcert"),
            "ch": ("id-card", "resident-permit", "residence-permit"),
            "un": ("National Identification Number", "National Identification no.", "Numéro national d'identification"),
            "ofac": (
                *("National ID No.", "Personal ID Card", "Identification Number", "Cedula No.", "D.N.I.", "C.U.R.P."),
                *("SSN", "National Foreign ID Number", "Tazkira National ID Card", "Turkish Identification Number"),
            ),
        },
    ),
    Word(
        "passport",
        "Passport",
        "The number of a passport. A person may hold several, and each is valid for a time only.",
        source="ICAO Doc 9303",
        mappings={
            "unique_within": "country",
            "ftm": "passportNumber",
            "eu": "passport",
            "ch": ("passport", "diplomatic-passport"),
            "un": ("Passport", "Numéro de passeport", "Número de pasaporte"),
            "ofac": (
                *("Passport", "Diplomatic Passport", "British National Overseas Passport", "Stateless Person Passport"),
            ),
        },
    ),
    Word(
        "travel_document",
        "Other travel document",
        "The number of a paper to travel on that is no passport, a visa or seafarer's card included.",
        mappings={
            "unique_within": "country",
            "ftm": "idNumber",
            "eu": "travelcardid",
            "ch": "travel-document",
            "ofac": ("Travel Document Number", "VisaNumberID", "Refugee ID Card", "Seafarer's Identification Document"),
        },
    ),
    Word(
        "driving_licence",
        "Driving licence",
        "The number of a licence to drive.",
        mappings={
            "unique_within": "country",
            "ftm": "idNumber",
            "eu": "drivinglicence",
            "ch": ("driving-license", "driving-permit"),
            "ofac": "Driver's License No.",
        },
    ),
    Word(
        "birth_certificate",
        "Birth certificate",
        "The number of a certificate of birth.",
        mappings={"unique_within": "country", "ftm": "idNumber", "eu": "birthcert", "ofac": "Birth Certificate Number"},
    ),
    Word(
        "other_id",
        "Other identifier",
        "A number that the source prints for the target and that fits no other scheme.",
        mappings={
            "unique_within": "shared",
            "ftm": "idNumber",
            "eu": ("other", "residentperm", "electionid", "NRN"),
            "ch": "other",
        },
    ),
    Word(
        "wallet",
        "Digital currency address",
        "An address to which digital currency is sent, in a currency that has no scheme of its own here.",
        source="https://ofac.treasury.gov/faqs/563",
        mappings={"unique_within": "world", "ftm": "publicKey", "ofac": "Digital Currency Address"},
    ),
    *(
        Word(
            f"wallet_{code}",
            f"{currency} address",
            f"An address to which {currency} is sent.",
            source="https://ofac.treasury.gov/faqs/563",
            broader="wallet",
            mappings={
                "unique_within": "world",
                "ftm": "publicKey",
                "ofac": tuple(f"Digital Currency Address - {symbol}" for symbol in symbols),
            },
        )
        for code, currency, symbols in (
            ("btc", "Bitcoin", ("XBT", "BTC")),
            ("eth", "Ethereum", ("ETH",)),
            ("trx", "Tron", ("TRX",)),
            ("usdt", "Tether", ("USDT",)),
            ("usdc", "USD Coin", ("USDC",)),
            ("ltc", "Litecoin", ("LTC",)),
            ("xmr", "Monero", ("XMR",)),
        )
    ),
    *(
        Word(code, label, definition, mappings={"unique_within": within, "ftm": property_name})
        for code, label, within, property_name, definition in (
            ("ofac_uid", "OFAC UID", "list", "", "The number by which OFAC's lists refer to the entry."),
            ("ofsi_group_id", "OFSI group ID", "list", "", "The number of the case in the UK's Consolidated List."),
            (
                "uk_unique_id",
                "UK unique ID",
                "list",
                "",
                "The letters and number of the case in the UK Sanctions List.",
            ),
            ("eu_reference", "EU reference", "list", "", "The reference of the entry in the EU's consolidated list."),
            ("eu_logical_id", "EU logical ID", "list", "", "The internal number of the entry in the EU's files."),
            ("un_reference", "UN reference", "list", "", "The permanent reference number of the UN list entry."),
            ("un_dataid", "UN data ID", "list", "", "The internal number of the entry in the UN's files."),
            ("opensanctions_id", "OpenSanctions ID", "list", "", "The identifier of the entity at OpenSanctions."),
            ("wikidata", "Wikidata item", "world", "wikidataId", "The item about the target at Wikidata."),
        )
    ),
)

# The two kinds of IMO number are often taken for one another, OFAC's own list included.
_MISTAKEN_FOR = {"imo": "imo_company", "imo_company": "imo"}

# What sources print before the number, as in 'IMO 9481910'.
_PREFIXES = {"imo": "IMO", "imo_company": "IMO", "mmsi": "MMSI", "inn": "INN|ИНН", "ogrn": "OGRN|ОГРН"}
_REFERENCES = frozenset(code for code, word in IDENTIFIER_SCHEMES.items() if word.mappings["unique_within"] == "list")


def normalise(scheme: str, value: str) -> str:
    """The value as it is compared: two values of one scheme are the same identifier if they agree in this form."""
    visible = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in unicodedata.normalize("NFKC", value)
        if character.isprintable() and not character.isspace()
    )
    # Letters and accents that were kept apart, or that capitals fall apart into, are put together again.
    compact = unicodedata.normalize("NFKC", visible)
    # Case matters in these, but for Ethereum's and the newer Bitcoin addresses, where it is at most a checksum.
    if scheme == "opensanctions_id":
        return compact
    if scheme.startswith("wallet"):
        return compact.lower() if compact.lower().startswith(("0x", "bc1")) else compact
    compact = unicodedata.normalize("NFKC", compact.upper())
    # Without their points, EU.2.728 and EU.27.28 would be one.
    if scheme in _REFERENCES:
        return compact
    compact = "".join(character for character in compact if character.isalnum())
    if scheme == "bic" and len(compact) == 11:
        return compact.removesuffix("XXX")  # ISO 9362: XXX is the head office, the same as no branch
    return re.sub(f"^({_PREFIXES[scheme]})+", "", compact) if scheme in _PREFIXES else compact


def problem(scheme: str, value: str) -> str | None:
    """What is wrong with the value by the rules of its scheme, in words; None where nothing is."""
    if scheme not in IDENTIFIER_SCHEMES:
        return f"“{scheme}” is not a known scheme of identifiers."
    label = IDENTIFIER_SCHEMES.label(scheme)
    normal = normalise(scheme, value)
    if not normal:
        return f"“{value}” is not a valid {label}: it holds neither a letter nor a digit."
    if wanted := shape_fault(scheme, normal):
        return f"“{value}” is not a valid {label}: it must be {wanted}."
    if is_right(scheme, normal):
        return None
    if scheme == "bic":
        return f"“{value}” is not a valid {label}: its fifth and sixth letters are the code of no country."
    other = _MISTAKEN_FOR.get(scheme, "")
    hint = f" It would be right as an {IDENTIFIER_SCHEMES.label(other)}." if other and is_right(other, normal) else ""
    return f"“{value}” is not a valid {label}: its check digits do not fit, so it is mistyped or made up.{hint}"
