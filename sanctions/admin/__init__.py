"""The editors' desk in a browser. Importing this room registers its pages with Django's admin site."""

from sanctions.admin import (
    account,
    act,
    allegation,
    authority,
    citation,
    document,
    edition,
    fulfilment,
    journal,
    lookup,
    programme,
    publication,
    publisher,
    sanction,
    target,
)

__all__ = [
    "account",
    "act",
    "allegation",
    "authority",
    "citation",
    "document",
    "edition",
    "fulfilment",
    "journal",
    "lookup",
    "programme",
    "publication",
    "publisher",
    "sanction",
    "target",
]
