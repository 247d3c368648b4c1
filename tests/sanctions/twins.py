"""Two targets that are one, for tests of merging and of what it makes public."""

from typing import Any

from articles.models import Record
from sanctions.editing.merge import merge, split
from sanctions.models import FOREVER, Affected, Edition, Relation, Sanction, Target
from sanctions.publishing.publish import publish
from tests import factories as f

LIST = "gb_fcdo"


def merged(target: Target, into: Target, **options: Any) -> list[Record]:
    how = {"by": f.user(), "at": f.NOW, "via": "tests", "expected": target.revision, "because": "the same", **options}
    return merge(target, into, **how)


def parted(target: Target) -> list[Record]:
    return split(target, by=f.user(), at=f.NOW, via="tests", expected=target.revision, because="two after all")


def public() -> dict[str, tuple[str, str]]:
    """What is public now: of each record its state and document."""
    current = Edition.objects.filter(known_until=FOREVER)
    return {edition.uid: (edition.state, edition.document) for edition in current}


def twins() -> tuple[Target, Target]:
    """Two targets in public, one of a list, that turn out to be one; each with a case; and who names them."""
    airline = f.target("Iran Air", f.identifier("bic", "IRANIRTH"))
    f.sanction(airline, reference="1")
    f.publish_everything()
    twin = Target(kind="company", layer=LIST)
    f.saved(twin, f.name(twin, "IRANAIR", is_display=True, layer=LIST), layer=LIST)
    publish([twin], layer=LIST, by=None, at=f.later(1))
    theirs = Sanction(authority=f.authority(), target=twin, kind="listed", reference="2", layer=LIST)
    freeze = f.measure(theirs, layer=LIST)
    f.saved(theirs, freeze, f.event(freeze, layer=LIST), layer=LIST)
    owner = f.target("Owner")
    f.entered(owner, Relation(target=owner, kind="linked_to", object=twin))
    touching = f.sanction(f.target("Group"), reference="3")
    f.entered(touching, Affected(sanction=touching, target=twin, role="owned"))
    f.allegation(actor=twin, recipient=airline)
    publish([theirs], layer=LIST, by=None, at=f.later(2))
    publish([one for one in f.everything() if one.layer == "desk"], by=None, at=f.later(3))
    return airline, twin
