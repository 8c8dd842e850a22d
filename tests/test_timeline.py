"""The timeline: order, years, dates as printed, and what the source leaves undated."""

from __future__ import annotations

import pytest

from clustereval.desk import Desk
from clustereval.namespaces import CEC, Iri
from clustereval.tables import Table
from clustereval.timeline import find_entries, timeline

COLUMNS = ("entry", "kind", "actor", "other", "first", "last", "printed", "status", "text", "passage")
EXISTING = Iri(CEC + "Existing")


def row(
    entry: str, first: int | None = None, last: int | None = None, printed: str | None = None, passage: str = "urn:p", actor: str = "urn:a"
) -> tuple[object, ...]:
    return (Iri(entry), Iri("urn:kind"), Iri(actor), None, first, last, printed, EXISTING, "", Iri(passage))


def table(*rows: tuple[object, ...]) -> Table:
    return Table(COLUMNS, rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "printed", "year", "span"),
    [
        (2003, None, "im Jahr 2003", 2003, "2003"),
        (2009, 2012, "2009–11; 2012", 2009, "2009–2012"),
        (None, None, "1996/97", 1996, "1996"),
        (None, None, "2012, zuvor 2009", 2009, "2009"),
        (None, 2014, "bis zum Jahr 2014", 2014, "–2014"),
        (None, 2014, None, 2014, "–2014"),
        (None, None, "aktuell", None, ""),
        (None, None, "Zeile 12345", None, ""),
        (None, None, None, None, ""),
    ],
)
def test_the_year_is_the_transcribed_one_else_the_first_printed_one(
    first: int | None, last: int | None, printed: str | None, year: int | None, span: str
) -> None:
    (entry,) = find_entries({"change": table(row("urn:e", first, last, printed))})
    assert (entry.year, entry.span) == (year, span)


def test_entries_stand_in_order_of_time_and_undated_ones_last() -> None:
    found = find_entries({"change": table(row("urn:none"), row("urn:late", 2012)), "event": table(row("urn:early", 1999))})
    assert [entry.iri for entry in found] == ["urn:early", "urn:late", "urn:none"]


def test_claims_that_say_the_same_are_one_entry_but_events_stay_apart() -> None:
    twice = table(row("urn:one", 2006, passage="urn:p1"), row("urn:two", 2006, passage="urn:p2"))
    (entry,) = find_entries({"change": twice})
    assert entry.passages == ("urn:p1", "urn:p2")
    assert len(find_entries({"event": twice})) == 2


def test_the_rows_of_one_thing_are_one_entry() -> None:
    (entry,) = find_entries({"event": table(row("urn:e", 2012, printed="24.1.2012"), row("urn:e", 2012, printed="24.01.2012", actor="urn:b"))})
    assert (entry.printed, entry.actors) == (("24.1.2012", "24.01.2012"), ("urn:a", "urn:b"))


def test_foundings_are_those_of_the_report(desk: Desk) -> None:
    founded = {
        (item["actors"][0]["iri"].rsplit("/", 1)[-1], item["year"]) for item in timeline(desk, group="change").items if item["kind"]["label"] == "founding"
    }
    # Report, lines 325 (MAHREG), 448 (BMD), 526 (Chemistry/Plastics), 590 (food), 659 (CEESA, ZERE).
    assert founded >= {("mahreg-automotive", 1999), ("bmd", 1996), ("chemie-kunststoffe-mitteldeutschland", 2003)}
    assert founded >= {("netzwerk-ernaehrungswirtschaft", 2003), ("zere", 2006), ("ceesa", 2008)}


def test_a_cluster_has_its_own_entries_those_of_its_management_and_the_rounds(desk: Desk) -> None:
    items = timeline(desk, "mahreg").items
    assert {item["year"] for item in items if item["group"] == "round"} == {2008, 2013}
    starts = [item for item in items if item["kind"]["label"] == "start of funding"]
    assert [item["printed"] for item in starts] == [["Seit Januar 2007"]], "report, line 325: the management is co-funded since then"
    assert not [item for item in items if item["group"] != "event" and "CEESA" in str(item["actors"])]
