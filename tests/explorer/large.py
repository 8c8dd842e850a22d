"""A large project: the tiny one with thousands of companies more, tied mostly within groups."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

GROUPS, SIZE, TIES = 25, 100, 6_000
BASE = "https://w3id.org/clustereval/tiny"


def write_large(tiny: Path, place: Path) -> Path:
    """Copy the tiny project and add GROUPS × SIZE companies and TIES ties between them, nearly all within a group; return its folder."""
    shutil.copytree(tiny, place)
    chance = random.Random(1)
    companies = [f'<{BASE}/actor/firm-{number}> a ce:Company ; skos:prefLabel "Firma {number}"@de , "Firm {number}"@en .' for number in range(GROUPS * SIZE)]
    pairs = {(number, number // SIZE * SIZE + (number + 1) % SIZE) for number in range(GROUPS * SIZE)}
    while len(pairs) < TIES:
        one = chance.randrange(GROUPS * SIZE)
        other = one // SIZE * SIZE + chance.randrange(SIZE) if chance.random() < 0.95 else chance.randrange(GROUPS * SIZE)
        if one != other and (other, one) not in pairs:
            pairs.add((one, other))
    ties = [
        f"<{BASE}/cooperation/l-{number}> a ce:Cooperation ; ce:linksFrom <{BASE}/actor/firm-{one}> ; ce:linksTo <{BASE}/actor/firm-{other}> ; "
        "ce:kind cec:GeneralCooperation ; ce:status cec:Existing ."
        for number, (one, other) in enumerate(sorted(pairs))
    ]
    prefixes = (
        "@prefix ce: <https://w3id.org/clustereval/ontology#> .\n@prefix cec: <https://w3id.org/clustereval/concept/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n"
    )
    (place / "graph" / "companies.ttl").write_text(prefixes + "\n".join(companies) + "\n", encoding="utf-8")
    passage = (
        f'<{BASE}/passage/b-list> a ce:Passage ; ce:inSource <{BASE}/source/report> ; ce:inChapter <{BASE}/chapter/b> ; ce:section "b" ; '
        'ce:firstLine 5 ; ce:lastLine 5 ; dcterms:description "Die Liste nennt viele Verbindungen."@de , "The list names many ties."@en .\n'
    )
    text = f"{prefixes}{passage}<{BASE}/passage/b-list> {{\n" + "\n".join(ties) + "\n}\n"
    (place / "graph" / "list.trig").write_text(text, encoding="utf-8")
    return place
