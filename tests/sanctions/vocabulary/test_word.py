"""Words and word lists: the machinery, and what holds of every list of the house."""

from pathlib import Path

import pytest
from django.db.models import Q

import sanctions.vocabulary
from sanctions.vocabulary import WORD_LISTS
from sanctions.vocabulary.word import LONGEST_CODE, Word, WordList, words_of

ANIMALS = WordList(
    "animals",
    "What is kept on the farm.",
    Word("animal", "Animal", "Anything kept on the farm."),
    Word("bird", "Bird", "It has feathers.", broader="animal"),
    Word("hen", "Hen", "It lays eggs.", broader="bird", mappings={"french": ("Poule", "Poulet"), "german": "Henne"}),
    Word("sheep", "Sheep", "It gives wool.", broader="animal", mappings={"german": ""}),
)


def test_a_list_reads_as_a_mapping_from_code_to_word_in_its_own_order() -> None:
    assert ANIMALS["hen"].label == "Hen"
    assert "cow" not in ANIMALS
    assert len(ANIMALS) == 4
    assert list(ANIMALS) == list(ANIMALS.codes) == ["animal", "bird", "hen", "sheep"]
    assert ANIMALS.label("sheep") == "Sheep"


def test_choices_are_what_a_form_field_takes() -> None:
    assert ANIMALS.choices == [("animal", "Animal"), ("bird", "Bird"), ("hen", "Hen"), ("sheep", "Sheep")]


def test_a_filter_by_a_broader_word_matches_everything_below_it() -> None:
    assert ANIMALS.narrower("animal") == {"animal", "bird", "hen", "sheep"}
    assert ANIMALS.narrower("bird") == {"bird", "hen"}
    assert ANIMALS.narrower("hen") == {"hen"}


def test_the_broader_words_come_nearest_first() -> None:
    assert ANIMALS.broader_of("hen") == ("hen", "bird", "animal")
    assert ANIMALS.broader_of("animal") == ("animal",)


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [("sheap", "sheep"), ("Hen", "hen"), (" HEN ", "hen"), ("brid", "bird"), ("quartz", None), ("", None)],
)
def test_a_mistyped_code_is_answered_with_the_nearest_one(mistyped: str, meant: str | None) -> None:
    assert ANIMALS.nearest(mistyped) == meant


def test_a_label_in_place_of_a_code_finds_the_code() -> None:
    assert WORD_LISTS["measure_types"].nearest("Asset freeze") == "asset_freeze"


def test_another_system_s_term_leads_to_the_words_that_stand_for_it() -> None:
    assert ANIMALS.mapped_from("french", "Poulet") == ("hen",)
    assert ANIMALS.mapped_from("french", "  POULE ") == ("hen",)
    assert ANIMALS.mapped_from("french", "Canard") == ()
    assert ANIMALS.mapped_from("german", "") == ()
    assert ANIMALS["sheep"].mapped("german") == ()


def test_a_word_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        ANIMALS["hen"].label = "Cock"  # type: ignore[misc]
    with pytest.raises(TypeError):
        ANIMALS["hen"].mappings["german"] = "Hahn"  # type: ignore[index]


def test_equal_words_have_one_hash() -> None:
    assert len({Word("hen", "Hen", "It lays eggs."), Word("hen", "Hen", "It lays eggs.")}) == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([Word("hen", "Hen", "."), Word("hen", "Cock", ".")], "the code hen is given more than once"),
        ([Word("hen", "Hen", ".", broader="bird")], "hen has the unknown broader word 'bird'"),
        ([Word("Hen", "Hen", ".")], "'Hen' is not a well-formed code"),
        ([Word("_hen", "Hen", ".")], "'_hen' is not a well-formed code"),
        ([Word("hen house", "Hen house", ".")], "'hen house' is not a well-formed code"),
        ([Word("h" * 41, "Hen", ".")], "is not a well-formed code"),
        ([Word("hen", "Hen", ".", broader="egg"), Word("egg", "Egg", ".", broader="hen")], "is broader than itself"),
        ([Word("hen", "Hen", ".", broader="hen")], "hen is broader than itself"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(words: list[Word], complaint: str) -> None:
    with pytest.raises(ValueError, match=f"^farm: .*{complaint}"):
        WordList("farm", "What is kept.", *words)


def test_a_list_may_have_codes_of_another_form_where_a_standard_sets_them() -> None:
    assert WordList("flags", "Flags.", Word("GB", "Britain", "."), pattern="[A-Z]{2}").codes == ("GB",)


def test_the_database_holds_a_field_to_the_words_of_the_list() -> None:
    assert ANIMALS.is_one("kind") == Q(kind__in=["animal", "bird", "hen", "sheep"])
    assert ANIMALS.is_one("kind", blank=True) == Q(kind__in=["", "animal", "bird", "hen", "sheep"])


def test_moving_a_word_within_its_list_asks_for_no_migration() -> None:
    turned = WordList("animals", "What is kept on the farm.", *reversed(list(ANIMALS.values())))
    assert turned.is_one("kind") == ANIMALS.is_one("kind")


def test_a_long_plain_list_is_read_from_its_table() -> None:
    words = words_of("GB United\n Kingdom; IR Iran;\nCI Côte d'Ivoire", "A state.", source="ISO", status="assigned")
    assert [(word.code, word.label) for word in words] == [
        ("GB", "United Kingdom"),
        ("IR", "Iran"),
        ("CI", "Côte d'Ivoire"),
    ]
    assert words[0] == Word("GB", "United Kingdom", "A state.", source="ISO", mappings={"status": "assigned"})


def test_every_list_of_the_room_is_in_the_catalogue() -> None:
    room = Path(sanctions.vocabulary.__file__).parent
    lists = {path.stem for path in room.glob("*.py") if "= WordList(" in path.read_text(encoding="utf-8")}
    assert len(lists) == len(WORD_LISTS)
    assert all(name == words.name and words.definition for name, words in WORD_LISTS.items())


@pytest.mark.parametrize("words", WORD_LISTS.values(), ids=WORD_LISTS)
def test_every_word_says_what_it_means(words: WordList) -> None:
    for word in words.values():
        assert word.label, word
        assert word.label == word.label.strip(), word
        assert word.definition.endswith("."), word
        assert "  " not in word.definition, word
        assert len(word.code) <= LONGEST_CODE, word


@pytest.mark.parametrize("words", WORD_LISTS.values(), ids=WORD_LISTS)
def test_no_two_words_of_a_list_read_the_same(words: WordList) -> None:
    assert len({word.label for word in words.values()}) == len(words)
