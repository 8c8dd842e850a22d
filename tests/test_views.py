"""Views: files that say what a picture shows; on the real graph each gives a page with the same content as a table and a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from clustereval.cases import ambiguities
from clustereval.desk import Desk
from clustereval.errors import DataError
from clustereval.findings import finding_text
from clustereval.networks import measure
from clustereval.views import NETWORKS, View, find_views, read_view, view_drawing, view_network, view_page

ROOT = Path(__file__).parent.parent
VIEWS = find_views([ROOT / "visualisations"])


def test_the_built_in_views() -> None:
    assert set(VIEWS) == {"ambiguity", "brokerage", "cooperation", "ontology", "overlap", "reciprocity", "scenario"}


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_every_node_has_a_label_and_a_group_of_the_legend(view: View, desk: Desk) -> None:
    graph = view_network(desk, view)
    assert len(graph) > 5
    for node, data in graph.nodes(data=True):
        assert data["label"] != node and data["group"] in view.groups, node


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_every_edge_has_a_style_of_the_legend_and_a_passage(view: View, desk: Desk) -> None:
    # The map of the ontology shows no source: what an edge means is told instead.
    told = "text" if view.name == "ontology" else "passages"
    for source, target, data in view_network(desk, view).edges(data=True):
        assert data["status"] in view.statuses, (source, target)
        assert any(piece[told] for piece in data["evidence"]), (source, target, data["kind"])


def test_a_thing_in_the_overlap_view_is_shared_by_two_clusters(desk: Desk) -> None:
    graph = view_network(desk, VIEWS["overlap"])
    clusters = {str(cluster) for cluster in desk.sides.column("cluster")}
    for node in set(graph) - clusters:
        assert len(set(graph.predecessors(node))) > 1, node


def test_ambiguous_ties_are_marked_and_others_are_not(desk: Desk) -> None:
    edges = list(view_network(desk, VIEWS["ambiguity"]).edges(data=True))
    assert {data["status"] in {"high", "medium", "low"} for _, _, data in edges if data["marked"]} == {True}
    assert any(not data["marked"] for _, _, data in edges)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", list(VIEWS))
def test_a_page_of_the_real_graph_draws_offline(name: str, lang: str, desk: Desk, german_desk: Desk, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.html"
    path.write_text(view_page(german_desk if lang == "de" else desk, VIEWS[name]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_selector("#ties tbody tr", state="attached")
    rows = page.locator("#ties tbody tr").count()
    listing = view_drawing(desk, VIEWS[name]).listing
    assert page.locator("#listed tbody tr").count() == (len(listing.rows) if listing else 0)
    assert not set("{}") & set(page.locator(".finding").inner_text())
    assert page.locator("html").get_attribute("lang") == lang
    assert rows == view_network(desk, VIEWS[name]).number_of_edges()
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
    page.close()


def test_a_view_that_lacks_a_key_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text('network = "ties"\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"bare\.toml: The key 'groups' is missing"):
        read_view(path)


def test_a_view_of_an_unknown_network_is_told(tmp_path: Path) -> None:
    text = (ROOT / "visualisations" / "ambiguity.toml").read_text(encoding="utf-8")
    path = tmp_path / "odd.toml"
    path.write_text(text.replace('network = "ambiguity"', 'network = "rolls"'), encoding="utf-8")
    with pytest.raises(DataError, match="must be one of ties, overlaps, reciprocity, brokerage, ambiguity"):
        read_view(path)


def test_a_project_s_own_view_needs_no_line_of_python(tmp_path: Path, desk: Desk) -> None:
    text = (ROOT / "visualisations" / "cooperation.toml").read_text(encoding="utf-8")
    (tmp_path / "paper.toml").write_text(text.replace('["ties"]', '["written_ties"]'), encoding="utf-8")
    view = find_views([ROOT / "visualisations", tmp_path])["paper"]
    kinds = {data["kind"].rsplit("/")[-1] for _, _, data in view_network(desk, view).edges(data=True)}
    assert kinds <= {"CooperationAgreement", "CooperationContract", "StrategicPartnership"}


def slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_a_view_has_the_numbers_that_its_finding_may_use(view: View, desk: Desk) -> None:
    figures = view_drawing(desk, view).figures
    assert set(figures) == set(NETWORKS[view.network].fields)
    assert set(view.finding) == {"de", "en"}
    assert finding_text(view.finding, figures, "en") != finding_text(view.finding, figures, "de")


def test_the_finding_of_cooperation_counts_its_ties(desk: Desk) -> None:
    drawing = view_drawing(desk, VIEWS["cooperation"])
    statuses = [data["status"] for *_, data in drawing.graph.edges(data=True)]
    assert (drawing.figures["ties"], drawing.figures["existing"]) == (len(statuses), statuses.count("existing"))
    assert drawing.figures["planned"] == statuses.count("recommended") + statuses.count("aspired")


def test_reciprocity_as_read_in_the_report(desk: Desk) -> None:
    # Both chapters: CEESA and MAHREG (lines 675, 341), CEESA and SMAB (675, 738). One: MAHREG names SMAB and chemistry (341), SMAB names the food
    # network (738). Only recommended: food with biotechnology and with CEESA (597). 15 pairs less these 7 are 8 of which no chapter speaks.
    drawing = view_drawing(desk, VIEWS["reciprocity"])
    edges = {(slug(a), slug(b), data["directed"]): data["status"] for a, b, data in drawing.graph.edges(data=True)}
    assert edges == {
        ("ceesa", "mahreg-automotive", False): "both",
        ("ceesa", "smab", False): "both",
        ("mahreg-automotive", "smab", True): "one_side",
        ("mahreg-automotive", "chemie-kunststoffe-mitteldeutschland", True): "one_side",
        ("smab", "netzwerk-ernaehrungswirtschaft", True): "one_side",
        ("biotechnologie-sachsen-anhalt", "netzwerk-ernaehrungswirtschaft", False): "recommended_only",
        ("ceesa", "netzwerk-ernaehrungswirtschaft", False): "recommended_only",
    }
    assert [drawing.figures[key] for key in ("pairs", "both", "one_side", "recommended_only", "none")] == [15, 2, 3, 2, 8]
    assert len(drawing.graph) == 6


def test_a_silent_chapter_stands_beside_the_one_that_speaks(desk: Desk) -> None:
    graph = view_network(desk, VIEWS["reciprocity"])
    (evidence,) = [data["evidence"] for a, b, data in graph.edges(data=True) if slug(b) == "chemie-kunststoffe-mitteldeutschland"]
    assert [piece["title"] for piece in evidence] == ["Chapter of MAHREG Automotive", "Chapter of Chemistry/Plastics Central Germany"]
    assert [[passage["lines"][0] for passage in piece["passages"]] for piece in evidence] == [[341, 394], []]
    assert evidence[1]["text"] == "says nothing of a cooperation with MAHREG Automotive."


def test_brokers_are_those_that_the_measure_finds(desk: Desk) -> None:
    drawing = view_drawing(desk, VIEWS["brokerage"])
    measured = {item["actor"]["iri"]: item["all"] for item in measure(desk, "brokerage", "brokerage").items}
    assert measured == {item["actor"]["iri"]: item["all"] for item in measure(desk, "cooperation", "brokerage").items}
    assert drawing.listing
    assert {row.target: int(row.cells[2]) for row in drawing.listing.rows} == measured
    assert sum(measured.values()) == drawing.figures["brokerages"]
    ranked = [drawing.graph.nodes[row.target]["size"] for row in drawing.listing.rows]
    assert ranked == sorted(ranked, reverse=True) and ranked[0] > 3 * ranked[-1]


def test_every_case_stands_on_a_tie_of_its_parties_or_on_its_one_party(desk: Desk) -> None:
    drawing = view_drawing(desk, VIEWS["ambiguity"])
    at: dict[str, set[str]] = {}
    for a, b, data in drawing.graph.edges(data=True):
        for piece in data["evidence"] if data["marked"] else ():
            at.setdefault(piece["id"], set()).update((a, b))
    for node, data in drawing.graph.nodes(data=True):
        assert data["marked"] == bool(data["evidence"])
        for piece in data["evidence"]:
            assert piece["id"] not in at
            at[piece["id"]] = {node}
    for item in ambiguities(desk).items:
        parties = {party["iri"] for party in item["parties"]}
        assert at[item["id"]] == parties & set(drawing.graph), item["id"]
        assert not {iri for iri in parties - set(drawing.graph) if "/actor/" in iri or "/person/" in iri}, item["id"]


def test_the_part_of_a_cluster_holds_its_cases_the_gravest_first(desk: Desk) -> None:
    drawing = view_drawing(desk, VIEWS["ambiguity"])
    assert drawing.listing and len(drawing.scopes) == 6
    for cluster in drawing.scopes:
        listed = [row for row in drawing.listing.rows if cluster in row.scopes]
        assert [row.target for row in listed] == [item["id"] for item in ambiguities(desk, actor=cluster).items]
        shown = {piece["id"] for *_, data in drawing.graph.edges(data=True) if cluster in data["scopes"] and data["marked"] for piece in data["evidence"]}
        shown |= {piece["id"] for _, data in drawing.graph.nodes(data=True) if cluster in data["scopes"] for piece in data["evidence"]}
        assert shown >= {row.target for row in listed}
    severities = [row.cells[0] for row in drawing.listing.rows]
    assert severities == sorted(severities, key=["high", "medium", "low"].index)


def test_a_case_is_read_from_the_list_of_one_cluster(desk: Desk, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "ambiguity.html"
    path.write_text(view_page(desk, VIEWS["ambiguity"]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    page.select_option("#part", label="CEESA")
    rows = page.locator("#listed tbody tr:visible")
    expect(rows).to_have_count(len(ambiguities(desk, actor="ceesa").items))
    page.locator("#listed tbody tr:visible", has_text="detected").first.click()
    details = page.locator("#details")
    for text in ("severity", "basis", "rule", "innocent explanation", "remedy", "Section 4.5"):
        expect(details).to_contain_text(text)
    drawing = view_drawing(desk, VIEWS["ambiguity"])
    (ceesa,) = [key for key, label in drawing.scopes.items() if label == "CEESA"]
    expect(page.locator("#ties tbody tr:visible")).to_have_count(sum(ceesa in data["scopes"] for *_, data in drawing.graph.edges(data=True)))
    page.close()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('de = "{ties}"\nen = "{knots}"', r"\[finding\] in en uses {knots}; there is only: actors, existing, most"),
        ('de = "{ties.__class__}"\nen = "{ties}"', r"in de uses {ties.__class__}"),
        ('de = "{ties!r}"\nen = "{ties:>99}"', r"in de uses {ties}"),
        ('de = "{ties"\nen = "{ties}"', r"in de: .*Write each field as {name}"),
        ('de = "{ties}"', r"lacks the language en"),
    ],
    ids=["unknown", "attribute", "format", "brace", "language"],
)
def test_a_finding_with_a_wrong_field_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    whole = (ROOT / "visualisations" / "cooperation.toml").read_text(encoding="utf-8")
    start = whole.index("[finding]")
    path = tmp_path / "odd.toml"
    path.write_text(f"{whole[:start]}[finding]\n{text}\n\n{whole[whole.index('[groups.cluster]') :]}", encoding="utf-8")
    with pytest.raises(DataError, match=sentence):
        read_view(path)


def test_an_empty_page_and_one_without_a_template_say_no_finding() -> None:
    assert finding_text({"de": "{ties}", "en": "{ties}"}, {}, "en") == ""
    assert finding_text({}, {"ties": 1}, "en") == ""
    assert finding_text({"de": "{ties} {most}"}, {"ties": 1234, "most": "{ties}"}, "de") == "1.234 {ties}"
