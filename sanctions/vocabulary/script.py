"""Scripts: ISO 15924, those in which living languages are written."""

from sanctions.vocabulary.word import Word, WordList, words_of

# Codes from https://www.unicode.org/iso15924/iso15924-codes.html, by name.
_SCRIPTS = """
Adlm Adlam; Arab Arabic; Armn Armenian; Beng Bengali; Cans Canadian Aboriginal Syllabics; Cher Cherokee; Copt Coptic;
Cyrl Cyrillic; Deva Devanagari; Ethi Ethiopic; Geor Georgian; Grek Greek; Gujr Gujarati; Guru Gurmukhi; Hani Han;
Hans Han, simplified; Hant Han, traditional; Hang Hangul; Hebr Hebrew; Hira Hiragana; Jpan Japanese (Han and kana);
Knda Kannada; Kana Katakana; Khmr Khmer; Kore Korean (Hangul and Han); Laoo Lao; Latn Latin; Mlym Malayalam;
Mtei Meitei; Mong Mongolian; Mymr Myanmar; Nkoo N'Ko; Orya Odia; Olck Ol Chiki (Ol Cemet’, Ol, Santali);
Sinh Sinhala; Syrc Syriac; Taml Tamil; Telu Telugu; Thaa Thaana; Thai Thai; Tibt Tibetan; Tfng Tifinagh; Vaii Vai;
Yiii Yi
"""

SCRIPTS = WordList(
    "scripts",
    "In which script a name is written.",
    *words_of(_SCRIPTS, "A script in use today.", source="ISO 15924"),
    Word("Zyyy", "Undetermined", "The script is not known, or several are mixed.", source="ISO 15924"),
    pattern=r"[A-Z][a-z]{3}",
)
