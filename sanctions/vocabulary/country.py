"""Countries and the few other codes that stand where a country would: ISO 3166-1 alpha-2.

Names are the short English ones in common use, in alphabetical order. They take no side on any status.
"""

from sanctions.vocabulary.word import Word, WordList, words_of

# Officially assigned: the 249 codes of ISO 3166-1 (https://www.iso.org/obp/ui/#search).
_ASSIGNED = """
AF Afghanistan; AX Åland Islands; AL Albania; DZ Algeria; AS American Samoa; AD Andorra; AO Angola; AI Anguilla;
AQ Antarctica; AG Antigua and Barbuda; AR Argentina; AM Armenia; AW Aruba; AU Australia; AT Austria; AZ Azerbaijan;
BS The Bahamas; BH Bahrain; BD Bangladesh; BB Barbados; BY Belarus; BE Belgium; BZ Belize; BJ Benin; BM Bermuda;
BT Bhutan; BO Bolivia; BA Bosnia and Herzegovina; BW Botswana; BV Bouvet Island; BR Brazil;
IO British Indian Ocean Territory; VG British Virgin Islands; BN Brunei; BG Bulgaria; BF Burkina Faso; BI Burundi;
CV Cabo Verde; KH Cambodia; CM Cameroon; CA Canada; BQ Caribbean Netherlands; KY Cayman Islands;
CF Central African Republic; TD Chad; CL Chile; CN China; CX Christmas Island; CC Cocos Islands; CO Colombia;
KM Comoros; CD Congo (Democratic Republic); CG Congo (Republic); CK Cook Islands; CR Costa Rica; CI Côte d'Ivoire;
HR Croatia; CU Cuba; CW Curaçao; CY Cyprus; CZ Czechia; DK Denmark; DJ Djibouti; DM Dominica; DO Dominican Republic;
EC Ecuador; EG Egypt; SV El Salvador; GQ Equatorial Guinea; ER Eritrea; EE Estonia; SZ Eswatini; ET Ethiopia;
FK Falkland Islands; FO Faroe Islands; FJ Fiji; FI Finland; FR France; GF French Guiana; PF French Polynesia;
TF French Southern Territories; GA Gabon; GM The Gambia; GE Georgia; DE Germany; GH Ghana; GI Gibraltar; GR Greece;
GL Greenland; GD Grenada; GP Guadeloupe; GU Guam; GT Guatemala; GG Guernsey; GN Guinea; GW Guinea-Bissau; GY Guyana;
HT Haiti; HM Heard Island and McDonald Islands; VA Holy See; HN Honduras; HK Hong Kong; HU Hungary; IS Iceland;
IN India; ID Indonesia; IR Iran; IQ Iraq; IE Ireland; IM Isle of Man; IL Israel; IT Italy; JM Jamaica; JP Japan;
JE Jersey; JO Jordan; KZ Kazakhstan; KE Kenya; KI Kiribati; KW Kuwait; KG Kyrgyzstan; LA Laos; LV Latvia; LB Lebanon;
LS Lesotho; LR Liberia; LY Libya; LI Liechtenstein; LT Lithuania; LU Luxembourg; MO Macao; MG Madagascar; MW Malawi;
MY Malaysia; MV Maldives; ML Mali; MT Malta; MH Marshall Islands; MQ Martinique; MR Mauritania; MU Mauritius;
YT Mayotte; MX Mexico; FM Micronesia; MD Moldova; MC Monaco; MN Mongolia; ME Montenegro; MS Montserrat; MA Morocco;
MZ Mozambique; MM Myanmar; NA Namibia; NR Nauru; NP Nepal; NL Netherlands; NC New Caledonia; NZ New Zealand;
NI Nicaragua; NE Niger; NG Nigeria; NU Niue; NF Norfolk Island; KP North Korea; MK North Macedonia;
MP Northern Mariana Islands; NO Norway; OM Oman; PK Pakistan; PW Palau; PS Palestine; PA Panama; PG Papua New Guinea;
PY Paraguay; PE Peru; PH Philippines; PN Pitcairn Islands; PL Poland; PT Portugal; PR Puerto Rico; QA Qatar;
RE Réunion; RO Romania; RU Russia; RW Rwanda; BL Saint Barthélemy; SH Saint Helena, Ascension and Tristan da Cunha;
KN Saint Kitts and Nevis; LC Saint Lucia; MF Saint Martin; PM Saint Pierre and Miquelon;
VC Saint Vincent and the Grenadines; WS Samoa; SM San Marino; ST São Tomé and Príncipe; SA Saudi Arabia; SN Senegal;
RS Serbia; SC Seychelles; SL Sierra Leone; SG Singapore; SX Sint Maarten; SK Slovakia; SI Slovenia;
SB Solomon Islands; SO Somalia; ZA South Africa; GS South Georgia and the South Sandwich Islands; KR South Korea;
SS South Sudan; ES Spain; LK Sri Lanka; SD Sudan; SR Suriname; SJ Svalbard and Jan Mayen; SE Sweden; CH Switzerland;
SY Syria; TW Taiwan; TJ Tajikistan; TZ Tanzania; TH Thailand; TL Timor-Leste; TG Togo; TK Tokelau; TO Tonga;
TT Trinidad and Tobago; TN Tunisia; TR Türkiye; TM Turkmenistan; TC Turks and Caicos Islands; TV Tuvalu; UG Uganda;
UA Ukraine; AE United Arab Emirates; GB United Kingdom; US United States; UM United States Minor Outlying Islands;
VI United States Virgin Islands; UY Uruguay; UZ Uzbekistan; VU Vanuatu; VE Venezuela; VN Vietnam;
WF Wallis and Futuna; EH Western Sahara; YE Yemen; ZM Zambia; ZW Zimbabwe
"""

