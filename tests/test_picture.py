"""Pictures, looked at with a real browser."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, expect

from clustereval.drawing import Drawing, Listing, Row
from clustereval.errors import DataError, UsageError
from clustereval.picture import SCRIPTS, page, positions
from clustereval.views import Group, Style, View

HOSTILE = "</script><img src=x onerror=alert(1)>"
CLUSTERS = """Chemiecluster Saaleland;Polymernetz Börde;Kunststoffverbund Elbe e. V.;Solartal Anhalt;Netzwerk Photovoltaik;Automobilcluster Altmark
Zulieferforum Magdeburg;Leichtbau-Allianz Harz;Hochschule Nordharz;Universität Elbaue;Institut für Wirbelschichttechnik;Anwendungszentrum Mikromechatronik
Ernährungsnetzwerk Goldene Aue;Verband der Bäcker und Konditoren im südlichen Land;Bioökonomie-Hub Leuna;Biopark Saaletal;Holzkompetenz Harz
Forstverein Mittelelbe;Medizintechnikcluster Ost;Klinikverbund Süd;Forum Telemedizin;IT-Cluster Elbe;Softwarehaus Verein;Logistikinitiative Börde
Hafen Wolmirsleben;Ministerium für Wirtschaft;Investitionsagentur;Kammer Region Mitte;Handwerk Mitte;Wirtschaftsförderung Altmark;Innovationsbüro Dessau
Maschinenbau Mitte;Sondermaschinen im Verbund;Gießereiring;Wassercluster;Umwelttechniknetz;Energieforum Jerichow;Stadtwerke Bitterwald
Märkte & Messen;Kreativmotor Halle"""

OVERVIEW = View(
    name="overview",
    title={"de": "Wer mit wem", "en": "Who with whom"},
    reading={"de": "Jede Linie ist eine Verbindung.", "en": "Each line is a tie."},
    network="ties",
    edges=(),
    groups={
        "cluster": Group({"de": "Cluster", "en": "cluster"}, "#0072B2", "dot"),
        "network": Group({"de": "Netzwerk", "en": "network"}, "#009E73", "triangle"),
        "public": Group({"de": "öffentliche Stelle", "en": "public authority"}, "#D55E00", "hexagon"),
        "science": Group({"de": "Wissenschaft", "en": "science"}, "#CC79A7", "diamond"),
    },
    statuses={
        "existing": Style({"de": "besteht", "en": "existing"}, "#1B1B1B", None, 2),
        "recommended": Style({"de": "empfohlen", "en": "recommended"}, "#0072B2", [8, 5], 2),
    },
)


def tie(graph: nx.MultiDiGraph, source: str, target: str, status: str = "existing", **more: Any) -> None:
    passage = {"section": "4.1.2", "row": "Netzwerke", "lines": [341, 343], "text": "Beide arbeiten zusammen."}
    evidence = [{"text": "Gemeinsame Projekte.", "claimed_by": "Chemiecluster", "passages": [passage, {**passage, "lines": [7, 7]}]}]
    plain = {"kind": "cooperation", "kind_label": "Kooperation", "label": "Projekte", "weight": 1, "directed": False, "marked": False, "note": ""}
    graph.add_edge(source, target, **{**plain, "status": status, "evidence": evidence, **more})


def network(labels: list[str], seed: int = 4) -> nx.MultiDiGraph:
    """Return a network in which each actor but the last three is tied to one or two others."""
    chance = random.Random(seed)
    graph = nx.MultiDiGraph()
    groups = [*OVERVIEW.groups]
    ids = [f"https://example.org/actor/{index}" for index in range(len(labels))]
    for index, label in enumerate(labels):
        graph.add_node(ids[index], label=label, group=groups[index % 4], names=[f"Abk{index}"], text="Ein Akteur.", kind_label="Netzwerk")
    for index in range(1, len(labels) - 3):
        for other in sorted({chance.randrange(max(1, index // 2)), chance.randrange(index)}):
            kind = chance.choice([("cooperation", "Kooperation"), ("membership", "Mitgliedschaft")])
            status = chance.choice(["existing", "existing", "recommended"])
            more = {"kind": kind[0], "kind_label": kind[1], "directed": kind[0] == "membership", "marked": chance.random() < 0.12}
            tie(graph, ids[index], ids[other], status, **more)
    if len(labels) > 3:
        tie(graph, ids[-3], ids[-2], kind="membership", kind_label="Mitgliedschaft", directed=True)
    return graph


def hostile_network() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    ids = [f"https://example.org/{HOSTILE}", "__proto__"]
    for iri in ids:
        graph.add_node(iri, label=HOSTILE, group=HOSTILE, names=[HOSTILE, "\u2028<!--<script>"], text=HOSTILE, kind_label=HOSTILE)
    passage = {"section": HOSTILE, "row": HOSTILE, "lines": [1, 2], "text": HOSTILE, "original": HOSTILE}
    more = {"kind": HOSTILE, "kind_label": f"=cmd|{HOSTILE}", "label": HOSTILE, "note": HOSTILE, "marked": True, "scopes": [HOSTILE]}
    piece = {"id": HOSTILE, "title": HOSTILE, "side": True, "facts": [[HOSTILE, HOSTILE]], "text": HOSTILE, "claimed_by": HOSTILE, "passages": [passage]}
    tie(graph, *ids, evidence=[piece], **more)
    graph.nodes[ids[0]].update(marked=True, evidence=[piece], facts=[[HOSTILE, HOSTILE]], scopes=[HOSTILE])
    return graph


Show = Callable[..., Page]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Write a page, open it from file://, and fail if it asks for anything outside, reports an error or opens a dialogue."""
    troubles: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")

    def watch(opened: Page) -> None:
        opened.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else troubles.append(request.url))
        opened.on("console", lambda message: troubles.append(message.text) if message.type in {"error", "warning"} else None)
        opened.on("pageerror", lambda error: troubles.append(str(error)))
        opened.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))

    def open_page(graph: nx.MultiDiGraph, lang: str = "de", address: str = "", **more: Any) -> Page:
        file = tmp_path / "picture.html"
        file.write_text(page(graph, OVERVIEW, lang, "2013-1", **more), encoding="utf-8")
        opened = context.new_page()
        watch(opened)
        opened.goto(file.as_uri() + address)
        return opened

    yield open_page
    context.close()
    assert troubles == []


