from __future__ import annotations

import pytest

from media.rights import CATEGORIES, DATA_MINING, MODEL_RELEASES, PLUS, known_value


@pytest.mark.parametrize(
    "text",
    [f"{PLUS}DMI-PROHIBITED", "https://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
     "DMI-PROHIBITED", " dmi-prohibited ", f"{PLUS}DMI-PROHIBITED/"],
)  # fmt: skip
def test_known_value__however_it_is_written(text):
    assert known_value(text, DATA_MINING) == f"{PLUS}DMI-PROHIBITED"


@pytest.mark.parametrize("text", ["", "no", f"{PLUS}MR-NON", f"{PLUS}DMI-"])
def test_known_value__nothing_else(text):
    assert known_value(text, DATA_MINING) == ""


def test_values__fit_their_columns():
    assert all(len(value) <= 100 for value in DATA_MINING)
    assert all(len(value) <= 60 for value in MODEL_RELEASES)
    assert all(len(value) <= 20 for value in CATEGORIES)
