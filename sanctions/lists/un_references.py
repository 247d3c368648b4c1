"""The UN's permanent reference numbers, as other lists print them."""

import re

# A code of the regime, e for an entity or i for an individual, and a number, as in QDe.145:
# https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list
_REFERENCE = re.compile(r"\b[A-Z]{2}[EI]\.\d{3}(?!\d)")


def un_references(printed: str) -> list[str]:
    """The UN's permanent reference numbers in a text, as the UN writes them: QDe.145, where the UK has QDE.145 too."""
    found = _REFERENCE.findall(printed.upper())
    return list(dict.fromkeys(f"{text[:2]}{text[2].lower()}{text[3:]}" for text in found))