@pytest.fixture(scope="module")
def region() -> nx.MultiDiGraph:
    return network(re.split("[;\n]", CLUSTERS))


def shown_rows(opened: Page) -> Any:
    return opened.locator("tbody tr:visible")


def test_picture_is_drawn(show: Show, region: nx.MultiDiGraph) -> None:
    colours = show(region).evaluate("""() => new Promise((done) => setTimeout(() => {
      const canvas = document.querySelector("canvas");
      const points = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      done(new Set(points).size);
    }, 300))""")
    assert colours > 50


def test_table_has_the_same_ties_as_the_graph(show: Show, region: nx.MultiDiGraph) -> None:
    rows = show(region, "en").locator("tbody tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    label = region.nodes(data="label")
    expected = [
        [
            label[source],
            f"{'→' if data['directed'] else '–'} {data['kind_label']}",
            label[target],
            data["status"],
            "⚠\ufe0e yes" if data["marked"] else "no",
            "4.1.2 l. 341–343; 4.1.2 l. 7",
        ]
        for source, target, data in region.edges(data=True)
    ]
    assert sorted(rows) == sorted(expected)


@pytest.mark.parametrize(
    "typed",
    ["Gießereiring", "GIESSEREI", "abk33", "giesereiring", "giessereirng"],
    ids=["exact", "without-sharp-s", "other-name", "letter-missing", "letter-missing-later"],
)
def test_search_finds_in_spite_of_spelling_and_selects(show: Show, region: nx.MultiDiGraph, typed: str) -> None:
    opened = show(region)
    opened.fill("#search", typed)
    expect(opened.locator("#hits li").first).to_contain_text("Gießereiring")
    opened.keyboard.press("Enter")
    expect(opened.locator("#details h2")).to_have_text("Gießereiring")
    expect(opened.locator("#details h2")).to_be_focused()
    expect(opened.locator("#live")).to_contain_text("Ausgewählt: Gießereiring")


@pytest.mark.parametrize("typed", ["markte messen", "Maerkte", "MÄRKTE"])
def test_search_takes_umlauts_however_typed(show: Show, region: nx.MultiDiGraph, typed: str) -> None:
    opened = show(region)
    opened.fill("#search", typed)
    expect(opened.locator("#hits li")).to_have_count(1)
    expect(opened.locator("#hits li")).to_contain_text("Märkte & Messen")


def test_filters_hide_rows_and_say_how_many_remain(show: Show, region: nx.MultiDiGraph) -> None:
    opened = show(region)
    ties = list(region.edges(data=True))
    existing = [data for *_, data in ties if data["status"] == "existing"]
    opened.get_by_label("empfohlen").uncheck()
    expect(shown_rows(opened)).to_have_count(len(existing))
    expect(opened.locator("#count")).to_have_text(f"{len(existing)} von {len(ties)} Verbindungen gezeigt.")
    opened.get_by_label("Nur unklare Rollen").check()
    expect(shown_rows(opened)).to_have_count(sum(data["marked"] for data in existing))
    opened.click("#reset")
    opened.locator("[data-token='group:cluster']").uncheck()
    group = region.nodes(data="group")
    expect(shown_rows(opened)).to_have_count(sum("cluster" not in {group[source], group[target]} for source, target, _ in ties))
    opened.click("#reset")
    expect(shown_rows(opened)).to_have_count(len(ties))


def test_click_on_a_row_shows_the_passages(show: Show, region: nx.MultiDiGraph) -> None:
    opened = show(region)
    row = shown_rows(opened).nth(2)
    row.click()
    details = opened.locator("#details")
    for text in ("Gemeinsame Projekte.", "Laut: Chemiecluster", "Abschnitt 4.1.2, Tabellenzeile „Netzwerke“, Zeile 341–343", "Zeile 7", "Beide arbeiten"):
        expect(details).to_contain_text(text)
    expect(row).to_have_attribute("aria-current", "true")


def test_click_on_a_node_in_the_picture_selects_it(show: Show) -> None:
    lonely = network(["Einzelgänger"])
    opened = show(lonely)
    box = opened.locator("canvas").bounding_box()
    assert box
    opened.wait_for_timeout(200)
    opened.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - 10)
    expect(opened.locator("#details h2")).to_have_text("Einzelgänger")
    expect(opened.locator("#details")).to_contain_text("Keine gezeigte Verbindung.")


