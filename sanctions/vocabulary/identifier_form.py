"""The form of identifiers: what a value of each scheme looks like, and whether its check digits fit.

Every function here takes a value as `identifier_scheme.normalise` gives it.
"""

import re
from collections.abc import Callable, Mapping

from stdnum import bic, bitcoin, imo, isin, lei
from stdnum.cn import uscc
from stdnum.ru import inn, ogrn

# As a pattern and in words. A scheme that is not here takes any value.
_SHAPES: Mapping[str, tuple[str, str]] = {
    "imo": (r"\d{7}", "seven digits"),
    "imo_company": (r"\d{7}", "seven digits"),
    "mmsi": (r"\d{9}", "nine digits"),
    "call_sign": (r"[A-Z0-9]{3,8}", "three to eight letters and digits"),
    "aircraft_mode_s": (r"[0-9A-F]{6}", "six hexadecimal digits"),
    "lei": (r"[A-Z0-9]{18}\d{2}", "eighteen letters and digits and two check digits"),
    "bic": (
        r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?",
        "eight or eleven letters and digits, the fifth and sixth being a country",
    ),
    "bik": (r"\d{9}", "nine digits"),
    "isin": (r"[A-Z]{2}[A-Z0-9]{9}\d", "two letters, nine letters or digits and a check digit"),
    "duns": (r"\d{9}", "nine digits"),
    "inn": (r"\d{10}|\d{12}", "ten digits, or twelve for a person"),
    "ogrn": (r"\d{13}|\d{15}", "thirteen digits, or fifteen for a sole trader"),
    "kpp": (r"\d{4}[A-Z0-9]{2}\d{3}", "nine digits, of which the fifth and sixth may be letters"),
    "okpo": (r"\d{8}|\d{10}|\d{14}", "eight, ten or fourteen digits"),
    "uscc": (r"[A-Z0-9]{18}", "eighteen digits and capital letters"),
    "wallet_btc": (
        r"[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[a-z0-9]{11,71}",
        "a whole address that begins with 1, 3 or bc1",
    ),
    "wallet_eth": (r"0x[0-9a-f]{40}", "0x and forty hexadecimal digits"),
    "wallet_trx": (r"T[1-9A-HJ-NP-Za-km-z]{33}", "T and thirty-three letters and digits"),
    "ofac_uid": (r"\d{1,7}", "up to seven digits"),
    "ofsi_group_id": (r"\d{4,5}", "four or five digits"),
    "uk_unique_id": (r"[A-Z]{3}\d{4}", "three letters and four digits, as in IRN0240"),
    "eu_reference": (r"EU\.\d+\.\d+", "EU and two numbers with points between, as in EU.27.28"),
    "eu_logical_id": (r"\d+", "digits alone"),
    "un_reference": (r"[A-Z]{2}[IE]\.\d{3}", "three letters, a point and three digits, as in KPe.059"),
    "un_dataid": (r"\d+", "digits alone"),
    "wikidata": (r"Q[1-9]\d*", "Q and a number"),
}


def _is_imo_company(value: str) -> bool:
    """Whether the last digit is what the first six ask for: weights 8 6 4 2 9 7, modulo 11.

    Source: https://en.wikipedia.org/wiki/IMO_number; all 78 such numbers in OFAC's list of 2023-12-28 agree with it.
    """
    total = sum(int(digit) * weight for digit, weight in zip(value[:6], (8, 6, 4, 2, 9, 7), strict=True))
    return (11 - total % 11) % 10 == int(value[6])


def _is_bitcoin(value: str) -> bool:
    """Whether the checksum fits. Taproot addresses pass unchecked: stdnum does not know their checksum (BIP 350)."""
    return value.startswith("bc1p") or bitcoin.is_valid(value)


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "imo": imo.is_valid,
    "imo_company": _is_imo_company,
    "lei": lei.is_valid,
    "bic": bic.is_valid,
    "isin": isin.is_valid,
    "inn": inn.is_valid,
    "ogrn": ogrn.is_valid,
    "uscc": uscc.is_valid,
    "wallet_btc": _is_bitcoin,
}


def shape_fault(scheme: str, value: str) -> str:
    """What a value of the scheme would look like, in words, where this one does not; empty where it does."""
    pattern, words = _SHAPES.get(scheme, (".*", ""))
    return "" if re.fullmatch(pattern, value, re.ASCII) else words


def is_right(scheme: str, value: str) -> bool:
    """Whether a value of the right shape has the check digits its scheme asks for, or the scheme asks for none."""
    return scheme not in _CHECKS or _CHECKS[scheme](value)
