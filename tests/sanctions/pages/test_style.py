"""Colours that everybody can tell apart."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the light and the dark page, by name."""
    found = finders.find("interdict/page.css")
    assert isinstance(found, str)
    light, dark = re.findall(r":root \{(.*?)\}", Path(found).read_text(), re.DOTALL)
    colours = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in (light, dark)]
    return dict(zip(("light", "dark"), colours, strict=True))


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize("ink", ["ink", "faint", "link", "mark"])
def test_text_can_be_read_on_its_ground(scheme: str, ground: str, ink: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5  # WCAG 2.2, success criterion 1.4.3
