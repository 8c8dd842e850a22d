"""Resilience: what breaks if an actor, a carrier, a funder or programme, or a person drops out.

A cluster and its management count as one, under the name of the cluster, for the source uses both words for one another; a carrier stands
for itself. The net is made of existing cooperations, memberships and carriages; money and roles are links of who pays or holds them. A
group, which a source names only together ("companies"), holds nothing together: two that both work with companies need not know the same ones.
A support is a claim that holds something up; it falls when one of those behind it falls. Nothing is foretold: it is read off what a source names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from clustereval.answers import Answer
from clustereval.cooperation import STATUSES, Tie, find_ties
from clustereval.errors import UsageError
from clustereval.labels import item, nearest, resolve, word
from clustereval.namespaces import Iri, shorten
from clustereval.passages import cite, passage_items
from clustereval.tables import Table

if TYPE_CHECKING:
    import networkx as nx

    from clustereval.desk import Desk

__all__ = ["KINDS", "LOSSES", "Loss", "Lost", "Support", "drop_out", "find_losses", "find_supports", "net_of", "parts_without", "resilience", "stations_of"]

KINDS = ("actor", "carrier", "funder", "person")
LOSSES = ("without_carrier", "without_funding", "without_named_funder", "cut_off", "lead_markets", "services", "without_contact", "links")
"""What can be lost, the gravest first: losses are ranked by the number of each, one after the other (for `cut_off`: of parts, then of actors)."""
OF_CLUSTERS = {"without_carrier": "carriers", "without_funding": "funders", "without_contact": "contacts"}
"""What a cluster must have, and from which query of queries/resilience it is read; here silence is told."""
OF_THINGS = {"lead_markets": "contributors", "services": "providers"}


@dataclass(frozen=True)
class Support:
    """One claim that holds something up: who stands behind it (it needs all of them), what it holds, its status, and where it stands."""

    bearers: frozenset[Iri]
    item: Iri
    status: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Lost:
    """One thing that is lost, or of which the source says nothing: which of LOSSES, what, its status, and the passages."""

    what: str
    thing: Iri
    status: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Loss:
    """What breaks when one thing drops out.

    `parts` is the number of parts into which its component falls (0: it had no links), `share` how much of that component the largest part
    keeps; `silent` holds what the source does not state of the cluster itself or of those linked with it, and which therefore cannot be lost.
    """

    thing: Iri
    kinds: tuple[str, ...]
    lost: tuple[Lost, ...]
    parts: int
    share: float
    silent: tuple[Lost, ...]

    def of(self, what: str) -> list[Lost]:
        """Return what is lost of one kind."""
        return [lost for lost in self.lost if lost.what == what]


def stations_of(sides: Table) -> dict[str, str]:
    """Return the cluster for itself and for its management; `sides` has the columns actor, cluster, level."""
    return {str(row["actor"]): str(row["cluster"]) for row in sides.records() if row["level"] != "carrier"}


def net_of(ties: Iterable[Tie], stations: Mapping[str, str]) -> nx.Graph:
    """Return the net of existing ties: one edge for two stations, with the passages of all their ties, in a fixed order."""
    import networkx as nx

    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in ties:
        a, b = sorted(stations.get(end, str(end)) for end in (tie.source, tie.target))
        if tie.status == "existing" and a != b:
            pairs[a, b] += tie.passages
    graph = nx.Graph()
    graph.add_nodes_from(sorted(set(chain.from_iterable(pairs))))
    graph.add_edges_from((a, b, {"passages": tuple(dict.fromkeys(pairs[a, b]))}) for a, b in sorted(pairs))
    return graph


def find_supports(rows: Table, stations: Mapping[str, str]) -> list[Support]:
    """Return a support for each claim; `rows` has the columns of queries/resilience: claim, bearer, item, status, passage.

    A claim without a bearer is a support that nobody can take away: it is stated, but not by whom it is borne.
    """
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows.records():
        groups[str(row["claim"]), stations.get(row["item"], str(row["item"])), str(row["status"])].append(row)
    return [
        Support(
            frozenset(Iri(stations.get(row["bearer"], row["bearer"])) for row in claims if row["bearer"]),
            Iri(thing),
            STATUSES[status],
            tuple(dict.fromkeys(str(row["passage"]) for row in claims)),
        )
        for (_, thing, status), claims in groups.items()
    ]


def parts_without(graph: nx.Graph, thing: str, near: Iterable[str]) -> list[list[str]]:
    """Return the parts into which the component of a thing falls when it drops out, the largest first; `near` are those linked with it.

    Two parts or more make it a cut vertex (articulation point: Hopcroft and Tarjan 1973).
    """
    parts: list[list[str]] = []
    seen = {thing}
    for start in sorted(near):
        if start not in seen:
            part, ahead = {start}, [start]
            while ahead:
                # Walked by hand: a view of the net without the thing asks of every edge whether it is hidden, and takes twice as long.
                new = set(graph.adj[node] if (node := ahead.pop()) in graph else ()) - part - {thing}
                part |= new
                ahead += new
            parts.append(sorted(part))
            seen |= part
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def without(supports: Iterable[Support], thing: Iri, what: str, groups: frozenset[str]) -> list[Lost]:
    """Return the things of one kind that nothing holds up any more when `thing` drops out.

    Of funding also the clusters that are left with groups alone, which a source names only together and which may hold what has dropped out.
    """
    held: dict[Iri, list[Support]] = defaultdict(list)
    for support in supports:
        if support.status == "existing":
            held[support.item].append(support)
    lost = []
    for stands in sorted(held):
        gone = [support for support in held[stands] if thing in support.bearers]
        left = [support for support in held[stands] if thing not in support.bearers]
        passages = tuple(dict.fromkeys(passage for support in gone for passage in support.passages))
        if not gone or stands == thing:
            continue
        if not left:
            lost.append(Lost(what, stands, "lost", passages))
        elif what == "without_funding" and thing not in groups and all(support.bearers and support.bearers <= groups for support in left):
            lost.append(Lost("without_named_funder", stands, "lost", passages))
    return lost


def silences(pillars: Mapping[str, Sequence[Support]], clusters: Iterable[str]) -> list[Lost]:
    """Return of which cluster a source states no carrier, funder or contact that exists: not stated, or unclear where it says so."""
    found = []
    for what in OF_CLUSTERS:
        for cluster in sorted(clusters):
            said = [support for support in pillars.get(what, ()) if support.item == cluster]
            if not any(support.status == "existing" for support in said):
                unclear = [passage for support in said for passage in support.passages if support.status == "unclear"]
                found.append(Lost(what, Iri(cluster), "unclear" if unclear else "not_stated", tuple(dict.fromkeys(unclear))))
    return found


def find_losses(
    graph: nx.Graph,
    pillars: Mapping[str, Sequence[Support]],
    own: Sequence[Support],
    clusters: Iterable[str],
    groups: frozenset[str] = frozenset(),
) -> list[Loss]:
    """Return what breaks when each thing of the net, or behind a support, drops out; the gravest first, by the order of LOSSES.

    `pillars` gives the supports by LOSSES; `own` are the money and the roles, which link their bearer and nobody else with the net;
    `groups` are those that a source names only together. Cut vertices are found once (Hopcroft and Tarjan 1973); the share of the largest
    part is the measure of damage of Albert, Jeong and Barabási (2000), here for one loss at a time.
    """
    import networkx as nx

    links: dict[str, dict[str, tuple[str, ...]]] = {node: {other: graph[node][other]["passages"] for other in graph[node]} for node in graph}
    for support in own:
        if support.status == "existing":
            for bearer in support.bearers - {support.item}:
                before = links.setdefault(bearer, {}).get(support.item, ())
                links[bearer][support.item] = tuple(dict.fromkeys([*before, *support.passages]))
    behind: dict[str, set[str]] = defaultdict(set)
    for what, supports in pillars.items():
        for support in supports:
            if support.status == "existing":
                for bearer in support.bearers:
                    behind[bearer].add(what)
    silent = silences(pillars, clusters)
    unclear: dict[str, list[Lost]] = defaultdict(list)
    for support in own:
        if support.status == "unclear":
            for bearer in support.bearers:
                unclear[bearer].append(Lost("links", support.item, "unclear", support.passages))
    net = graph.subgraph([node for node in graph if node not in groups]).copy()
    cuts = set(nx.articulation_points(net))
    payers = {bearer for support in own if support.status == "existing" for bearer in support.bearers if "/person/" not in bearer}
    found = []
    for thing in sorted({*links, *behind, *unclear}):
        near = links.get(thing, {})
        members = {other for other in near if other not in groups}
        whole = bool(members) and thing in net and thing not in cuts and members == set(net[thing])
        parts = parts_without(net, thing, members) if not whole else []
        apart = [other for part in parts[1:] for other in part]
        lost = [loss for what, supports in pillars.items() if what in behind.get(thing, ()) for loss in without(supports, Iri(thing), what, groups)]
        lost += [Lost("cut_off", Iri(other), "lost", passages_to(near, part)) for part in parts[1:] for other in part]
        lost += [Lost("links", Iri(other), "lost", near[other]) for other in sorted(near)]
        kinds = {
            "person": "/person/" in thing,
            "group": thing in groups,
            "actor": thing in graph,
            "carrier": "without_carrier" in behind.get(thing, ()),
            "funder": thing in payers,
        }
        found.append(
            Loss(
                Iri(thing),
                tuple(kind for kind, fits in kinds.items() if fits),
                tuple(sorted(lost, key=lambda loss: LOSSES.index(loss.what))),
                1 if whole else len(parts),
                1.0 if whole else len(parts[0]) / (len(parts[0]) + len(apart)) if parts else 0.0,
                (*(said for said in silent if said.thing == thing or said.thing in near), *unclear[thing]),
            )
        )
    return sorted(found, key=rank)


def passages_to(near: Mapping[str, tuple[str, ...]], part: Iterable[str]) -> tuple[str, ...]:
    """Return the passages of the links that tie a thing to one part of the net."""
    return tuple(dict.fromkeys(passage for other in part for passage in near.get(other, ())))


def rank(loss: Loss) -> tuple[Any, ...]:
    """Return the key by which losses are put in order: the number of each of LOSSES, one after the other; then the name."""
    return (*(number for what in LOSSES for number in ((-loss.parts, -len(loss.of(what))) if what == "cut_off" else (-len(loss.of(what)),))), loss.thing)


def all_losses(desk: Desk) -> list[Loss]:
    """Return the losses of the graph, the gravest first."""
    stations = stations_of(desk.sides)
    clusters = {str(cluster) for cluster in desk.sides.column("cluster")}
    graph = net_of([*find_ties(desk.run("ties"), desk.sides), *find_ties(desk.run("carriages"), desk.sides)], stations)
    supports = {name: find_supports(desk.run(f"support_by_{name}"), stations) for name in (*OF_CLUSTERS.values(), *OF_THINGS.values(), "roles")}
    pillars = {what: [support for support in supports[name] if support.item in clusters] for what, name in OF_CLUSTERS.items()}
    pillars |= {what: supports[name] for what, name in OF_THINGS.items()}
    kinds = desk.run("kinds")
    groups = frozenset(str(row["thing"]) for row in kinds.records() if shorten(row["class"]) in {"ce:ActorGroup", "ce:NetworkGroup"})
    return find_losses(graph, pillars, [*supports["funders"], *supports["roles"]], clusters, groups)


def resilience(desk: Desk, thing: str | None = None, kind: str | None = None) -> Answer:
    """Return the ranking of losses, of one kind of thing or of all; or what one loss breaks in full.

    A group, which a source names only together, does not drop out as one: it is left out of the ranking, but answered when asked for.
    """
    if kind is not None and kind not in KINDS:
        names = ", ".join(KINDS)
        raise UsageError(f"There is no kind {kind!r}.{nearest(kind, KINDS)} All of them: {names}", f"Die Art „{kind}“ gibt es nicht. Alle: {names}")
    if thing is not None and kind is not None:
        raise UsageError("--kind chooses from the ranking. Leave it out to see what one loss breaks.")
    losses = all_losses(desk)
    if thing is None:
        return ranking(desk, [loss for loss in losses if "group" not in loss.kinds and (kind is None or kind in loss.kinds)])
    wanted = stations_of(desk.sides).get(found := resolve_any(desk, thing), found)
    return drop_out(desk, next((loss for loss in losses if loss.thing == wanted), Loss(Iri(wanted), (), (), 0, 0.0, ())))


def resolve_any(desk: Desk, name: str) -> Iri:
    """Return the actor or person that somebody means by a name."""
    index = desk.names.columns.index("entity")
    return resolve(name, Table(desk.names.columns, tuple(row for row in desk.names.rows if str(row[index]).split("/")[-2] in {"actor", "person"})))


def ranking(desk: Desk, losses: Sequence[Loss]) -> Answer:
    """Return losses as an answer: what each breaks, and of what the source is silent."""
    labels = desk.labels(iri for loss in losses for iri in (loss.thing, *(lost.thing for lost in (*loss.lost, *loss.silent))))
    items: list[dict[str, Any]] = []
    rows: list[tuple[str | int, ...]] = []
    for place, loss in enumerate(losses, 1):
        broken = {what: [{**item(lost.thing, labels), "passages": passage_items(desk.passages, lost.passages)} for lost in loss.of(what)] for what in LOSSES}
        silent = [{"what": said.what, "cluster": item(said.thing, labels), "status": said.status} for said in loss.silent]
        said = {"place": place, "actor": item(loss.thing, labels), "kinds": list(loss.kinds), "parts": loss.parts, "share": round(loss.share, 3)}
        items.append({**said, **broken, "not_stated": silent})
        kinds = ", ".join(word(kind, desk.lang) for kind in loss.kinds)
        cells = [cell for what in LOSSES for cell in ((loss.parts, len(loss.of(what))) if what == "cut_off" else (len(loss.of(what)),))]
        rows.append((place, labels[loss.thing], kinds, *cells, len(silent)))
    columns = (column for what in LOSSES for column in (("parts", what) if what == "cut_off" else (what,)))
    return Answer(items, Table(("place", "actor", "kind", *columns, "not_stated"), tuple(rows)), {"ranked_by": list(columns)})


def drop_out(desk: Desk, loss: Loss) -> Answer:
    """Return one loss in full: a row for each thing lost, for each kind of which nothing is lost, and for each silence of the source."""
    # Of a thing without anything that could be lost the source says nothing: that is silence, not safety.
    otherwise = "nothing_lost" if loss.lost else "not_stated"
    kept = [Lost(what, Iri(""), otherwise, ()) for what in LOSSES if what not in {said.what for said in (*loss.lost, *loss.silent)}]
    told = sorted((*loss.lost, *kept, *loss.silent), key=lambda lost: LOSSES.index(lost.what))
    labels = desk.labels([loss.thing, *(lost.thing for lost in told if lost.thing)])
    items: list[dict[str, Any]] = [
        {
            "actor": item(loss.thing, labels),
            "what": lost.what,
            "thing": item(lost.thing, labels) if lost.thing else None,
            "status": lost.status,
            "passages": passage_items(desk.passages, lost.passages),
        }
        for lost in told
    ]
    rows = tuple(
        (word(e["what"], desk.lang), e["thing"]["label"] if e["thing"] else "", word(e["status"], desk.lang), cite(e["passages"], desk.lang)) for e in items
    )
    return Answer(items, Table(("what", "thing", "status", "passages"), rows), {"loss_of": labels[loss.thing]})