def test_page_can_be_used_with_the_keyboard_alone(show: Show, region: nx.MultiDiGraph) -> None:
    opened = show(region)
    press = opened.keyboard.press
    press("Tab")
    expect(opened.locator(".skip")).to_be_focused()
    press("Enter")
    expect(opened.locator("#table")).to_be_focused()
    for _ in range(20):
        press("Tab")
        if opened.evaluate("document.activeElement.tagName") == "TR":
            break
    press("ArrowDown")
    expect(shown_rows(opened).nth(1)).to_be_focused()
    press("Enter")
    expect(opened.locator("#details h2")).to_be_focused()
    expect(opened.locator("#details")).to_contain_text("Zeile 341–343")
    press("Tab")
    name = opened.evaluate("document.activeElement.textContent")
    press("Enter")
    expect(opened.locator("#details h2")).to_have_text(name)
    opened.get_by_role("button", name="Zurück", exact=True).press("Enter")
    expect(shown_rows(opened).nth(1)).to_be_focused()
    opened.focus("#search")
    opened.keyboard.type("hochschule")
    press("ArrowDown")
    expect(opened.locator("#search")).to_have_attribute("aria-activedescendant", "hit-0")
    press("Enter")
    expect(opened.locator("#details h2")).to_have_text("Hochschule Nordharz")


