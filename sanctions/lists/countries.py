"""Which country a list means by what it prints: short and formal names, inverted ones, former ones and adjectives."""

import re
import unicodedata
from functools import lru_cache

from sanctions.vocabulary.country import COUNTRIES

# Other names than the labels of `COUNTRIES`, as the UN, OFAC, the FCDO, OFSI, the EU, DFAT and SEMA print them. Letter
# case, accents, punctuation, "the" and "St." for "Saint" make no difference. ISO 3166-1 gives most formal names.
_NAMES = """
AE UAE, Emirates; AG Antigua & Barbuda; AN Netherlands Antilles, Antilles Netherlands; AX Aland Islands; BA Bosnia,
Bosnia-Herzegovina, Bosnia and Herzegowina; BN Brunei Darussalam; BO Bolivia Plurinational State of, Plurinational
State of Bolivia; BQ Bonaire Sint Eustatius and Saba; BS Bahamas; BY Republic of Belarus, Byelorussia, Belorussian SSR,
Byelorussian SSR; CC Cocos Keeling Islands; CD Congo Democratic Republic of, Democratic Republic of Congo, Democratic
Republic of the Congo, DR Congo, DRC, RDC, Congo DRC, Congo DR, Congo Kinshasa, Congo Democratic Republic of was Zaire,
Congo Democratic Republic; CF CAR, Republique Centrafricaine; CG Congo, Republic of Congo, Congo Republic of, Congo
Brazzaville, Congo Republic, Congo Peoples Republic of; CH Swiss Confederation; CI Cote d Ivoire, Ivory Coast, Republic
of Cote d'Ivoire; CN Peoples Republic of China, PRC, Mainland China, China Peoples Republic of, China mainland; CS
Serbia and Montenegro, Czechoslovakia; CV Cape Verde; CZ Czech Republic; DD German Democratic Republic, Former German
Democratic Republic, GDR; DE Federal Republic of Germany, West Germany, Germany Federal Republic of; EG Arab Republic
of Egypt, United Arab Republic; EH Sahrawi Arab Democratic Republic; FK Falkland Islands Malvinas; FM Micronesia
Federated States of, Federated States of Micronesia; GB UK, Great Britain, United Kingdom of Great Britain and Northern
Ireland, England, Scotland, Wales, Northern Ireland, Britain; GM Gambia; GW Guinea Bissau; HK Hong Kong China, China
Hong Kong, China Hong Kong SAR, Hong Kong SAR, Hong Kong Special Administrative Region, Hong Kong SAR China, China Hong
Kong Special Administrative Region; IE Republic of Ireland, Eire; IM Man Isle of; IO British Indian Ocean Territory,
Chagos; IR Iran Islamic Republic of, Islamic Republic of Iran; KG Kyrgyz Republic, Kirghizia, Kyrgyz SSR, Kirghiz SSR;
KM Union of the Comoros; KN Saint Kitts & Nevis; KP Korea North, DPRK, RPDC, Democratic Peoples Republic of Korea,
Korea Democratic Peoples Republic of, Korea DPR, Korea Democratic Peoples Republic, North Korea DPRK; KR Korea South,
Republic of Korea, Korea Republic of, ROK; KY Caymans; KZ Republic of Kazakhstan, Kazakh SSR, Kazakh Soviet Socialist
Republic, Kazakstan; LA Lao Peoples Democratic Republic, Lao PDR, Laos PDR, Lao; LC Saint Lucia; LR Republic of
Liberia; LY Libyan Arab Jamahiriya, Libyan Arab Jamahirya, State of Libya, Socialist Peoples Libyan Arab Jamahiriya; MD
Moldova Republic of, Republic of Moldova, Moldavia, Moldavian SSR, Moldovan SSR, Moldova Republic; MF Saint Martin
French part; MK Macedonia, FYROM, North Macedonia Republic of, Republic of North Macedonia, Macedonia Former Yugoslav
Republic of, Former Yugoslav Republic of Macedonia, North Macedonia Republic, Macedonia FYR; MM Burma, Union of Burma,
Union of Myanmar, Republic of the Union of Myanmar, Myanmar Burma, Burma Myanmar; MO Macau, Macao SAR, China Macao,
China Macau, Macao Special Administrative Region, China Macao Special Administrative Region, Macau SAR; MX United
Mexican States; NL Holland, Kingdom of Netherlands; OM Sultanate of Oman; PN Pitcairn; PS Palestinian, Palestinian
Territories, Palestinian Territory, Occupied Palestinian Territories, Occupied Palestinian Territory, Palestinian
Territory Occupied, Palestine State of, State of Palestine, Palestinian Authority, West Bank, Gaza, Gaza Strip, West
Bank and Gaza, West Bank and Gaza Strip, Palestinian Territories Occupied, West Bank Palestinian Authority; RS Republic
of Serbia; RU Russian Federation, Russia Federation, RSFSR, Russian SFSR, Russian Soviet Federative Socialist Republic;
SH Saint Helena, Saint Helena Ascension and Tristan da Cunha; SJ Svalbard; SK Slovak Republic; SO Federal Republic of
Somalia; SS Republic of South Sudan; ST Sao Tome & Principe; SU USSR, Union of Soviet Socialist Republics, Former
Soviet Union, Former USSR; SX Sint Maarten Dutch part; SY Syrian Arab Republic; SZ Swaziland, Kingdom of Eswatini; TJ
Tajik SSR, Tadzhikistan; TL East Timor; TM Turkmen SSR; TR Turkey, Republic of Turkey, Republic of Turkiye; TT Trinidad
& Tobago; TW Taiwan Province of China, Chinese Taipei, Taiwan China, Republic of China, China Taiwan; TZ Tanzania
United Republic of, United Republic of Tanzania; UA Ukrainian SSR, Ukrainian Soviet Socialist Republic; US United
States of America, USA, America; UZ Uzbek SSR, Uzbek Soviet Socialist Republic; VA Vatican, Vatican City, Vatican City
State, Holy See Vatican City State; VC Saint Vincent & Grenadines, Saint Vincent; VE Venezuela Bolivarian Republic of,
Bolivarian Republic of Venezuela; VG Virgin Islands British, BVI; VI Virgin Islands US, US Virgin Islands, Virgin
Islands United States; VN Viet Nam, Socialist Republic of Vietnam; WS Western Samoa; YD Peoples Democratic Republic of
Yemen; YE Republic of Yemen, Yemen Republic of; YU Former Yugoslavia, Socialist Federal Republic of Yugoslavia, SFRY,
Federal Republic of Yugoslavia; ZR Republic of Zaire; XK Republic of Kosovo, Kosovo UNSCR 1244
"""

