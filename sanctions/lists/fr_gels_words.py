"""Words of the French register: countries by their French names, and labels of numbers."""

import re
import unicodedata

from sanctions.lists.countries import country

# The names in use at the French ministry of foreign affairs; those that are the same in English are found without.
_NAMES = """
AE Emirats arabes unis; AG Antigua-et-Barbuda; AL Albanie; AM Arménie; AN Antilles néerlandaises; AR Argentine;
AT Autriche; AU Australie; AZ Azerbaïdjan; BA Bosnie-Herzégovine, Bosnie; BB Barbade; BE Belgique; BG Bulgarie;
BH Bahreïn; BJ Bénin; BM Bermudes; BN Brunéi; BO Bolivie; BR Brésil; BS Bahamas; BT Bhoutan; BY Biélorussie, Bélarus;
CD République démocratique du Congo, RDC, Congo (République démocratique), Zaïre; CF République centrafricaine,
Centrafrique; CG République du Congo; CH Suisse; CI Côte d'Ivoire; CL Chili; CM Cameroun; CN Chine,
République populaire de Chine; CO Colombie; CV Cap-Vert; CY Chypre; CZ République tchèque, Tchéquie; DE Allemagne;
DK Danemark; DM Dominique; DO République dominicaine; DZ Algérie; EC Équateur; EE Estonie; EG Égypte; ER Érythrée;
ES Espagne; ET Éthiopie; FI Finlande; FJ Fidji; FR France; GB Royaume-Uni, Grande-Bretagne; GD Grenade; GE Géorgie;
GI Gibraltar; GM Gambie; GN Guinée; GQ Guinée équatoriale; GR Grèce; GW Guinée-Bissau, Guinée Bissao; GY Guyana;
HK Hong-Kong; HR Croatie; HT Haïti; HU Hongrie; ID Indonésie; IE Irlande; IL Israël; IM Île de Man; IN Inde; IQ Irak;
IR République islamique d'Iran; IS Islande; IT Italie; JM Jamaïque; JO Jordanie; JP Japon; KG Kirghizistan,
Kirghizstan, Kirghizie; KH Cambodge; KM Comores; KP Corée du Nord, République populaire démocratique de Corée, RPDC;
KR Corée du Sud, République de Corée; KW Koweït; KY Îles Caïmans, Caïmans; LB Liban; LC Sainte-Lucie; LT Lituanie;
LR Libéria; LV Lettonie; LY Libye; MA Maroc; MC Monaco; MD Moldavie, République de Moldavie; ME Monténégro;
MH Îles Marshall; MK Macédoine, Macédoine du Nord; MM Birmanie, Birmanie/Myanmar, Myanmar/Birmanie; MN Mongolie;
MO Macao; MR Mauritanie; MT Malte; MU Maurice, Île Maurice; MX Mexique; MY Malaisie; NA Namibie; NG Nigéria;
NI Nicaragua; NL Pays-Bas; NO Norvège; NP Népal; NZ Nouvelle-Zélande; PE Pérou; PG Papouasie-Nouvelle-Guinée;
PH Philippines; PL Pologne; PS Palestine, Territoires palestiniens, Territoires occupés de Palestine;
RO Roumanie; RS Serbie; RU Russie, Fédération de Russie; SA Arabie saoudite; SC Seychelles; SD Soudan; SE Suède;
SG Singapour; SI Slovénie; SK Slovaquie; SM Saint-Marin; SN Sénégal; SO Somalie; SS Soudan du Sud, Sud-Soudan;
SU URSS, Union soviétique; SY Syrie, République arabe syrienne; TD Tchad; TH Thaïlande; TJ Tadjikistan;
TM Turkménistan; TN Tunisie; TR Turquie; TT Trinité-et-Tobago; TW Taïwan; TZ Tanzanie; UA Ukraine; UG Ouganda;
US États-Unis, États-Unis d'Amérique; UZ Ouzbékistan; VC Saint-Vincent-et-les-Grenadines; VE Venezuela, Vénézuela;
VG Îles Vierges britanniques; VN Vietnam, Viêt Nam; XK Kosovo; YE Yémen; YU Yougoslavie; ZA Afrique du Sud; ZM Zambie
"""