def test_link_reopens_search_filters_and_selection(show: Show, region: nx.MultiDiGraph) -> None:
    first = show(region)
    first.fill("#search", "harz")
    first.get_by_label("empfohlen").uncheck()
    shown_rows(first).nth(1).click()
    heading = first.locator("#details h2").inner_text()
    rows = shown_rows(first).count()
    again = show(region, address=first.evaluate("location.hash"))
    expect(again.locator("#details h2")).to_have_text(re.compile(r"\s*".join(map(re.escape, heading.split()))))
    expect(again.locator("#search")).to_have_value("harz")
    expect(again.get_by_label("empfohlen")).not_to_be_checked()
    expect(shown_rows(again)).to_have_count(rows)


def test_table_is_sorted_by_its_headers(show: Show, region: nx.MultiDiGraph) -> None:
    opened = show(region)
    head = opened.get_by_role("columnheader", name="Zu")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    upwards = opened.locator("tbody tr td:nth-child(3)").all_inner_texts()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert opened.locator("tbody tr td:nth-child(3)").all_inner_texts()[0] == upwards[-1]


def test_hostile_texts_stay_texts(show: Show) -> None:
    listing = Listing((HOSTILE, "b"), (Row((HOSTILE, f"=cmd|{HOSTILE}"), HOSTILE, (HOSTILE,)),))
    opened = show(hostile_network(), finding=HOSTILE, drawing=Drawing(nx.MultiDiGraph(), {}, listing, {HOSTILE: HOSTILE}))
    expect(opened.locator(".finding")).to_contain_text(HOSTILE)
    opened.select_option("#part", HOSTILE)
    expect(opened.locator("#listed tbody th")).to_have_text(HOSTILE)
    opened.locator("#listed tbody tr").click()
    expect(opened.locator("#details h4")).to_have_text(HOSTILE)
    expect(opened.locator("#ties tbody th")).to_have_text(HOSTILE)
    opened.locator("#ties tbody tr").click()
    expect(opened.locator("#details .original").first).to_contain_text(HOSTILE)
    opened.locator("#details button.link").first.click()
    opened.fill("#search", "script")
    opened.mouse.move(400, 400)
    opened.wait_for_timeout(400)
    assert opened.locator("img").count() == 0
    assert opened.locator("script").count() == 3 + len(SCRIPTS), "words, data, the drawing library, and ours"


def test_saved_table_holds_what_is_shown_and_no_formulas(show: Show, tmp_path: Path) -> None:
    graph = network(["=1+1", "Märkte; Messen"])
    tie(graph, *graph.nodes, status="recommended")
    tie(graph, *graph.nodes)
    opened = show(graph)
    opened.get_by_label("empfohlen").uncheck()
    with opened.expect_download() as download:
        opened.click("#csv")
    download.value.save_as(tmp_path / "table.csv")
    lines = (tmp_path / "table.csv").read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines[1] == '"\'=1+1";"– Kooperation";"Märkte; Messen";"besteht";"4.1.2 Z. 341–343; 4.1.2 Z. 7"'
    assert lines[2:] == [""]


def test_saved_picture_is_a_png(show: Show, region: nx.MultiDiGraph, tmp_path: Path) -> None:
    with (opened := show(region)).expect_download() as download:
        opened.click("#png")
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_controls_have_names_and_the_page_has_landmarks(show: Show, region: nx.MultiDiGraph) -> None:
    opened = show(region, "en")
    assert opened.locator("html").get_attribute("lang") == "en"
    for role in ("banner", "main", "complementary", "search", "status"):
        expect(opened.get_by_role(role)).to_have_count(1)
    expect(opened.get_by_role("img", name="Picture of the network")).to_have_count(1)
    expect(opened.get_by_role("table", name="Ties")).to_have_count(1)
    nameless = opened.locator("button, input").evaluate_all(
        "all => all.filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || (e.labels || []).length)).map(e => e.outerHTML)"
    )
    assert nameless == []


def test_narrow_screen_needs_no_sideways_scrolling(show: Show, region: nx.MultiDiGraph) -> None:
    opened = show(region)
    opened.set_viewport_size({"width": 420, "height": 900})
    assert opened.evaluate("document.documentElement.scrollWidth") == 420
    assert opened.evaluate("document.querySelector('aside').offsetTop > document.querySelector('#network').offsetTop")