# Adjectives as lists print them for nationality. Only those that name one country: 'Congolese' and 'Korean' do not.
_ADJECTIVES = """
AE Emirati, Emirian; AF Afghan, Afghani, Afgan, Afganistan, Afghanistani; AL Albanian; AM Armenian; AO Angolan;
AR Argentine, Argentinian; AT Austrian; AU Australian; AZ Azerbaijani, Azeri; BA Bosnian; BD Bangladeshi; BE Belgian;
BF Burkinabe; BG Bulgarian; BH Bahraini; BI Burundian; BJ Beninese; BO Bolivian; BR Brazilian; BY Belarusian,
Belarussian, Belorussian; CA Canadian; CF Central African; CH Swiss; CI Ivorian; CL Chilean; CM Cameroonian;
CN Chinese; CO Colombian; CU Cuban; CY Cypriot; CZ Czech; DE German; DJ Djiboutian; DK Danish; DZ Algerian;
EC Ecuadorian; EE Estonian; EG Egyptian; ER Eritrean; ES Spanish; ET Ethiopian; FI Finnish; FR French; GA Gabonese;
GB British, British citizen; GE Georgian; GH Ghanaian; GM Gambian; GN Guinean; GR Greek; GT Guatemalan; HN Honduran;
HR Croatian; HT Haitian; HU Hungarian; ID Indonesian; IE Irish; IL Israeli; IN Indian; IQ Iraqi; IR Iranian;
IS Icelandic; IT Italian; JM Jamaican; JO Jordanian; JP Japanese; KE Kenyan; KG Kyrgyz, Kyrgyzstani; KH Cambodian;
KP North Korean; KR South Korean; KW Kuwaiti; KZ Kazakh, Kazakhstani; LB Lebanese; LK Sri Lankan; LR Liberian;
LT Lithuanian; LV Latvian; LY Libyan; MA Moroccan; MD Moldovan; ME Montenegrin; MG Malagasy; MK Macedonian;
ML Malian; MM Burmese; MN Mongolian; MR Mauritanian; MT Maltese; MU Mauritian; MV Maldivian; MX Mexican;
MY Malaysian; MZ Mozambican; NA Namibian; NE Nigerien; NG Nigerian; NI Nicaraguan; NL Dutch; NO Norwegian;
NP Nepalese, Nepali; NZ New Zealander; OM Omani; PA Panamanian; PE Peruvian; PH Filipino, Philippine; PK Pakistani;
PL Polish; PT Portuguese; PY Paraguayan; QA Qatari, Qatarian; RO Romanian; RS Serbian; RU Russian; RW Rwandan,
Rwandese; SA Saudi, Saudi Arabian; SD Sudanese; SE Swedish; SG Singaporean; SI Slovenian, Slovene; SK Slovak;
SL Sierra Leonean; SN Senegalese; SO Somali; SS South Sudanese; SV Salvadoran; SY Syrian; TD Chadian; TG Togolese;
TH Thai; TJ Tajik, Tajikistani; TM Turkmen; TN Tunisian; TR Turkish; TT Trinidadian; TW Taiwanese; TZ Tanzanian;
UA Ukrainian; UG Ugandan; US American, US citizen; UY Uruguayan; UZ Uzbek, Uzbekistani; VE Venezuelan;
VN Vietnamese; XK Kosovar, Kosovan; YE Yemeni, Yemenite; ZA South African; ZM Zambian; ZW Zimbabwean
"""


