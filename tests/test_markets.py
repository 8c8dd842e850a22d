"""Lead markets: stated before derived, derived before silent; and the matrix as a person reads it in the report."""

from __future__ import annotations

from typing import Any

import pytest

from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.markets import Contribution, find_contributions, markets
from clustereval.namespaces import CEC, Iri, shorten
from clustereval.tables import Table

COLUMNS = ("cluster", "via", "market", "theme", "status", "passage")
EXISTING, ASPIRED = Iri(CEC + "Existing"), Iri(CEC + "Aspired")


def table(*rows: tuple[str | None, str, str | None, str | None, str | None]) -> Table:
    def iri(name: str | None) -> Iri | None:
        return Iri(name) if name else None

    return Table(COLUMNS, tuple((iri(c), iri(c), iri(m), iri(t), iri(s), p) for c, m, t, s, p in rows))


def found(named: Table, reached: Table, known: Table) -> dict[tuple[str, str | None], list[Contribution]]:
    by: dict[tuple[str, str | None], list[Contribution]] = {}
    for entry in find_contributions(named, [reached], known, ["A", "B"]):
        by.setdefault((entry.market, entry.cluster), []).append(entry)
    return by


KNOWN = table((None, "M", None, EXISTING, "p1"), (None, "N", None, None, None))


def test_what_is_stated_keeps_each_status_apart_the_firmest_first() -> None:
    cell = found(table(("A", "M", None, ASPIRED, "p2"), ("A", "M", "t", EXISTING, "p1")), table(), KNOWN)["M", "A"]
    assert [(entry.status, entry.basis, entry.passages) for entry in cell] == [("existing", "stated", ("p1",)), ("aspired", "stated", ("p2",))]
    assert cell[0].themes == {"t": "stated"}


def test_a_theme_derives_only_what_no_passage_states() -> None:
    by = found(table(("A", "M", None, ASPIRED, "p2")), table(("A", "M", "t", EXISTING, "p3"), ("B", "M", "t", EXISTING, "p4")), KNOWN)
    assert [(entry.status, entry.themes, entry.passages) for entry in by["M", "A"]] == [("aspired", {"t": "derived"}, ("p2",))]
    assert [(entry.status, entry.basis, entry.passages) for entry in by["M", "B"]] == [("derived", "derived", ("p4",))]
    assert [entry.status for entry in by["N", "B"]] == ["not_stated"]


def test_a_lead_market_is_uncovered_when_no_contribution_exists_whatever_is_derived() -> None:
    by = found(table(("A", "M", None, EXISTING, "p1")), table(("A", "N", "t", EXISTING, "p3")), KNOWN)
    assert ("M", None) not in by
    assert by["N", None] == [Contribution(Iri("N"), None, "uncovered", "not_stated", {}, ())]


def cells(desk: Desk) -> dict[tuple[str, str], dict[str, Any]]:
    by: dict[tuple[str, str], dict[str, Any]] = {}
    for e in markets(desk).items:
        if e["cluster"]:
            by.setdefault((shorten(e["lead_market"]["iri"]), shorten(e["cluster"]["iri"])), {})[e["status"]] = e
    return by


ENERGY, HEALTH, CHEMISTRY = "market:energie-maschinen-und-anlagenbau-ressourceneffizienz", "market:gesundheit-und-medizin", "market:chemie-und-biooekonomie"
FOOD, MOBILITY, BIOENERGY, BIOMATERIALS = "market:ernaehrung-und-landwirtschaft", "market:mobilitaet-und-logistik", "market:bioenergie", "market:biowerkstoffe"
BIOTECHNOLOGY, NETWORK = "actor:biotechnologie-sachsen-anhalt", "actor:netzwerk-ernaehrungswirtschaft"

STATED = {
    ("actor:smab", "existing", 737): {ENERGY, HEALTH, CHEMISTRY, FOOD, MOBILITY},  # impulses for all lead markets can be assumed
    ("actor:smab", "aspired", 97): {ENERGY, HEALTH, CHEMISTRY, FOOD, MOBILITY},  # potential as enabler for all
    ("actor:smab", "aspired", 766): {ENERGY, HEALTH, CHEMISTRY, FOOD, MOBILITY},  # the same again
    (BIOTECHNOLOGY, "existing", 467): {ENERGY, HEALTH, CHEMISTRY, FOOD},  # points of contact
    (BIOTECHNOLOGY, "aspired", 97): {HEALTH, FOOD},  # possible contributions
    ("actor:ceesa", "aspired", 676): {ENERGY},  # it can contribute
    (NETWORK, "existing", 610): {FOOD},  # a contribution is made
    (NETWORK, "aspired", 651): {BIOENERGY, BIOMATERIALS},  # interfaces, if the value chain were extended
    ("actor:mahreg-automotive", "recommended", 394): {MOBILITY},  # to be strengthened with a view to it
}
"""Every line of the report that names a cluster for a lead market by name (or for all of them), as read."""