@pytest.mark.parametrize(("lang", "sentence"), [("de", "Das Netz ist leer"), ("en", "The network is empty")])
def test_empty_graph_is_said_to_be_empty(show: Show, lang: str, sentence: str) -> None:
    opened = show(nx.MultiDiGraph(), lang)
    expect(opened.locator("main")).to_contain_text(sentence)
    expect(opened.locator("tbody tr")).to_have_count(0)


def test_several_ties_of_a_pair_and_loops_are_kept_apart(show: Show) -> None:
    graph = network(["A", "B"])
    first, second = graph.nodes
    tie(graph, first, second)
    tie(graph, second, first, status="recommended", weight=3.5)
    tie(graph, first, first, marked=True)
    tie(graph, first, first, marked=True)
    opened = show(graph)
    expect(shown_rows(opened)).to_have_count(4)
    expect(opened.get_by_role("columnheader", name="Gewicht")).to_have_count(1)


def parted() -> tuple[nx.MultiDiGraph, dict[str, Any]]:
    """Return a network of two parts, the list of its actors, and the names of the parts."""
    graph = network(["Alpha", "Beta", "Gamma"])
    first, second, third = graph.nodes
    graph.clear_edges()
    tie(graph, first, second, scopes=["one"])
    tie(graph, first, second, kind="membership", scopes=["two"])
    tie(graph, second, third, scopes=["two"], evidence=[{"id": "case", "title": "Fall", "facts": [["Schwere", "hoch"]], "text": "Grund", "passages": []}])
    rows = (Row(("Alpha", "10"), first, ("one",)), Row(("Fall", "9"), "case", ("two",)), Row(("Nichts", "1"), "", ("one", "two")))
    return graph, {"drawing": Drawing(graph, {}, Listing(("actor", "count"), rows), {"one": "Teil 1", "two": "Teil 2"})}


def test_a_part_is_chosen_with_the_keyboard_and_stands_in_the_address(show: Show) -> None:
    graph, more = parted()
    opened = show(graph, **more)
    expect(opened.locator("#ties tbody tr:visible")).to_have_count(3)
    opened.focus("#part")
    opened.keyboard.press("ArrowDown")
    expect(opened.locator("#ties tbody tr:visible")).to_have_count(1)
    expect(opened.locator("#listed tbody tr:visible")).to_have_count(2)
    expect(opened.locator("#live")).to_contain_text("Teil 1. 1 von 3")
    again = show(graph, address=opened.evaluate("location.hash"), **more)
    expect(again.locator("#part")).to_have_value("one")
    expect(again.locator("#ties tbody tr:visible")).to_contain_text("Alpha")


def test_a_page_may_open_with_one_part_and_the_whole_stands_in_the_address(show: Show) -> None:
    graph, more = parted()
    opened = show(graph, drawing=replace(more["drawing"], start="two"))
    expect(opened.locator("#part")).to_have_value("two")
    expect(opened.locator("#ties tbody tr:visible")).to_have_count(2)
    opened.select_option("#part", "")
    assert "part=all" in opened.evaluate("location.hash")
    again = show(graph, address=opened.evaluate("location.hash"), drawing=replace(more["drawing"], start="two"))
    expect(again.locator("#ties tbody tr:visible")).to_have_count(3)


def test_in_a_steady_drawing_every_part_keeps_the_places_of_the_whole() -> None:
    graph, more = parted()
    for steady in (True, False):
        data = json.loads(re.search(r'id="data">(.*?)</script>', page(graph, OVERVIEW, "de", drawing=replace(more["drawing"], steady=steady))).group(1))  # type: ignore[union-attr]
        whole = {node["id"]: [node["x"], node["y"]] for node in data["nodes"]}
        parts = [spots == whole[node] for part in data["scopes"] for node, spots in part["places"].items()]
        assert all(parts) is steady


