"""Links: every address to which a page leads is there."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape

import httpx

from clustereval.desk import Desk
from clustereval.explorer.frame import PAGES
from clustereval.scenario import recommended_changes

LIKE = 12
"""Links of one form that are followed; the hundreds of others are made alike."""


def form_of(address: str) -> str:
    """Return an address without the names of things and the values of parameters."""
    path, _, query = address.partition("?")
    return f"{path.rsplit('/', 1)[0] if path.count('/') > 2 else path}?{re.sub(r'=[^&]*', '', query)}"


def test_no_link_leads_nowhere(explorer: str) -> None:
    starts = [*PAGES, "cooperation?actor=ceesa", "thing/actor/ceesa", "thing/actor/smab", "source?section=4.5.2", "search?q=ceesa", "recommendations?page=2"]
    waiting = deque(f"/en/{page}" for page in starts)
    seen, forms, broken = set(waiting), Counter[str](), []
    with httpx.Client(base_url=explorer, timeout=60) as client:
        while waiting:
            address = waiting.popleft()
            answer = client.get(address)
            if answer.status_code >= 400:
                broken.append(f"{address}: {answer.status_code}")
            # What a page of the navigation leads to is looked at, not what that leads to in turn: the pages are made alike.
            if address.removeprefix("/en/") not in starts:
                continue
            for found in re.findall(r'(?:href|src)="(/[^"#]*)', answer.text):
                link = unescape(found)
                forms[form_of(link)] += link not in seen
                if link not in seen and forms[form_of(link)] <= LIKE and "/scenario?" not in link:
                    seen.add(link)
                    waiting.append(link)
    assert not broken
    assert len(seen) > 200, "there are links"


def test_what_a_page_offers_to_suppose_can_be_supposed(explorer: str, desk: Desk) -> None:
    with httpx.Client(base_url=explorer, timeout=60) as client:
        page = "".join(client.get(f"/en/recommendations?page={number}").text for number in range(1, 6))
    offered = set(re.findall(r'href="/en/scenario[?]recommendation=([^"]*)', page))
    assert len(offered) > 20
    assert all(recommended_changes(desk, recommendation=name).changes for name in offered)