def test_what_is_stated_is_what_a_person_reads_in_the_report(desk: Desk) -> None:
    by: dict[tuple[str, str, int], set[str]] = {}
    for (market, cluster), entries in cells(desk).items():
        for status, entry in entries.items():
            if entry["basis"] == "stated":
                for passage in entry["passages"]:
                    by.setdefault((cluster, status, passage["lines"][0]), set()).add(market)
    assert by == STATED


def test_chemistry_is_named_for_no_lead_market_though_one_bears_its_name(desk: Desk) -> None:
    own = {market: entry for (market, cluster), entry in cells(desk).items() if cluster == "actor:chemie-kunststoffe-mitteldeutschland"}
    assert all(set(entry) <= {"derived", "not_stated"} for entry in own.values()), "lines 97 and 541 name its themes and no lead market"
    derived = own[CHEMISTRY]["derived"]
    assert "theme:chemistry" in {shorten(theme["iri"]) for theme in derived["themes"]}
    assert 97 in {line for passage in derived["passages"] for line in passage["lines"]}
    assert {theme["basis"] for theme in derived["themes"]} == {"derived"}
    assert [shorten(theme["iri"]) for theme in own[ENERGY]["derived"]["themes"]] == ["theme:energy", "theme:energy-efficiency"]  # line 541


def test_what_is_derived_of_the_others(desk: Desk) -> None:
    derived = {cell: {shorten(theme["iri"]) for theme in entries["derived"]["themes"]} for cell, entries in cells(desk).items() if "derived" in entries}
    rest = {cell: themes for cell, themes in derived.items() if "chemie-kunststoffe" not in cell[1]}
    assert rest == {
        (ENERGY, "actor:mahreg-automotive"): {"theme:resource-efficiency"},  # line 435
        (ENERGY, NETWORK): {"theme:energy"},  # lines 608–610
        (MOBILITY, NETWORK): {"theme:logistics"},  # lines 608–610
        (BIOENERGY, BIOTECHNOLOGY): {"theme:bioenergy"},  # line 467
        (BIOMATERIALS, BIOTECHNOLOGY): {"theme:biomaterials"},  # line 467
        (BIOENERGY, "actor:ceesa"): {"theme:biogas"},  # lines 671 and 706: biogas is bioenergy
        (CHEMISTRY, "actor:ceesa"): {"theme:biogas"},  # line 467 names bioenergy as a reason for this lead market
    }


def test_the_themes_that_the_report_names_as_reasons(desk: Desk) -> None:
    reasons = {
        market: {shorten(theme["iri"]) for theme in entries["existing"]["themes"] if theme["basis"] == "stated"}
        for (market, cluster), entries in cells(desk).items()
        if cluster == BIOTECHNOLOGY and "existing" in entries
    }
    assert reasons == {  # line 467, in brackets behind each lead market
        ENERGY: {"theme:bioenergy"},
        HEALTH: {"theme:biopharma"},
        CHEMISTRY: {"theme:bioenergy", "theme:biomaterials"},
        FOOD: {"theme:biological-diversity"},
    }


def test_two_lead_markets_are_uncovered(desk: Desk) -> None:
    items = markets(desk, status="uncovered").items
    lines = {shorten(e["lead_market"]["iri"]): [p["lines"] for p in e["passages"]] for e in items}
    assert lines == {BIOENERGY: [[651, 651]], BIOMATERIALS: [[651, 651]]}
    assert all(e["cluster"] is None for e in items)


def test_the_matrix_has_a_cell_for_each_lead_market_and_cluster(desk: Desk, german_desk: Desk) -> None:
    grid = markets(desk).table
    assert (len(grid.columns), len(grid)) == (1 + 6 + 1, 7)
    assert dict(zip(grid.columns, grid.rows[-1], strict=True))["SMAB"] == "existing", "the firmest status stands in the cell"
    assert "besteht" in markets(german_desk).table.rows[-1]
    assert markets(desk) == markets(Desk(desk.project, desk.store, "en"))


def test_a_cluster_may_be_asked_by_its_management_or_carrier(desk: Desk) -> None:
    assert markets(desk, "ceesa-management") == markets(desk, "zere") == markets(desk, "ceesa")
    assert len(markets(desk, "ceesa").items) == 7


def test_every_entry_but_silence_has_passages(desk: Desk) -> None:
    assert not [e for e in markets(desk).items if not e["passages"] and e["status"] != "not_stated"]


def test_wrong_use_gets_a_sentence(desk: Desk) -> None:
    with pytest.raises(UsageError, match="is no evaluated cluster"):
        markets(desk, "GIB")
    with pytest.raises(UsageError, match="no status 'planned'"):
        markets(desk, status="planned")
