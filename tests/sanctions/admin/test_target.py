import pytest

from sanctions.models import Identifier, Name, Target
from tests import factories as make
from tests.sanctions.admin.entering import add, change, login, rows, text_of, url

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def positions(target: Target) -> dict[str, int]:
    """In which row each name stands."""
    return {name.full: number for number, name in enumerate(target.names.all())}


def two_names() -> tuple[Target, int, int]:
    """A target shown as Iran Air, also called Homa, and the rows of the two names."""
    target = make.target("Iran Air", make.name(Target(), "Homa"))
    at = positions(target)
    return target, at["Iran Air"], at["Homa"]


def test_another_name_is_shown_from_now_on() -> None:
    target, shown, other = two_names()
    typed = {f"names-{shown}-is_display": "", f"names-{other}-is_display": "on"}
    assert change(login(superuser=True), target, typed).status_code == 302
    assert Target.objects.get().label == "Homa"


def test_the_shown_name_is_deleted_and_another_takes_its_place_at_once() -> None:
    target, shown, other = two_names()
    typed = {f"names-{shown}-DELETE": "on", f"names-{other}-is_display": "on"}
    assert change(login(superuser=True), target, typed).status_code == 302
    assert (Target.objects.get().label, Name.objects.get().full) == ("Homa", "Homa")


def test_the_first_name_begins_as_the_primary_one_and_each_further_one_as_an_alias() -> None:
    browser = login(superuser=True)

    def begins_as(page: str) -> tuple[list[str], str]:
        names = browser.get(page).context["inline_admin_formsets"][0].formset
        return [form["kind"].value() for form in names.forms], names.empty_form["kind"].value()

    assert begins_as(url(Target, "add")) == (["primary"], "alias")
    assert begins_as(url(make.target("Iran Air"), "change")) == (["primary"], "alias")


def test_a_row_that_only_begins_as_an_alias_is_no_name() -> None:
    target = make.target("Iran Air")
    browser = login(superuser=True)
    assert change(browser, target, rows("names", {"kind": "alias", "full": ""}, known=1)).status_code == 302
    assert change(browser, target, rows("names", {"kind": "alias", "full": "Homa"}, known=1)).status_code == 302
    assert set(Name.objects.values_list("full", "kind")) == {("Iran Air", "primary"), ("Homa", "alias")}
    second = Name.objects.get(full="Homa")
    typed = {f"names-{positions(target)['Homa']}-kind": "former"}
    assert change(browser, target, typed).status_code == 302
    second.refresh_from_db()
    assert second.kind == "former"


def test_two_shown_names_are_refused() -> None:
    target, _, other = two_names()
    response = change(login(superuser=True), target, {f"names-{other}-is_display": "on"})
    assert "A target is shown under one name only." in text_of(response)
    assert Target.objects.get().revision == target.revision


def test_a_number_that_its_scheme_rules_out_is_refused_from_editors_and_flagged_on_lists() -> None:
    target = make.target()
    browser = login(superuser=True)
    # IMO's own example is 9074729: the check digit of 9074728 is wrong.
    typed = rows("identifiers", {"scheme": "imo", "value": "9074728"})
    assert "check digit" in text_of(change(browser, target, typed))
    assert not Identifier.objects.exists()
    Identifier.objects.create(target=target, scheme="imo", value="9074728", layer="UK")
    assert "check digit" in text_of(browser.get(url(target, "change")))


def test_a_country_is_a_code_and_a_class_takes_several() -> None:
    browser = login(superuser=True)
    name = rows("names", {"full": "Those involved", "kind": "primary", "is_display": "on"})
    refused = add(browser, Target, kind="state", country="XX", **name)
    assert "“XX” is no ISO 3166-1 alpha-2 code. Write IR, RU or GB." in text_of(refused)
    described = {"criterion": "those involved", "class_role": "promise", "class_countries": ["IR", "RU"]}
    assert add(browser, Target, kind="class", class_kinds=["person"], **described, **name).status_code == 302
    made = Target.objects.get()
    assert (made.class_countries, made.class_kinds) == (["IR", "RU"], ["person"])


def test_a_target_that_was_merged_says_into_which() -> None:
    target, into = make.target("Homa"), make.target("Iran Air")
    Target.objects.filter(pk=target.pk).update(merged_into=into)
    response = login(superuser=True).get(url(target, "change"))
    assert "Iran Air" in text_of(response)
    assert "merged_into" not in response.context["adminform"].form.fields
