"""The desk among strangers: passwords that are guessed, pages that are forged, and texts that are scripts."""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.utils import timezone

from articles.models import EdtfField, Journal
from sanctions.admin.page import address
from sanctions.editing.roles import Role
from sanctions.models import Authority, Edition, Fulfilment, Measure, Publication, Sanction, Target
from tests import factories as make
from tests.sanctions.admin.entering import as_shown, change, login, rows, text_of, url
from tests.sanctions.admin.roles import a
from tests.sanctions.admin.world import one_of_everything

pytestmark = pytest.mark.django_db

PASSWORD = "a long passphrase"
LOGIN = "/admin/login/"


# --- Coming in --------------------------------------------------------------------------------------------------------


def attempt(password: str = PASSWORD, *, name: str = "anna", where: str = "192.0.2.1", **query: str) -> Any:
    """One attempt to come in, from an address."""
    return Client(REMOTE_ADDR=where, query_params=query).post(LOGIN, {"username": name, "password": password})


@pytest.fixture
def anna() -> User:
    """Somebody with a password."""
    return User.objects.create_user("anna", password=PASSWORD, is_staff=True)


@pytest.mark.usefixtures("anna")
def test_after_five_wrong_passwords_the_right_one_is_refused_from_there_for_a_while() -> None:
    for _ in range(4):
        assert attempt("wrong").status_code == 200
    fifth = attempt("wrong")
    assert fifth.status_code == 429
    assert "too many wrong passwords" in text_of(fifth)
    assert attempt().status_code == 429
    # Anna herself, who is elsewhere, still comes in; and so does whoever has another name.
    assert attempt(where="198.51.100.7").status_code == 302
    User.objects.create_user("ben", password=PASSWORD, is_staff=True)
    assert attempt(name="ben").status_code == 302
    # After a quarter of an hour it can be tried again, however often it was tried meanwhile.
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert attempt().status_code == 302


@pytest.mark.usefixtures("anna")
def test_who_comes_in_at_last_starts_anew() -> None:
    for _ in range(2):
        for _ in range(4):
            attempt("wrong")
        assert attempt().status_code == 302


@pytest.mark.once
@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize("elsewhere", ["//evil.example/", "/\\evil.example", "https:evil.example", "http://evil.example",
                                       "javascript:alert(1)", "\x00//evil.example"])  # fmt: skip
def test_nobody_is_sent_elsewhere_after_coming_in_or_going_out(elsewhere: str) -> None:
    sent = {"username": "anna", "password": PASSWORD, "next": elsewhere}
    assert Client().post(LOGIN, sent)["Location"] == "/admin/"
    out = login().post("/admin/logout/", {"next": elsewhere})
    assert "evil" not in out.get("Location", "")
    assert "javascript" not in out.get("Location", "")


# --- Forged requests --------------------------------------------------------------------------------------------------


@pytest.mark.once
def test_every_state_change_needs_a_token_of_our_own() -> None:
    target = make.target("Iran Air")
    make.publish_everything()
    browser = a(Role.ADMINISTRATOR, checks_csrf=True)
    before = list(Target.objects.values()), Publication.objects.count(), Journal.objects.count()
    places = [
        *(url(target, page) for page in ("change", "delete")),
        *(url(Target, page) for page in ("add", "changelist")),
        *(address(page, [target]) for page in ("review", "request", "withdraw", "redact")),
        "/admin/password_change/",
        LOGIN,
    ]
    for place in places:
        assert browser.post(place, {"because": "x", "number": 1, "confirmed": "yes"}).status_code == 403, place
    token = browser.get(url(target, "change")).cookies["csrftoken"].value
    sent = {"because": "x", "csrfmiddlewaretoken": token}
    foreign = browser.post(address("withdraw", [target]), sent, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert (list(Target.objects.values()), Publication.objects.count(), Journal.objects.count()) == before


def test_looking_publishes_withdraws_and_erases_nothing() -> None:
    target = make.target("Iran Air")
    make.publish_everything()
    browser = a(Role.ADMINISTRATOR)
    for page in ("review", "request", "withdraw", "redact"):
        browser.get(f"{address(page, [target])}&because=x&number=1&seen={target.uid}:1&confirmed=yes")
    assert [(edition.state, edition.number) for edition in Edition.objects.all()] == [("published", 1)]
    assert not Journal.objects.exclude(event="published").exists()


@pytest.mark.once
def test_no_page_of_the_desk_is_framed_or_kept() -> None:
    target = make.target("Iran Air")
    browser = a(Role.REVIEWER)
    for place in (url(target, "change"), address("review", [target]), "/admin/nowhere/", address("redact", [target])):
        answer = browser.get(place)
        assert answer["X-Frame-Options"] == "DENY", place
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], place
    assert "no-store" in browser.get(address("review", [target]))["Cache-Control"]


