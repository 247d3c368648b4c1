"""Printed dates and derived columns: the bounds stand beside every date, whoever wrote the row and however."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, models, transaction

from articles.dates import FIRST_DAY
from articles.models import DerivedCharField, DerivedDateField, Document, EdtfField, Publisher
from sanctions.models import Act, Authority, Event, Exemption, Identifier, OfficialList, Programme, Target
from tests import factories as f

OURS = [model for app in ("articles", "sanctions") for model in apps.get_app_config(app).get_models()]
DATES = [(model, field.name) for model in OURS for field in model._meta.fields if isinstance(field, EdtfField)]


def test_there_are_dates_to_look_at() -> None:
    assert len(DATES) >= 20


@pytest.mark.parametrize(("model", "name"), DATES)
def test_every_printed_date_has_its_bounds_and_the_check_that_it_is_one(model: type[models.Model], name: str) -> None:
    columns = {field.name: field for field in model._meta.fields}
    for end in ("earliest", "latest"):
        assert isinstance(columns[f"{name}_{end}"], DerivedDateField)
    checks = [c for c in model._meta.constraints if c.name.endswith(f"_{name}_is_a_date_that_begins_before_it_ends")]
    assert len(checks) == 1


@pytest.mark.parametrize("model", OURS)
def test_every_column_that_says_when_is_a_printed_date(model: type[models.Model]) -> None:
    for field in model._meta.fields:
        if field.name.endswith("_on") and not model.__name__.startswith("Published"):
            assert isinstance(field, EdtfField), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("model", OURS)
def test_every_bound_stands_beside_its_printed_date(model: type[models.Model]) -> None:
    names = {field.name for field in model._meta.fields}
    for field in model._meta.fields:
        if isinstance(field, DerivedDateField):
            assert field.name.rpartition("_")[0] in names


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "name"), DATES)
def test_the_database_refuses_what_is_no_date(model: type[models.Model], name: str) -> None:
    check = next(c for c in model._meta.constraints if c.name.endswith(f"_{name}_is_a_date_that_begins_before_it_ends"))
    row = _row(model)
    setattr(row, name, "10/09/2024")
    basis = name.removesuffix("_on") + "_basis"
    if hasattr(row, basis):
        setattr(row, basis, "stated")
    with pytest.raises(IntegrityError, match=check.name), transaction.atomic():
        row.save()


def _row(model: type[models.Model]) -> Any:
    """A row of this table that is right in all else."""
    case = f.sanction()
    f.allegation()
    if model is Exemption:
        return f.exemption(case)
    if model is Programme:
        return f.programme()
    if model is Act:
        return f.act()
    if model is OfficialList:
        return OfficialList(name="UK Sanctions List", namespace="gb_fcdo", authority=f.authority())
    found = model._default_manager.first()
    if found is not None:
        return found
    values: dict[str, Any] = {}
    for field in model._meta.fields:
        if isinstance(field, models.ForeignKey) and not field.null:
            related: Any = field.related_model
            one = f.programme() if related is Programme else related._default_manager.first()
            values[field.name] = f.authority("FR") if field.name == "member" else one
    return model(
        **values, **{key: value for key, value in _DEFAULTS.items() if key in {x.name for x in model._meta.fields}}
    )


_DEFAULTS = {"kind": "linked_to", "printed": "IRGC"}


@pytest.mark.django_db
class TestBounds:
    """Of the events of a case, as an example of all."""

    def made(self, printed: str) -> Event:
        return f.event(f.sanction(), on=printed)

    def test_they_follow_from_what_is_printed(self) -> None:
        event = self.made("2024-09")
        event.save()
        event.refresh_from_db()
        assert (event.done_on_earliest, event.done_on_latest) == (date(2024, 9, 1), date(2024, 9, 30))

    def test_they_are_empty_where_nothing_is_printed(self) -> None:
        event = self.made("")
        event.save()
        assert Event.objects.filter(pk=event.pk, done_on_earliest=None, done_on_latest=None).exists()

    def test_an_open_beginning_is_the_first_day_there_is(self) -> None:
        event = self.made("/2024-09-10")
        event.save()
        assert Event.objects.filter(pk=event.pk, done_on_earliest=FIRST_DAY).exists()

    def test_they_follow_in_a_bulk_create(self) -> None:
        Event.objects.bulk_create([self.made("2024")])
        assert Event.objects.filter(done_on_earliest=date(2024, 1, 1), done_on_latest=date(2024, 12, 31)).count() == 1

    def test_what_is_assigned_to_them_is_ignored(self) -> None:
        event = self.made("2024")
        event.done_on_earliest = date(1999, 1, 1)
        assert event.done_on_earliest == date(2024, 1, 1)
        event.done_on = "2025"
        event.save()
        assert Event.objects.get(pk=event.pk).done_on_earliest == date(2025, 1, 1)
        assert Event.objects.filter(done_on_earliest=date(2025, 1, 1)).count() == 1

    def test_an_end_before_the_beginning_is_refused_by_the_database_too(self) -> None:
        with (
            pytest.raises(IntegrityError, match="event_done_on_is_a_date_that_begins_before_it_ends"),
            transaction.atomic(),
        ):
            self.made("2024/2023").save()

    def test_a_form_is_told_in_words_with_an_example(self) -> None:
        with pytest.raises(ValidationError) as refused:
            self.made("10/09/2024").full_clean()
        assert "Write 2024-09-10" in refused.value.message_dict["done_on"][0]

    def test_a_form_is_told_that_an_end_lies_before_the_beginning(self) -> None:
        with pytest.raises(ValidationError) as refused:
            self.made("2024/2023").full_clean()
        assert refused.value.message_dict["done_on"] == ["“2024/2023” ends before it begins."]


@pytest.mark.django_db
class TestFixtures:
    """Plain `loaddata` knows nothing of derived columns."""

    def load(self, path: Path, *rows: dict[str, Any]) -> None:
        path = path / "rows.json"
        path.write_text(json.dumps(rows))
        call_command("loaddata", str(path), verbosity=0)

    def act(self, **fields: Any) -> dict[str, Any]:
        return {"model": "sanctions.act", "fields": {"uid": "act", "kind": "statement", "title": "A", **fields}}

    def test_a_fixture_without_bounds_gets_them(self, tmp_path: Path) -> None:
        self.load(tmp_path, self.act(made_on="2024-09"))
        act = Act.objects.get(made_on_earliest=date(2024, 9, 1), made_on_latest=date(2024, 9, 30))
        assert act.uid == "act"

    def test_a_fixture_with_a_bad_date_is_refused_by_the_database(self, tmp_path: Path) -> None:
        with (
            pytest.raises(IntegrityError, match="act_made_on_is_a_date_that_begins_before_it_ends"),
            transaction.atomic(),
        ):
            self.load(tmp_path, self.act(made_on="10/09/2024"))

    def test_a_fixture_names_rows_by_uid_and_can_be_loaded_twice(self, tmp_path: Path) -> None:
        rows = [
            {"model": "sanctions.authority", "fields": {"uid": "US", "name": "United States", "kind": "state"}},
            {
                "model": "sanctions.authority",
                "fields": {"uid": "US-OFAC", "name": "OFAC", "kind": "agency", "parent": ["US"]},
            },
        ]
        self.load(tmp_path, *rows)
        self.load(tmp_path, *rows)
        assert Authority.objects.get(uid="US-OFAC").parent == Authority.objects.get(uid="US")
        assert Authority.objects.count() == 2

    def test_a_derived_text_is_made_too(self, tmp_path: Path) -> None:
        ship = f.target("SARINA", kind="vessel")
        row = {"uid": "n", "target": [ship.uid], "scheme": "imo", "value": "IMO 9074729"}
        self.load(tmp_path, {"model": "sanctions.identifier", "fields": row})
        assert Identifier.objects.get(normalised="9074729").uid == "n"

    def test_what_is_dumped_holds_no_derived_columns_and_no_keys(self) -> None:
        f.sanction(f.target("SARINA", f.identifier(), kind="vessel"))
        rows = [*Event.objects.all(), *Identifier.objects.all(), *Target.objects.all()]
        dumped = serializers.serialize("json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True)
        for row in json.loads(dumped):
            assert "pk" not in row
            derived = {"done_on_earliest", "done_on_latest", "effective_on_earliest", "normalised"}
            assert not derived & row["fields"].keys()


@pytest.mark.django_db
def test_the_digest_of_a_text_is_made_from_it_or_declared_where_it_is_not_kept() -> None:
    publisher = Publisher.objects.create(name="Example Gazette")
    kept = Document.objects.create(kind="news", title="A", publisher=publisher, text="abc")
    # FIPS 180-2, appendix B.1: the SHA-256 of "abc"
    assert kept.text_sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    declared = Document.objects.create(kind="news", title="B", publisher=publisher, declared_sha256="0" * 64)
    assert declared.text_sha256 == "0" * 64
    assert isinstance(Document._meta.get_field("text_sha256"), DerivedCharField)
