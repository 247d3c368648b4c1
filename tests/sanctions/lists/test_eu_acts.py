"""From the way the EU's list names an act to its CELEX number."""

import pytest

from sanctions.lists.eu_acts import act


@pytest.mark.parametrize(
    ("title", "url", "published", "celex"),
    [
        ("2017/404 (OJ L63)", "http://eur-lex.europa.eu/?uri=CELEX:32017R0404&from=EN", "2017-03-09", "32017R0404"),
        ("2024/2697 (OJL1)", "https://eur-lex.europa.eu/?uri=CELEX%3A32024R2697&qid=1", "2024-10-14", "32024R2697"),
        ("2024/2697", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=OJ:L_202402697", "2024-10-14", "32024R2697"),
        ("2014/1", "http://data.europa.eu/eli/reg_impl/2014/269/oj", "2014-03-17", "32014R0269"),
        ("2020/19 (OJ L8I)", "https://eur-lex.europa.eu/?uri=uriserv:OJ.LI.2020.008.01", "2020-01-14", "32020R0019"),
        ("1210/2003 (OJ L169)", "http://eur-lex.europa.eu/LexUriServ.do?uri=OJ:L:2003:169", "2003-07-08", "32003R1210"),
        ("1337/2007 (OJ L298)", "", "2008-01-02", "32007R1337"),
        ("2004/306/EC (OJ L99)", "", "2004-04-02", "32004D0306"),
        ("2005/221/CFSP (OJ L69)", "", "2005-03-16", "32005D0221"),
    ],
)  # fmt: skip
def test_an_act_is_known_by_its_celex_number(title: str, url: str, published: str, celex: str) -> None:
    found = act(title, url, published, "", "IRN")
    assert found is not None
    assert (found.reference, found.scheme, found.title, found.url) == (celex, "celex", title, url)
    assert found.kind == ("decision" if celex[5] == "D" else "regulation")


@pytest.mark.parametrize(
    ("title", "url", "published"),
    [
        ("2005/611", "", "2025-03-21"),  # a slip: year and publication do not agree
        ("2024/90012 corrig", "https://eur-lex.europa.eu/?uri=OJ:L_202490012", "2024-02-01"),
        ("UNLI Haiti 1.2.2023", "https://press.un.org/en/2023/sc1.doc.htm", "2023-02-01"),
    ],
)
def test_what_cannot_be_derived_stays_as_printed(title: str, url: str, published: str) -> None:
    found = act(title, url, published, "", "")
    assert found is not None
    assert (found.reference, found.scheme) == (title, "other_reference")


def test_nothing_printed_is_no_act() -> None:
    assert act("", "", "2024-10-14", "", "IRN") is None
