"""Names as people know them lead to one thing, or to a clear answer when none or several fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.labels import fold, labels_for, resolve
from clustereval.namespaces import Iri
from clustereval.store import Store
from clustereval.tables import Table

NAMES = Table(
    ("entity", "name"),
    (
        ("urn:x/actor/amber", "Amber"),
        ("urn:x/actor/amber", "AMB"),
        ("urn:x/actor/amber-management", "Amber management"),
        ("urn:x/actor/harbour", "Häfen & Kai"),
        ("urn:x/actor/harbour-two", "Großhafen Süd"),
    ),
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Amber", "amber"), ("amb", "amber"), ("amber management", "amber-management"), ("hafen kai", "harbour"), ("HÄFEN", "harbour"), ("süd", "harbour-two")],
)
def test_a_name_is_found_without_case_accents_and_punctuation(name: str, slug: str) -> None:
    assert resolve(name, NAMES) == f"urn:x/actor/{slug}"


def test_a_whole_name_beats_one_that_begins_with_it() -> None:
    assert resolve("Amber", NAMES) == "urn:x/actor/amber"


def test_several_that_fit_equally_well_are_named() -> None:
    with pytest.raises(UsageError, match="fits 2 names"):
        resolve("am", Table(("entity", "name"), (("urn:x/a", "Am One"), ("urn:x/b", "Am Two"))))


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean Amber"):
        resolve("Ambre", NAMES)


@pytest.mark.parametrize("name", ["", "  ", "…"])
def test_an_empty_name_is_told(name: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        resolve(name, NAMES)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("mahreg", "mahreg-automotive"),
        ("MAHREG Automotive", "mahreg-automotive"),
        ("SMAB", "smab"),
        ("ceesa", "ceesa"),
        ("CEESA", "ceesa"),
        ("biotechnologie", "biotechnologie-sachsen-anhalt"),
        ("BMD GmbH", "bmd"),
        ("actor:tti", "tti"),
        ("https://w3id.org/clustereval/saxony-anhalt-2013/actor/zere", "zere"),
        ("Enterprise Europe Network", "enterprise-europe-network"),
        ("Fraunhofer ifff", "fraunhofer-iff"),
        ("IHK Magdeburg", "ihk-magdeburg"),
        ("Netzwerk Ernährungswirtschaft", "netzwerk-ernaehrungswirtschaft"),
        ("polykum", "polykum"),
        ("IMG", "img"),
    ],
)
def test_the_real_graph_knows_people_s_names(desk: Desk, name: str, slug: str) -> None:
    assert desk.actor(name).endswith(f"/actor/{slug}")


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_a_label_falls_back_to_another_language_and_then_to_the_short_form(store: Store) -> None:
    iri = Iri("https://w3id.org/clustereval/saxony-anhalt-2013/actor/smab")
    assert labels_for(store, [iri], "en")[iri] == "SMAB"
    unknown = Iri("https://w3id.org/clustereval/saxony-anhalt-2013/actor/nobody")
    assert labels_for(store, [unknown], "en")[unknown] == "actor:nobody"
