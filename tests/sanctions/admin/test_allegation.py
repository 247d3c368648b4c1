import pytest

from sanctions.models import Allegation
from tests.sanctions.admin.entering import add, login, rows

pytestmark = pytest.mark.django_db


def test_an_allegation_is_entered_with_accusation_and_denial() -> None:
    said = {"content": "Iran sent missiles to Russia.", "made_on": "2024-09-10", "made_basis": "stated"}
    claims = rows(
        "claims",
        {"speech_act": "accuse", "polarity": "affirms", "speaker": "Antony Blinken", **said},
        {"speech_act": "deny", "polarity": "negates", "speaker": "Nasser Kanaani", **said},
    )
    title = "Transfer of missiles from Iran to Russia"
    assert add(login(superuser=True), Allegation, title=title, **claims).status_code == 302
    assert [claim.speech_act for claim in Allegation.objects.get().claims.order_by("pk")] == ["accuse", "deny"]
