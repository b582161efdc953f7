"""The parts of a credit: people, owners, what is neither."""

from __future__ import annotations

import pytest

from media.credit_parts import (
    agency_in,
    is_name_like,
    is_organisation,
    is_person,
    owners_of,
    without_label,
)


@pytest.mark.parametrize(
    ("core", "expected"),
    [
        ("Jane Doe/AFP/Getty Images", (("Jane Doe",), "AFP", "Getty Images")),
        ("Jane Doe and John Roe/AP", (("Jane Doe", "John Roe"), "AP", "")),
        ("AFP via Getty Images", ((), "AFP", "Getty Images")),
        ("via Reuters", ((), "", "Reuters")),
        ("EFE Juan Pérez", (("Juan Pérez",), "EFE", "")),
        ("Supplied", ((), "", "")),
        ("AP/AP", ((), "AP", "")),
        ("someone unnamed", ((), "", "")),
    ],
)
def test_owners_of__creators_source_supplier(core, expected):
    assert owners_of(core) == expected


def test_agency_in__only_where_a_part_names_one():
    assert agency_in("Reuters photo") == "Reuters"
    assert agency_in("The Associated Press") == "AP"
    assert agency_in("Photo") == ""
    assert agency_in("AP said so") == ""


def test_is_person__not_a_post_nor_a_day_nor_one_word():
    assert is_person("Robin van der Berg")
    assert not is_person("Jane")
    assert not is_person("Sunday Morning")
    assert not is_person("Denver Post")
    assert not is_person("jane doe")


def test_is_organisation__article_capitals_or_a_word_of_trade():
    assert is_organisation("The Ledger")
    assert is_organisation("NRC")
    assert is_organisation("Stadt Köln")
    assert not is_organisation("Jane Doe")
    assert not is_organisation("the old house by the river")


def test_is_name_like__at_most_seven_words():
    assert not is_name_like("")
    assert not is_name_like("A B C D E F G H")


def test_without_label__twice_at_most():
    assert without_label("Credit: Photo: Jane Doe") == "Jane Doe"
    assert without_label("Jane Doe") == "Jane Doe"