# Withdrawn from ISO 3166-1 and kept in ISO 3166-3, for states that birth places, nationalities and flags still name.
# ISO gave CS to two states, one after the other.
_FORMER = """
AN Netherlands Antilles; BU Burma (code until 1989); CS Czechoslovakia, or Serbia and Montenegro; DD East Germany;
SU Soviet Union; TP East Timor (code until 2002); YD South Yemen; YU Yugoslavia; ZR Zaire
"""

COUNTRIES = WordList(
    "countries",
    "Which country is meant: of nationality, birth, incorporation, flag, address or issue of a document.",
    *words_of(
        _ASSIGNED,
        "A country, territory or area with a code of its own in ISO 3166-1.",
        source="ISO 3166-1",
        status="assigned",
    ),
    *words_of(
        _FORMER, "A state or area that ISO 3166-1 no longer holds a code for.", source="ISO 3166-3", status="former"
    ),
    Word(
        "XK",
        "Kosovo",
        "Kosovo. ISO 3166-1 assigns it no code; XK is from the range left to users, and the European Commission and "
        "others use it.",
        source="https://style-guide.europa.eu/en/content/-/isg/topic?identifier=annex-a5-list-countries-territories-"
        "currencies",
        mappings={"status": "user_assigned"},
    ),
    Word(
        "EU",
        "European Union",
        "The European Union as issuer of a document or number. The code is exceptionally reserved in ISO 3166-1.",
        source="ISO 3166-1, exceptional reservations",
        mappings={"status": "reserved"},
    ),
    Word(
        "UN",
        "United Nations",
        "The United Nations as issuer of a document or number. The code is exceptionally reserved in ISO 3166-1.",
        source="ISO 3166-1, exceptional reservations",
        mappings={"status": "reserved"},
    ),
    Word(
        "ZZ",
        "Unknown",
        "The source says that the country is not known, or stateless persons' papers name none. The code is from the "
        "range left to users; ISO 3166-1 will never assign it.",
        source="Unicode CLDR, unknown territory",
        mappings={"status": "user_assigned"},
    ),
    pattern=r"[A-Z]{2}",
)