def _folded(printed: str) -> str:
    decomposed = unicodedata.normalize("NFKD", printed.replace("’", "'").replace("&", " and "))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold().replace("'", "")
    words = re.sub(r"[\W_]+", " ", plain).split()
    kept = " ".join("saint" if word == "st" else word for word in words if word != "the")
    return re.sub(r"\b(\w) (?=\w\b)", r"\1", kept)  # 'U. K.' is 'UK'


def _table(text: str) -> dict[str, str]:
    entries = (entry.split(maxsplit=1) for entry in " ".join(text.split()).split(";"))
    return {_folded(name): code for code, names in entries for name in names.split(",")}


_CODES = {
    **_table(_ADJECTIVES),
    # A code stands for itself, and a label that names two states, or a code with a note, is told apart in `_NAMES`.
    **{_folded(word.label): code for code, word in COUNTRIES.items() if code not in ("CS", "BU", "TP", "ZZ")},
    **_table(_NAMES),
}


@lru_cache(maxsize=10_000)
def country(printed: str) -> str:
    """The code of the one country that a printed name, adjective or code means; '' where it means none, or no one.

    Regions are no countries: Crimea, Transnistria and 'Region: Northern Mali' give ''. 'Region: Gaza' gives PS, as
    ISO 3166-1 holds Gaza and the West Bank under that code.
    """
    text = printed.strip()
    if text.upper() in COUNTRIES and len(text) == 2:
        return "" if text.upper() == "ZZ" else text.upper()
    folded = _folded(re.sub(r"^region\s*:", "", text, flags=re.IGNORECASE))
    return _CODES.get(folded) or _CODES.get(folded.removeprefix("republic of "), "")
