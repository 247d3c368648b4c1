"""The words of the domain: every closed list from which a field may take its value, with what each word means."""

from collections.abc import Mapping
from types import MappingProxyType

from sanctions.vocabulary.act_kind import ACT_KINDS
from sanctions.vocabulary.act_relation import ACT_RELATIONS
from sanctions.vocabulary.affected_role import AFFECTED_ROLES
from sanctions.vocabulary.authority_kind import AUTHORITY_KINDS
from sanctions.vocabulary.citation_stance import STANCES
from sanctions.vocabulary.class_role import CLASS_ROLES
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.date_basis import DATE_BASES
from sanctions.vocabulary.detail_kind import DETAIL_KINDS
from sanctions.vocabulary.duty_bearer import DUTY_BEARERS
from sanctions.vocabulary.ending_ground import ENDING_GROUNDS
from sanctions.vocabulary.event_kind import EVENT_KINDS
from sanctions.vocabulary.evidence_basis import EVIDENCE_BASES
from sanctions.vocabulary.exemption_kind import EXEMPTION_KINDS
from sanctions.vocabulary.fulfilment_basis import FULFILMENT_BASES
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES
from sanctions.vocabulary.language import LANGUAGES
from sanctions.vocabulary.legal_effect import LEGAL_EFFECTS
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.name_kind import NAME_KINDS
from sanctions.vocabulary.origin import ORIGINS
from sanctions.vocabulary.polarity import POLARITIES
from sanctions.vocabulary.reference_scheme import REFERENCE_SCHEMES
from sanctions.vocabulary.relation_kind import RELATION_KINDS
from sanctions.vocabulary.sanction_kind import SANCTION_KINDS
from sanctions.vocabulary.script import SCRIPTS
from sanctions.vocabulary.speech_act import SPEECH_ACTS
from sanctions.vocabulary.standing import STANDINGS
from sanctions.vocabulary.status import STATUSES
from sanctions.vocabulary.target_kind import TARGET_KINDS
from sanctions.vocabulary.word import WordList

WORD_LISTS: Mapping[str, WordList] = MappingProxyType(
    {
        words.name: words
        for words in (
            *(STATUSES, STANDINGS, EVENT_KINDS, ENDING_GROUNDS, DATE_BASES),
            *(MEASURE_TYPES, LEGAL_EFFECTS, DUTY_BEARERS, EXEMPTION_KINDS),
            *(SANCTION_KINDS, ORIGINS, AFFECTED_ROLES, FULFILMENT_BASES),
            *(TARGET_KINDS, CLASS_ROLES, NAME_KINDS, IDENTIFIER_SCHEMES, DETAIL_KINDS, RELATION_KINDS),
            *(AUTHORITY_KINDS, ACT_KINDS, ACT_RELATIONS, REFERENCE_SCHEMES),
            *(SPEECH_ACTS, POLARITIES, EVIDENCE_BASES, STANCES),
            *(COUNTRIES, LANGUAGES, SCRIPTS),
        )
    }
)