_LANGUAGES = {
    "anglais": "en", "arabe": "ar", "arménien": "hy", "biélorusse": "be", "chinois": "zh", "coréen": "ko",
    "dari": "prs", "farsi": "fa", "français": "fr", "géorgien": "ka", "hébreu": "he", "kurde": "ku", "ourdou": "ur",
    "pachto": "ps", "pachtou": "ps", "persan": "fa", "russe": "ru", "serbe": "sr", "turc": "tr", "ukrainien": "uk",
}  # fmt: skip
_IN_LANGUAGE = re.compile(r"en (\w+)", re.IGNORECASE)

# What the comment beside a number begins with; the first that fits.
_SCHEMES = tuple(
    (scheme, re.compile(label, re.IGNORECASE))
    for scheme, label in (
        ("ogrn", r"(?:SRN/)?OGRN|PSRN|.*\bOGRN\b"),
        ("inn", r"INN\b|TIN\b|ИНН|.*\(INN\)"),
        ("kpp", r"KPP\b|КПП"),
        ("okpo", r"OKPO\b"),
        ("bic", r"(?:code )?(?:SWIFT|BIC)\b"),
        ("imo_company", r".*\b(?:OMI|IMO|IOM)\b"),
        ("tax_id", r"(?:num[ée]ro|n\s?°|code).{0,25}(?:fiscal|taxe|imp[oô]t)|NIF\b|identification fiscale"),
        ("licence", r"(?:num[ée]ro|n\s?°) de licence"),
        (
            "registration_number",
            r"(?:num[ée]ros?|n\s?°).{0,12}(?:enregistrement|enregistement|immatriculation)|RCS\b|SIREN",
        ),
        ("registration_number", r"(?:immatriculation|enregistrement)"),
        ("passport", r".*\bpasseport"),
        ("national_id", r".*(?:carte|identit[ée]|num[ée]ro national|identification nationale?|s[ée]curit[ée] sociale)"),
    )
)

_CURRENCIES = {
    "wallet_btc": "bitcoin|BTC|XBT", "wallet_eth": "ethereum|ETH|ether", "wallet_trx": "tron|TRX",
    "wallet_usdt": "tether|USDT", "wallet_usdc": "USDC|USD coin", "wallet_ltc": "litecoin|LTC",
    "wallet_xmr": "monero|XMR",
}  # fmt: skip


def _folded(text: str) -> str:
    plain = "".join(s for s in unicodedata.normalize("NFKD", text[:200]) if not unicodedata.combining(s)).casefold()
    return " ".join(re.findall(r"\w+", plain))


_CODES = {
    _folded(name): code
    for entry in " ".join(_NAMES.split()).split(";")
    for code, names in [entry.split(maxsplit=1)]
    for name in names.split(",")
}


def pays(printed: str) -> str:
    """The code of the country that a French name means; '' where it means none."""
    return _CODES.get(_folded(printed)) or country(printed)


def language_of(comment: str) -> str:
    """The language that a comment beside a name says it is in, as in 'En russe'; '' where it says none."""
    found = _IN_LANGUAGE.fullmatch(comment.strip())
    return _LANGUAGES.get(found[1].casefold(), "") if found else ""


def scheme_of(comment: str) -> str:
    """The scheme of the number beside which a comment stands; '' where it does not say."""
    return next((scheme for scheme, label in _SCHEMES if label.match(comment.strip())), "")


def wallet_of(comment: str) -> str:
    """The scheme of a digital currency address beside which a comment names the currency."""
    found = (scheme for scheme, label in _CURRENCIES.items() if re.search(rf"\b(?:{label})\b", comment, re.IGNORECASE))
    return next(found, "wallet")