@pytest.mark.once
def test_a_file_is_refused_before_it_is_kept() -> None:
    target = make.target("Iran Air")
    picture = SimpleUploadedFile("../../etc/passwd.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")
    answer = login(superuser=True).post(url(target, "change"), {"note": picture})
    assert answer.status_code == 400
    assert Target.objects.get().note == ""


# --- Publishing by the back door --------------------------------------------------------------------------------------


def test_nothing_of_a_set_is_public_when_one_of_it_breaks_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make.sanction(make.target("Iran Air"))
    browser = a(Role.REVIEWER)
    browser.raise_request_exception = False
    page = browser.get(address("review", [case]))
    records = [one.record for one, *_ in page.context["proposals"]]
    sent = {"uid": [one.uid for one in records], "seen": [f"{one.uid}:{one.revision}" for one in records]}

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sanctions.publishing.publish.index", breaks)
    assert browser.post(address("review", [case]), sent).status_code == 500
    assert not Publication.objects.exists()
    assert not Edition.objects.exists()
    assert not Journal.objects.exists()
    assert not Measure.objects.filter(sanction__published_revision__isnull=False).exists()


def test_what_is_in_use_is_deleted_by_no_path_and_not_by_the_database_either() -> None:
    promise, kept = make.sanction(make.target("A class")), make.sanction(make.target("Iran Air"), reference="R2")
    later = Fulfilment(promise=promise.measures.get(), measure=kept.measures.get(), basis="inferred")
    make.saved(promise, later)
    browser = login(superuser=True)
    # A row on the page of its record.
    page = browser.get(url(kept, "change"))
    marked = browser.post(url(kept, "change"), as_shown(page) | {"measures-0-DELETE": "on", "events-0-DELETE": "on"})
    assert "cannot be deleted, because it is used by" in text_of(marked)
    assert str(promise) in text_of(marked)
    assert kept.measures.count() == 1
    # The database by itself.
    authority = Authority.objects.get()
    with pytest.raises(IntegrityError):
        _delete_by_hand(authority)


def _delete_by_hand(authority: Authority) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM sanctions_authority WHERE id = %s", [authority.pk])
        connection.check_constraints()


# --- Texts that are scripts -------------------------------------------------------------------------------------------

SCRIPT = "\"'></textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
ADDRESS = 'https://ok.example/"onmouseover=alert(1)//'


