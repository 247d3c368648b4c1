"""The desk's tables, and the published side that is made from them."""

from articles.models import Document, Publisher, Record
from sanctions.models.act import Act, ActRelation
from sanctions.models.address import Address
from sanctions.models.allegation import Allegation
from sanctions.models.authority import Authority, Membership
from sanctions.models.citation import CITABLE, Citation
from sanctions.models.claim import Claim
from sanctions.models.detail import Detail
from sanctions.models.edition import FOREVER, NEVER, Edition, EditionState, Step
from sanctions.models.entry import Entry, EntryState, Settled
from sanctions.models.event import Event
from sanctions.models.exemption import Exemption
from sanctions.models.flat import (
    PublishedEvent,
    PublishedExemption,
    PublishedMeasure,
    PublishedPeriod,
    PublishedProgramme,
    PublishedTerm,
)
from sanctions.models.fulfilment import Fulfilment
from sanctions.models.identifier import Identifier
from sanctions.models.measure import Measure
from sanctions.models.name import Name
from sanctions.models.official_list import OfficialList
from sanctions.models.programme import Programme, ProgrammeAlias
from sanctions.models.publication import Cause, Head, Publication
from sanctions.models.relation import Relation
from sanctions.models.release import Release, ReleaseState
from sanctions.models.sanction import Affected, ProgrammeLink, Sanction
from sanctions.models.target import Target

RECORDS: tuple[type[Record], ...] = (Publisher, Document, Authority, Act, Programme, Target, Allegation, Sanction)
"""Every kind of record, those that others name before those that name them."""

__all__ = [
    "CITABLE",
    "FOREVER",
    "NEVER",
    "RECORDS",
    "Act",
    "ActRelation",
    "Address",
    "Affected",
    "Allegation",
    "Authority",
    "Cause",
    "Citation",
    "Claim",
    "Detail",
    "Edition",
    "EditionState",
    "Entry",
    "EntryState",
    "Event",
    "Exemption",
    "Fulfilment",
    "Head",
    "Identifier",
    "Measure",
    "Membership",
    "Name",
    "OfficialList",
    "Programme",
    "ProgrammeAlias",
    "ProgrammeLink",
    "Publication",
    "PublishedEvent",
    "PublishedExemption",
    "PublishedMeasure",
    "PublishedPeriod",
    "PublishedProgramme",
    "PublishedTerm",
    "Relation",
    "Release",
    "ReleaseState",
    "Sanction",
    "Settled",
    "Step",
    "Target",
]
