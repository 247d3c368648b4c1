"""Languages: ISO 639, the two-letter code wherever there is one."""

from sanctions.vocabulary.word import Word, WordList, words_of

# The 183 codes of ISO 639-1 (https://www.loc.gov/standards/iso639-2/php/code_list.php), by name.
_TWO_LETTERS = """
ab Abkhaz; aa Afar; af Afrikaans; ak Akan; sq Albanian; am Amharic; ar Arabic; an Aragonese; hy Armenian;
as Assamese; av Avar; ae Avestan; ay Aymara; az Azerbaijani; bm Bambara; ba Bashkir; eu Basque; be Belarusian;
bn Bengali; bi Bislama; bs Bosnian; br Breton; bg Bulgarian; my Burmese; ca Catalan; ch Chamorro; ce Chechen;
ny Chichewa; zh Chinese; cu Church Slavonic; cv Chuvash; kw Cornish; co Corsican; cr Cree; hr Croatian; cs Czech;
da Danish; dv Divehi; nl Dutch; dz Dzongkha; en English; eo Esperanto; et Estonian; ee Ewe; fo Faroese; fj Fijian;
fi Finnish; fr French; ff Fula; gl Galician; lg Ganda; ka Georgian; de German; el Greek; kl Greenlandic; gn Guaraní;
gu Gujarati; ht Haitian Creole; ha Hausa; he Hebrew; hz Herero; hi Hindi; ho Hiri Motu; hu Hungarian; is Icelandic;
io Ido; ig Igbo; id Indonesian; ia Interlingua; ie Interlingue; iu Inuktitut; ik Inupiaq; ga Irish; it Italian;
ja Japanese; jv Javanese; kn Kannada; kr Kanuri; ks Kashmiri; kk Kazakh; km Khmer; ki Kikuyu; rw Kinyarwanda;
rn Kirundi; kv Komi; kg Kongo; ko Korean; ku Kurdish; kj Kwanyama; ky Kyrgyz; lo Lao; la Latin; lv Latvian;
li Limburgish; ln Lingala; lt Lithuanian; lu Luba-Katanga; lb Luxembourgish; mk Macedonian; mg Malagasy; ms Malay;
ml Malayalam; mt Maltese; gv Manx; mi Māori; mr Marathi; mh Marshallese; mn Mongolian; na Nauru; nv Navajo;
ng Ndonga; ne Nepali; nd North Ndebele; se Northern Sámi; no Norwegian; nb Norwegian Bokmål; nn Norwegian Nynorsk;
oc Occitan; or Odia; oj Ojibwa; om Oromo; os Ossetian; pi Pali; ps Pashto; fa Persian; pl Polish; pt Portuguese;
pa Punjabi; qu Quechua; ro Romanian; rm Romansh; ru Russian; sm Samoan; sg Sango; sa Sanskrit; sc Sardinian;
gd Scottish Gaelic; sr Serbian; sn Shona; ii Sichuan Yi; sd Sindhi; si Sinhala; sk Slovak; sl Slovenian; so Somali;
nr South Ndebele; st Southern Sotho; es Spanish; su Sundanese; sw Swahili; ss Swazi; sv Swedish; tl Tagalog;
ty Tahitian; tg Tajik; ta Tamil; tt Tatar; te Telugu; th Thai; bo Tibetan; ti Tigrinya; to Tongan; ts Tsonga;
tn Tswana; tr Turkish; tk Turkmen; tw Twi; uk Ukrainian; ur Urdu; ug Uyghur; uz Uzbek; ve Venda; vi Vietnamese;
vo Volapük; wa Walloon; cy Welsh; fy Western Frisian; wo Wolof; xh Xhosa; yi Yiddish; yo Yoruba; za Zhuang; zu Zulu
"""

LANGUAGES = WordList(
    "languages",
    "In which language a text or a name is written.",
    *words_of(_TWO_LETTERS, "A language with a two-letter code.", source="ISO 639-1"),
    # Official languages of countries under sanctions which have no two-letter code.
    Word("ckb", "Central Kurdish", "Sorani Kurdish, an official language of Iraq.", source="ISO 639-3", broader="ku"),
    Word("prs", "Dari", "The Persian of Afghanistan.", source="ISO 639-3", broader="fa"),
    Word("mul", "Several languages", "The text is in several languages.", source="ISO 639-2"),
    Word("und", "Undetermined", "The language is not known.", source="ISO 639-2"),
    pattern=r"[a-z]{2,3}",
)