class Page(HTMLParser):
    """What a browser would run of a page that is not ours."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attrs:
            said = (value or "").strip().lower()
            # Alpine evaluates what stands in x-, : and @.
            evaluated = name.startswith(("on", "x-", ":", "@"))
            if (evaluated and ("alert(1)" in said or "7*7" in said)) or (
                name in ("href", "src", "action", "formaction") and said.startswith(("javascript:", "data:text"))
            ):
                self.runs.append(f"<{tag} {name}={value}>")
        if tag == "img" and dict(attrs).get("src") == "x":
            self.runs.append("<img src=x>")

    def handle_data(self, data: str) -> None:
        if self._in_script and "alert(1)" in data:
            self.runs.append(f"<script>{data[:80]}")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def test_the_parser_of_this_test_sees_what_would_run() -> None:
    assert len(Page(SCRIPT).runs) == 3
    assert Page('<a href="JavaScript:alert(1)" x-data="{{7*7}}">').runs
    assert not Page("&lt;script&gt;alert(1)&lt;/script&gt;").runs


def poison() -> int:
    """Writes a script into every text that the database takes one for; how many columns did."""
    poisoned = 0
    for column in _texts():
        said = ADDRESS if isinstance(column, models.URLField) else SCRIPT[: column.max_length]
        try:
            with transaction.atomic():
                poisoned += bool(column.model._default_manager.update(**{column.name: said}))
        except IntegrityError:  # a CHECK wants something else: no script gets in there
            continue
    return poisoned


def _texts() -> list[Any]:
    apps = Target._meta.apps
    return [
        column
        for app in ("articles", "sanctions")
        for model in apps.get_app_config(app).get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and not column.choices
        and not column.unique
        and not isinstance(column, EdtfField)
        and (column.max_length or 999) >= 60
        and column.name not in ("document", "served", "changes", "refs", "digest", "label_folded")
    ]


@pytest.mark.once
def test_a_script_in_every_text_runs_on_no_page() -> None:
    one_of_everything()
    target = Target.objects.earliest("pk")
    make.saved(target)  # a line of the journal
    browser = login("anna", superuser=True)
    opened = browser.get(url(target, "change"))
    assert poison() > 30
    answers = [browser.get(where) for where in pages()]
    case, target = Sanction.objects.earliest("pk"), Target.objects.get(pk=target.pk)
    answers += [browser.get(address(page, [case, target])) for page in ("review", "withdraw", "redact")]
    # What was typed comes back: after a mistake, in a conflict, in a refusal, in a search, in a window that picks.
    make.saved(Target.get(target.uid), by=make.user("ben"))
    answers += [
        change(browser, target, {"note": SCRIPT, "names-0-full": SCRIPT}, opened=opened),
        change(browser, target, {"country": SCRIPT, **rows("details", {"kind": SCRIPT, "value": SCRIPT})}),
        browser.post(address("withdraw", [case]), {"because": ""}),
        browser.post(url(target, "delete"), {"confirmed": "yes", "seen": f"{target.pk}:0", "because": SCRIPT}),
        browser.get(url(Target, "changelist"), {"q": SCRIPT}),
        browser.get("/admin/search/", {"s": "script"}),
        browser.get("/admin/", {"s": SCRIPT}),
    ]
    shown = 0
    for answer in answers:
        assert answer.status_code == 200, answer.request["PATH_INFO"]
        assert Page(text_of(answer)).runs == [], answer.request["PATH_INFO"]
        shown += "&lt;script&gt;alert(1)" in text_of(answer)
    assert shown > 25  # as text it stands on nearly every page
    asked = {"app_label": "sanctions", "model_name": "sanction", "field_name": "target", "term": "script"}
    picked = browser.get("/admin/autocomplete/", asked)
    assert (picked["Content-Type"], picked["X-Content-Type-Options"]) == ("application/json", "nosniff")


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("/admin/sanctions/entry/by-reference/?list=%00", 404),
        ("/admin/sanctions/publication/merge/?uid=%00", 404),
        ("/admin/sanctions/publication/review/?uid=%00", 404),
        ("/admin/sanctions/publication/redact/?uid=%00", 404),
        ("/admin/search/?s=%00", 200),
        ("/admin/sanctions/target/?q=%00iran", 200),
        ("/admin/sanctions/target/?uid=%00", 200),
        ("/admin/sanctions/sanction/typed/alike/?name=%00", 200),
        ("/admin/autocomplete/?app_label=sanctions&model_name=sanction&field_name=target&term=%00", 200),
    ],
)
def test_nul_in_an_address_is_as_if_it_were_not_there(page: str, answer: int) -> None:
    assert login(superuser=True).get(page).status_code == answer


def test_nul_in_what_is_typed_is_left_out() -> None:
    one, other = make.target("Iran Air"), make.target("Iran Air Tours")
    browser = login(superuser=True)
    seen = [f"{target.uid}:{target.revision}" for target in (one, other)]
    sent = {"uid": other.uid, "into": one.pk, "seen": seen, "because": "One \0number."}
    assert browser.post("/admin/sanctions/publication/merge/", sent).status_code == 302
    assert Journal.objects.filter(event="merged", because="One number.").exists()
    assert browser.post("/admin/sanctions/officiallist/companions/", {"case": "\0"}).status_code == 302


def pages() -> list[str]:
    """The list and a page of each sort that editors look at, with its history and the question before it is deleted."""
    from_apps = Target._meta.apps
    names = ("articles.Document", "articles.Journal", "sanctions.Act", "sanctions.Allegation", "sanctions.Authority",
             "sanctions.Citation", "sanctions.Edition", "sanctions.Programme", "sanctions.Publication",
             "sanctions.Sanction", "sanctions.Target")  # fmt: skip
    found = ["/admin/"]
    for name in names:
        model = from_apps.get_model(name)
        row = model._default_manager.earliest("pk")
        found += [url(model, "changelist"), url(row, "change")]
    row = Target.objects.earliest("pk")
    return [*found, url(row, "history"), url(row, "delete")]