def test_a_line_of_the_list_selects_a_node_or_the_tie_that_bears_its_evidence(show: Show) -> None:
    graph, more = parted()
    opened = show(graph, **more)
    rows = opened.locator("#listed tbody tr")
    rows.nth(0).focus()
    opened.keyboard.press("Enter")
    expect(opened.locator("#details h2")).to_have_text("Alpha")
    rows.nth(1).click()
    expect(opened.locator("#details")).to_contain_text("Grund")
    expect(opened.locator("#details h4")).to_have_text("Fall")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    expect(rows.nth(0)).not_to_have_attribute("aria-current", "true")
    rows.nth(2).click()
    expect(opened.locator("#details h4")).to_have_text("Fall")


def test_the_list_is_sorted_by_numbers_and_saved(show: Show, tmp_path: Path) -> None:
    graph, more = parted()
    opened = show(graph, **more)
    opened.locator("#listed thead button").nth(1).click()
    assert opened.locator("#listed tbody td").all_inner_texts() == ["1", "9", "10"]
    with opened.expect_download() as download:
        opened.click("#list-csv")
    download.value.save_as(tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_bytes().decode("utf-8-sig").split("\r\n")[1] == '"Nichts";"1"'


def test_a_node_has_the_size_and_the_facts_that_the_network_gives_it(show: Show) -> None:
    graph = network(["Alpha", "Beta"])
    first, second = graph.nodes
    tie(graph, first, second)
    graph.nodes[first].update(size=33.0, facts=[["Vermittlungen", "7"]])
    opened = show(graph)
    assert [node["size"] for node in json.loads(opened.locator("#data").inner_text())["nodes"] if node["id"] == first] == [33.0]
    opened.fill("#search", "Alpha")
    opened.keyboard.press("Enter")
    expect(opened.locator("#details dd")).to_have_text("7")
    expect(opened.locator("main")).not_to_contain_text("desto mehr Verbindungen")


def test_graph_is_left_as_it_was(region: nx.MultiDiGraph) -> None:
    before = copy.deepcopy(region)
    page(region, OVERVIEW, "de")
    assert list(region.nodes(data=True)) == list(before.nodes(data=True))
    assert list(region.edges(keys=True, data=True)) == list(before.edges(keys=True, data=True))
    assert region.graph == before.graph


def test_positions_do_not_depend_on_call_or_order(region: nx.MultiDiGraph) -> None:
    shuffled = nx.MultiDiGraph()
    nodes, edges = list(region.nodes(data=True)), list(region.edges(data=True))
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(edges)
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    assert positions(region) == positions(region) == positions(shuffled)
    assert page(region, OVERVIEW, "de") == page(shuffled, OVERVIEW, "de")


def test_positions_keep_nodes_apart(region: nx.MultiDiGraph) -> None:
    places = positions(region)
    assert set(places) == set(region)
    spots = list(places.values())
    assert min(max(abs(a[0] - b[0]), abs(a[1] - b[1])) for i, a in enumerate(spots) for b in spots[:i]) > 30


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_small_graphs_have_positions(size: int) -> None:
    assert len(positions(network(["Name"] * size))) == size


def test_a_large_page_stays_small_enough_to_send() -> None:
    large = network([f"Netzwerk der Initiative Nummer {index}" for index in range(300)])
    written = page(large, OVERVIEW, "de")
    assert large.number_of_edges() > 500
    assert len(written) < 2_000_000


def test_data_in_the_page_is_json_without_markup() -> None:
    written = page(hostile_network(), OVERVIEW, "en")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', written, re.DOTALL)
    assert found
    assert not set("<>&\u2028\u2029") & set(found[1])
    assert json.loads(found[1])["records"]["nodes"][0]["label"] == HOSTILE


def test_unknown_language_is_refused(region: nx.MultiDiGraph) -> None:
    with pytest.raises(UsageError, match="Choose one of: de, en"):
        page(region, OVERVIEW, "fr")


def test_status_without_a_style_is_reported() -> None:
    graph = network(["A", "B"])
    tie(graph, *graph.nodes, status="rumoured")
    with pytest.raises(DataError, match=r"Add \[statuses.rumoured\]"):
        page(graph, OVERVIEW, "de")
