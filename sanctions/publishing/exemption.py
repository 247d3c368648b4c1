"""The flat rows of exemptions: what `publishing.index` writes of each case that has some."""

from collections.abc import Iterator
from typing import Any

import orjson

from articles.dates import LAST_DAY
from sanctions.matching.normalise import fold
from sanctions.models import Edition, Sanction
from sanctions.publishing.life import of_exemption
from sanctions.publishing.splice import Document

COLUMNS = (
    *("edition", "uid", "sanction", "measure", "target", "authority", "kind", "number", "version", "act", "layer"),
    *("began_on", "from_earliest", "from_latest", "until_earliest", "until_latest", "refs", "body"),
    *("known_from", "known_until", "recorded_from", "recorded_until"),
)
_LONGEST = 600


def rows(edition: Edition, document: Document) -> Iterator[tuple[Any, ...]]:
    """A row for each exemption in a document, with a value for each of COLUMNS."""
    if document["record"] != Sanction.kind_name:
        return
    for measure, exemption in of_case(document):
        life = of_exemption(exemption)
        force = next((period for period in life if period.status == "in_force"), None)
        days = [force.from_earliest, force.from_latest] if force else [LAST_DAY, LAST_DAY]
        days += [force.until_earliest, force.until_latest] if force else [LAST_DAY, LAST_DAY]
        yield (
            edition.pk,
            exemption["uid"],
            document["uid"],
            measure["uid"] if measure else "",
            document["target"],
            document["authority"],
            exemption["kind"],
            fold(exemption["number"])[:_LONGEST],
            fold(exemption["version"])[:_LONGEST],
            exemption["act"] or "",
            exemption["layer"],
            days[1],
            *days,
            f"{edition.refs}{document['uid']}",
            orjson.dumps(body(document, measure, exemption), option=orjson.OPT_SORT_KEYS).decode(),
            *(edition.known_from, edition.known_until, edition.recorded_from, edition.recorded_until),
        )


def of_case(case: Document) -> Iterator[tuple[Document | None, Document]]:
    """The exemptions in a case, each with the measure it is from; None where it is from the whole case."""
    yield from ((None, exemption) for exemption in case["exemptions"])
    yield from ((measure, exemption) for measure in case["measures"] for exemption in measure["exemptions"])


def body(case: Document, measure: Document | None, exemption: Document) -> Document:
    """An exemption as the API serves it: in its case."""
    return {
        **exemption,
        "sanction": case["uid"],
        "measure": measure["uid"] if measure else None,
        "types": sorted({one["type"] for one in ([measure] if measure else case["measures"])}),
        "authority": case["authority"],
        "target": case["target"],
        "reference": case["reference"],
        "programmes": [link["programme"] for link in case["programmes"]],
    }
