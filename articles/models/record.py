"""The two things everything on the desk is made of: records, and the facts that belong to them."""

import hashlib
import re
import secrets
from typing import Any, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: a uid is read out and typed
_LENGTH = 12
_PAIRS = [first + second for second in _ALPHABET for first in _ALPHABET]
_UIDS = len(_ALPHABET) ** _LENGTH
UID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}\Z")
DESK = "desk"
"""The layer of facts that editors enter; every other layer is the code of the official list its facts come from."""

valid_uid = RegexValidator(
    rf"\A{UID.pattern}",
    "Use letters, digits, hyphens, dots and underscores, beginning with a letter or digit: GB-FCDO.",
)


def new_uid() -> str:
    """A fresh opaque identifier: 12 characters, about 59 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def list_uid(namespace: str, reference: str) -> str:
    """The identifier of a record that a list made: the same whenever and wherever that entry is imported."""
    number = int.from_bytes(hashlib.sha256(f"{namespace}\n{reference}".encode()).digest()) % _UIDS
    letters = ""
    for _ in range(_LENGTH // 2):
        number, index = divmod(number, len(_PAIRS))
        letters += _PAIRS[index]
    return letters


class ByUid(models.Manager[Any]):
    """Finds rows by uid, which is also their natural key in fixtures."""

    def get_by_natural_key(self, uid: str) -> Any:
        """The row with this uid; raises DoesNotExist."""
        return self.get(uid=uid)


class Identified(models.Model):
    """A row with a uid of its own: short, stable, safe in a URL."""

    uid = models.CharField(max_length=40, unique=True, default=new_uid, validators=[valid_uid])

    objects = ByUid()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        """The uid: fixtures never hold primary keys."""
        return (self.uid,)


class Record(Identified):
    """Something that is reviewed, published and cited as one document."""

    kind_name: ClassVar[str]
    """What the published side calls this kind of record."""

    layer = models.CharField(
        max_length=40, default=DESK, editable=False, help_text="Whose word the record's own fields are."
    )
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="How often the record was saved.")
    published_revision = models.PositiveIntegerField(
        null=True, editable=False, help_text="The revision that equals the current edition."
    )
    note = models.TextField(
        "editorial note", blank=True, help_text="For editors only: never published, exported or searched."
    )

    class Meta:
        abstract = True

    @classmethod
    def get(cls, uid: str) -> Self:
        """The record with this uid; raises DoesNotExist."""
        return cls.objects.get(uid=uid)  # type: ignore[no-any-return]


class Fact(Identified):
    """One statement within a record, of one layer, with sources of its own."""

    layer = models.CharField(
        max_length=40, default=DESK, editable=False, help_text="The desk, or the list whose fact it is."
    )
    entry = models.CharField(
        max_length=120, blank=True, editable=False, help_text="Of a list's fact: the reference of the entry it is from."
    )

    class Meta:
        abstract = True
