"""Boards: matrices and flows on the real graph, looked at with a real browser; every cell is one click from its passages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from clustereval.answers import overlaps
from clustereval.boards import BOARDS as CONTENTS
from clustereval.boards import Board, board_data, board_page, find_boards, read_board
from clustereval.desk import Desk
from clustereval.errors import DataError
from clustereval.evaluation import SCALE
from clustereval.figures import FIELDS
from clustereval.findings import finding_text

ROOT = Path(__file__).parent.parent
BOARDS = find_boards([ROOT / "visualisations"])


def opened(browser: Browser, path: Path, html: str, width: int = 1400) -> tuple[Page, list[str]]:
    """Open a page from a file; return it with the list of its console messages and of requests beyond the file."""
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 1000})
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda request: noise.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None)
    page.goto(path.as_uri())
    return page, noise


def test_the_built_in_boards() -> None:
    assert set(BOARDS) == {"evaluation", "governance", "markets", "quadrants", "recommendations"}


def test_the_heat_map_has_a_cell_for_each_cluster_and_sub_criterion(desk: Desk) -> None:
    data = board_data(desk, BOARDS["evaluation"])
    rows = [row for group in data["groups"] for row in group["rows"]]
    assert (len(data["columns"]), [len(group["rows"]) for group in data["groups"]]) == (6, [4, 4, 7, 3, 3, 3])
    assert all(len(row["cells"]) == 6 for row in rows)
    for row in rows:
        for cell in row["cells"]:
            assert cell["pieces"] and all(piece["passages"] for piece in cell["pieces"]), cell["key"]
            assert cell["rule"], "no rating without saying who coded it"


@pytest.mark.parametrize("board", BOARDS.values(), ids=lambda board: board.name)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_board_opens_without_a_sound_and_without_the_network(
    board: Board, lang: str, browser: Browser, desk: Desk, german_desk: Desk, tmp_path: Path
) -> None:
    page, noise = opened(browser, tmp_path / "board.html", board_page(desk if lang == "en" else german_desk, board))
    assert page.locator("h1").inner_text() == board.title[lang]
    assert noise == []
    page.close()


def test_a_cell_clicked_shows_its_passages(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path / "board.html", board_page(desk, BOARDS["evaluation"]))
    page.locator("button.cell[data-key='6.1 CEESA']").click()
    details = page.locator("#details").inner_text()
    assert "CEESA: 6.1" in details and "Section 4.5.2" in details and re.search(r"lines? \d+", details)
    assert "coded by this project" in details
    assert "selected=6.1+CEESA" in page.url
    page.reload()
    assert "CEESA: 6.1" in page.locator("#details").inner_text()
    page.close()


def test_the_heat_map_says_who_rated_and_shows_no_bare_rating(browser: Browser, german_desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path / "board.html", board_page(german_desk, BOARDS["evaluation"]))
    assert "die Quelle nennt sie nicht" in page.locator("header").inner_text()
    page.close()


def test_arrow_keys_walk_the_matrix_and_tab_leaves_it(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path / "board.html", board_page(desk, BOARDS["evaluation"]))
    page.locator("button.cell").first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    focused = page.evaluate("document.activeElement.dataset.key")
    assert focused == page.locator("button.cell").nth(13).get_attribute("data-key")
    assert page.locator("button.cell[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.close()


def test_the_view_of_one_perspective_shows_its_ratings(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path / "board.html", board_page(desk, BOARDS["evaluation"]))
    before = page.locator("button.cell").all_inner_texts()
    page.get_by_role("radio", name="target level").check()
    after = page.locator("button.cell").all_inner_texts()
    assert before != after and "" in after
    data = board_data(desk, BOARDS["evaluation"])
    cells = [cell for group in data["groups"] for row in group["rows"] for cell in row["cells"]]
    letters = {key: mark["letter"] for key, mark in data["legend"].items()}
    assert after == [letters.get(cell["voices"].get("target level", ""), "") for cell in cells]
    page.close()


def test_the_flow_has_a_line_for_each_recommendation_of_2008(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path / "board.html", board_page(desk, BOARDS["recommendations"]))
    assert page.locator("g.flow").count() == page.locator("#board tbody tr").count() == 26
    page.locator("#board button", has_text="international").first.click()
    assert "Section 4." in page.locator("#details").inner_text()
    page.close()


def test_the_matrix_fits_a_telephone(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path / "board.html", board_page(desk, BOARDS["governance"]), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_hostile_text_stays_text(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    html = board_page(
        desk,
        Board("x", {"de": hostile, "en": hostile}, {"de": hostile, "en": hostile}, "governance", BOARDS["governance"].legend, {"de": hostile, "en": hostile}),
    )
    page, noise = opened(browser, tmp_path / "board.html", html)
    assert page.locator("h1").inner_text() == hostile
    assert hostile in page.locator(".finding").inner_text()
    assert page.locator("img").count() == 0 and noise == []
    page.close()


def test_colours_and_letters_tell_the_ratings_apart() -> None:
    legend = BOARDS["evaluation"].legend
    for lang in ("de", "en"):
        assert len({legend[key].letter[lang] for key in SCALE}) == len(SCALE)
    assert len({mark.colour for mark in legend.values()}) == len(legend)


def test_a_board_with_an_unknown_content_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(ROOT.joinpath("visualisations", "evaluation.toml").read_text(encoding="utf-8").replace('"evaluation"', '"weather"'), encoding="utf-8")
    with pytest.raises(DataError, match="must be one of"):
        read_board(path)
    path.write_text('board = "evaluation"\n[title]\nde = "a"\nen = "b"\n', encoding="utf-8")
    with pytest.raises(DataError, match="'legend' is missing"):
        read_board(path)


def test_a_value_without_a_mark_gets_a_sentence(desk: Desk) -> None:
    board = BOARDS["evaluation"]
    few = {key: mark for key, mark in board.legend.items() if key != "partly"}
    with pytest.raises(DataError, match=r"legend\.partly"):
        board_data(desk, Board(board.name, board.title, board.reading, board.shows, few))


def test_the_data_of_a_board_is_json(desk: Desk) -> None:
    for board in BOARDS.values():
        assert json.loads(json.dumps(board_data(desk, board), allow_nan=False))


@pytest.mark.parametrize("board", BOARDS.values(), ids=lambda board: board.name)
def test_a_board_has_the_numbers_that_its_finding_may_use(board: Board, desk: Desk) -> None:
    figures = CONTENTS[board.shows].figures(board_data(desk, board))
    assert set(figures) == set(FIELDS[board.shows])
    assert set(board.finding) == {"de", "en"} and not set("{}") & set(finding_text(board.finding, figures, "de"))


@pytest.mark.parametrize("name", ["evaluation", "governance", "markets"])
def test_the_finding_of_a_matrix_counts_its_cells(name: str, desk: Desk) -> None:
    data = board_data(desk, BOARDS[name])
    figures = CONTENTS[name].figures(data)
    values = [cell["value"] for group in data["groups"] for row in group["rows"] for cell in row["cells"]]
    assert {key: figures[key] for key in figures if key in BOARDS[name].legend} == {key: values.count(key) for key in figures if key in BOARDS[name].legend}
    assert figures["not_stated"] and figures.get("cells", len(values)) == len(values)


def test_a_finding_of_a_board_with_a_wrong_field_is_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    text = ROOT.joinpath("visualisations", "governance.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("{absent}", "{missing}"), encoding="utf-8")
    with pytest.raises(DataError, match=r"uses {missing}; there is only"):
        read_board(path)


def test_the_fields_are_those_of_the_overlap_of_all_dimensions(desk: Desk) -> None:
    data = board_data(desk, BOARDS["quadrants"])
    answer = {f"{item['a']['label']} – {item['b']['label']}": item["field"] for item in overlaps(desk, "together").items}
    assert {pair["label"]: pair["value"] for pair in data["pairs"]} == answer and len(answer) == 15
    for pair in data["pairs"]:
        assert all(thing["passages"] for part in pair["shared"] for thing in part["things"]), pair["label"]
    # MAHREG names an agreement with SMAB (line 341), SMAB's chapter has only the advice to work together more (line 740).
    (pair,) = [pair for pair in data["pairs"] if pair["key"] == "mahreg-automotive smab"]
    assert [[piece["passages"][0]["lines"][0] for piece in side["said"]] for side in pair["sides"]] == [[341, 394], [740]]


def test_pairs_move_to_another_field_when_other_things_count(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    page, noise = opened(browser, tmp_path / "board.html", board_page(desk, BOARDS["quadrants"]))

    def fields() -> dict[str, int]:
        return {name: page.locator(f"[data-quadrant='{name}'] li").count() for name in BOARDS["quadrants"].legend}

    data = board_data(desk, BOARDS["quadrants"])
    assert fields() == {name: sum(pair["value"] == name for pair in data["pairs"]) for name in BOARDS["quadrants"].legend}
    page.locator("#counted input[value='partners']").focus()
    page.keyboard.press("Space")
    counted = {part["key"] for part in data["dimensions"] if part["counts"]} - {"partners"}
    sizes = {pair["key"]: sum(len(part["things"]) for part in pair["shared"] if part["key"] in counted) for pair in data["pairs"]}
    assert fields()["coordinated_overlap"] == sum(sizes[pair["key"]] >= 2 and pair["cooperation"] for pair in data["pairs"])
    assert "Pairs in each field" in page.locator("#live").inner_text()
    page.fill("#least", "99")
    page.keyboard.press("Tab")
    assert fields()["apart"] == sum(not pair["cooperation"] for pair in data["pairs"])
    cells = page.locator("td[data-field]").all_inner_texts()
    assert sum("apart" in text for text in cells) == fields()["apart"]
    assert noise == []
    page.close()


def test_a_pair_shows_what_it_shares_and_what_both_chapters_say(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path / "board.html", board_page(desk, BOARDS["quadrants"]))
    page.locator("[data-pair='mahreg-automotive smab'] button").focus()
    page.keyboard.press("Enter")
    details = page.locator("#details").inner_text()
    for text in ("MAHREG Automotive – SMAB", "named by one chapter only", "Chapter of SMAB", "line 341", "line 740", "partners (4)"):
        assert text in details, text
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert page.locator("#board tbody tr").count() == 15
    page.close()


def test_the_fields_fit_a_telephone(browser: Browser, german_desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path / "board.html", board_page(german_desk, BOARDS["quadrants"]), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
