"""The page of the evaluation: from the heat map to the findings, the comparison of clusters, own weights."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

CEESA = "https://w3id.org/clustereval/saxony-anhalt-2013/actor/ceesa"


def test_a_cell_leads_to_its_findings_and_back(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/evaluation")
    visit.click('#map a[title^="CEESA, 3.6"]')
    expect(visit.locator("#detail h2")).to_contain_text("3.6")
    expect(visit.locator("#detail .badge.interpreted")).to_have_text("coded by this project")
    # Report, line 688: the importance of skilled labour differs between the parts of the cluster.
    expect(visit.locator("#detail .findings .cite").first).to_have_text("4.5.2 l. 688")
    expect(visit.locator("select[name=cluster]")).to_have_value(CEESA)
    visit.reload()
    expect(visit.locator("#detail h3")).to_contain_text("CEESA")
    visit.go_back()
    expect(visit.locator("#detail")).to_have_count(0)


def test_every_rating_of_the_map_says_who_coded_it(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/evaluation")
    cells = visit.locator("#map td.cell a")
    assert cells.count() == 144, "24 sub-criteria, six clusters"
    assert all("coded by this project" in text for text in cells.all_inner_texts())


def test_a_row_puts_all_clusters_side_by_side(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/evaluation?cluster=ceesa&criterion=3.6")
    visit.click("text=Alle Cluster unter diesem Teilkriterium")
    expect(visit.locator("#detail .voice")).to_have_count(6)


def test_a_cluster_alone_has_one_column_and_its_own_gaps(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/evaluation?cluster=ceesa")
    expect(visit.locator("#map thead th")).to_have_count(2)
    assert set(visit.locator("#gaps tbody td:nth-child(2)").all_text_contents()) == {"CEESA"}


def test_own_weights_stand_in_the_address(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/evaluation")
    before = visit.locator("#order table").first.inner_text()
    for number in (1, 2, 4, 5, 6):
        visit.locator(f"#w{number}").fill("0")
    expect(visit.locator("output[for=w1]")).to_have_text("0")
    visit.click("text=Order by these weights")
    assert "w1=0" in visit.url and "w3=1" in visit.url
    assert visit.locator("#order table").first.inner_text() != before
    visit.click("text=Weigh all alike")
    assert visit.locator("#order table").first.inner_text() == before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("criterion=9.9", "no &#39;9.9&#39; here"),
        ("cluster=zere", "was not evaluated"),
        ("w1=much", "is no weight for strategic positioning"),
        ("w1=-1", "must be a number from 0 upwards"),
        ("w1=nan", "must be a number from 0 upwards"),
        ("w1=0&w2=0&w3=0&w4=0&w5=0&w6=0", "all weights are 0"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(asked: str, said: str, visit: Page, explorer: str) -> None:
    answer = visit.request.get(f"{explorer}/en/evaluation?{asked}")
    assert answer.status == 404 and said in answer.text()
