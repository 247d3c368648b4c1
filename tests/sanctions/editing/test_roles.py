import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.editing.roles import DECIDE, DUTIES, PUBLISH, REDACT, Role, appoint, establish, permissions_of

pytestmark = pytest.mark.django_db


def may(role: Role) -> set[str]:
    """What an account of this role may do, as Django answers."""
    person = User.objects.create(username=f"a {role}")
    appoint(person, role)
    return User.objects.get(pk=person.pk).get_all_permissions()


def test_every_role_is_there_after_migrating_with_what_it_may_do() -> None:
    assert {group.name for group in Group.objects.all()} == {"viewer", "editor", "reviewer", "administrator"}
    for role in Role:
        assert may(role) == permissions_of(role)
        assert DUTIES[role]


def test_each_role_may_do_what_the_one_before_it_may_and_more() -> None:
    viewer, editor, reviewer, administrator = (permissions_of(role) for role in Role)
    assert viewer < editor < reviewer < administrator
    assert not {name for name in viewer if ".view_" not in name}
    assert PUBLISH not in editor
    assert reviewer - editor == {PUBLISH, DECIDE}
    assert REDACT in administrator - reviewer


def test_what_publishing_and_the_journal_write_is_nobodys_to_change() -> None:
    written = ("edition", "journal", "publication", "head", "publishedmeasure", "publishedterm", "publishedperiod")
    changing = {f"{verb}_{model}" for model in written for verb in ("add", "change", "delete")}
    every = {name.partition(".")[2] for role in Role for name in permissions_of(role)}
    assert every & changing == {"add_publication", "delete_edition"}  # to publish, and to erase lawfully


def test_establishing_the_roles_again_puts_right_what_was_changed_and_nothing_else() -> None:
    own = Group.objects.create(name="our own")
    own.permissions.add(Permission.objects.get(codename="view_user"))
    Group.objects.get(name="viewer").permissions.add(Permission.objects.get(codename="delete_user"))
    Group.objects.get(name="editor").delete()
    establish()
    assert may(Role.VIEWER) == permissions_of(Role.VIEWER)
    assert may(Role.EDITOR) == permissions_of(Role.EDITOR)
    assert [permission.codename for permission in own.permissions.all()] == ["view_user"]
    with CaptureQueriesContext(connection) as captured:
        establish()
    assert not [query for query in captured if not query["sql"].strip().startswith("SELECT")]


def test_a_person_has_one_role() -> None:
    person = User.objects.create(username="anna")
    appoint(person, Role.EDITOR)
    appoint(person, Role.REVIEWER)
    assert person.is_staff
    assert [group.name for group in person.groups.all()] == [Role.REVIEWER]
