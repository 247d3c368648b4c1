"""The UN's numbers in other lists."""

import pytest

from sanctions.lists.un_references import un_references


@pytest.mark.parametrize(
    ("printed", "references"),
    [
        ("TAe.010", ["TAe.010"]),
        ("QDE.145", ["QDe.145"]),
        ("KPi.045 (permanent reference number)", ["KPi.045"]),
        ("CDi.001 and CDe.002", ["CDi.001", "CDe.002"]),
        ("QDi.43", []),
        ("QE.A.143.14", []),
        ("N/A", []),
    ],
)
def test_a_number_is_written_as_the_un_writes_it(printed: str, references: list[str]) -> None:
    assert un_references(printed) == references
