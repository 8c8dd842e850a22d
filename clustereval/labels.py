"""Labels: what to show for an IRI in a language, and which IRI a person means by a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from clustereval.errors import UsageError
from clustereval.namespaces import Iri, shorten
from clustereval.tables import snake_case

if TYPE_CHECKING:
    from clustereval.store import Store
    from clustereval.tables import Table

__all__ = ["LANGUAGES", "code", "figure", "fold", "item", "labels_for", "nearest", "resolve", "word"]

LANGUAGES = ("de", "en")

GERMAN = {
    # headings
    "a": "A",
    "a_says": "A sagt",
    "actor": "Akteur",
    "actors": "Akteure",
    "addressees": "an",
    "after": "nachher",
    "all": "alle",
    "aspect": "Gesichtspunkt",
    "b": "B",
    "b_says": "B sagt",
    "basis": "Grundlage",
    "before": "vorher",
    "betweenness": "Zwischenzentralität",
    "betweenness_centralisation": "Zentralisierung (Zwischenzentralität)",
    "body": "Gremium oder Amt",
    "brokerage": "Vermittlungen",
    "cases_stated": "benannt oder nahegelegt",
    "chain": "Kette",
    "chance": "Zufall",
    "changes": "Änderungen",
    "claim": "Aussage",
    "claimed_by": "laut",
    "class": "Klasse",
    "classes": "Klassen",
    "cluster": "Cluster",
    "community": "Gemeinschaft",
    "components": "Teile",
    "constraint": "Einschränkung (Burt)",
    "consultant": "Berater",
    "coefficient": "Koeffizient",
    "cooperating_pairs": "kooperierende Clusterpaare",
    "cooperation": "Kooperation",
    "cooperation_claimed": "Kooperation laut",
    "coordinator": "Koordinator",
    "core": "Kern",
    "count": "Anzahl",
    "coverage": "Abdeckung",
    "criterion": "Kriterium",
    "cut_off": "abgeschnitten",
    "degree": "Grad",
    "degree_centralisation": "Zentralisierung (Grad)",
    "density": "Dichte",
    "dimension": "Dimension",
    "disagreements": "Widersprüche",
    "edges": "Kanten",
    "effective_size": "wirksame Größe",
    "entities": "Dinge",
    "expected": "erwartet",
    "explanation": "Erklärung",
    "field": "Feld",
    "finding": "Befund",
    "first": "vorn",
    "folder": "Ordner",
    "found": "gefunden",
    "from_existing": "aus Bestehendem",
    "gatekeeper": "Torwächter",
    "general": "nicht mitgezählt, weil verbreitet",
    "graphs": "benannte Graphen",
    "group": "Gruppe",
    "highest": "höchste",
    "id": "Kennung",
    "innocent_explanation": "harmlose Erklärung",
    "item": "Sache",
    "jaccard": "Jaccard",
    "kind": "Art",
    "largest": "größter Teil",
    "least": "mindestens gemeinsam",
    "level": "Ebene",
    "liaison": "Verbindungsperson",
    "lead_market": "Leitmarkt",
    "lead_markets": "Leitmärkte ohne Beitrag",
    "links": "Verbindungen",
    "loss_of": "Ausfall von",
    "lowest": "niedrigste",
    "management": "Management",
    "measure": "Maß",
    "median": "Median",
    "missed": "nicht gefunden",
    "modularity": "Modularität",
    "most_like": "am ähnlichsten",
    "mostly": "die von hoher Schwere vor allem",
    "name": "Name",
    "near": "ähnlich",
    "new": "neu",
    "nodes": "Knoten",
    "null_chance": "Zufall (Nullmodell)",
    "number": "Zahl",
    "objects": "Objekte",
    "one": "einerseits",
    "other": "andererseits",
    "other_level": "andere Ebene",
    "other_passages": "dort",
    "others_say": "andere sagen",
    "outcome": "Ergebnis",
    "pairs": "Paare",
    "parameters": "Parameter",
    "parties": "Beteiligte",
    "parts": "Teile",
    "passage": "Passage",
    "passages": "Stellen",
    "perspective": "Perspektive",
    "place": "Platz",
    "possible": "möglich",
    "printed": "wie gedruckt",
    "properties": "Eigenschaften",
    "property": "Eigenschaft",
    "quantity": "Größe",
    "question": "Frage",
    "ranked_by": "gereiht nach",
    "rated": "eingestuft",
    "rated_by": "eingestuft durch",
    "rating": "Einstufung",
    "reason": "Grund",
    "recall": "Trefferquote",
    "reciprocal": "beidseitig",
    "recommendation": "Empfehlung",
    "relation": "Beziehung",
    "remedy": "Abhilfe",
    "representative": "Vertreter",
    "review": "Urteil",
    "round": "Runde",
    "rule": "Regel",
    "rules": "Regeln",
    "same_parties": "gleiche Beteiligte",
    "samples": "Ziehungen",
    "scenario": "Szenario",
    "scope": "für",
    "second": "dahinter",
    "seed": "Startwert",
    "severity": "Schwere",
    "share": "Anteil",
    "shared": "gemeinsam",
    "shared_by": "geteilt von",
    "shared_pairs": "auch anders verbunden",
    "source": "von",
    "stability": "Stabilität",
    "standard_error": "Standardfehler",
    "status": "Status",
    "step": "Schritt",
    "steps": "Stufen",
    "sub_criterion": "Teilkriterium",
    "subject": "Gegenstand",
    "subjects": "Subjekte",
    "swapped_over": "getauscht über",
    "target": "zu",
    "target_level": "Zielebene",
    "text": "Text",
    "thing": "Gegenstand",
    "ties": "Verbindungen",
    "title": "Titel",
    "topic": "Gegenstand",
    "transitivity": "Transitivität",
    "triples": "Tripel",
    "unit": "Einheit",
    "value": "Wert",
    "via": "über",
    "voice": "laut",
    "weight": "Gewicht",
    "what": "was",
    "why": "warum",
    "wins_less_losses": "Siege minus Niederlagen",
    "without_carrier": "ohne Träger",
    "without_contact": "ohne Ansprechperson",
    "without_funding": "ohne Förderung",
    "without_named_funder": "ohne benannten Geldgeber",
    # values
    "absent": "fehlt ausdrücklich",
    "actual": "Ist",
    "ambiguity": "Rollenunklarheit",
    "apart": "ohne Bezug",
    "aspired": "angestrebt",
    "both": "beide Kapitel nennen sie",
    "carrier": "Träger",
    "carriers": "Träger",
    "change": "Änderung",
    "complementary_cooperation": "ergänzende Kooperation",
    "confirmed": "bestätigt",
    "coordinated_overlap": "abgestimmte Überschneidung",
    "detected": "durch Regel gefunden",
    "covered": "abgedeckt",
    "derived": "abgeleitet",
    "dismissed": "verworfen",
    "ended": "beendet",
    "existing": "besteht",
    "fulfilled": "erfüllt",
    "funder": "Geldgeber",
    "governance": "Gremien",
    "grave_cases": "Die Fälle von hoher Schwere",
    "high": "hoch",
    "implemented": "umgesetzt",
    "implied": "nahegelegt",
    "largely": "weitgehend",
    "lead-markets": "Leitmärkte",
    "lost": "verloren",
    "low": "gering",
    "medium": "mittel",
    "members": "Mitglieder",
    "no": "nein",
    "none": "kein Kapitel nennt sie",
    "not": "nicht",
    "nothing_lost": "nichts verloren",
    "not_assessed": "noch nicht beurteilt",
    "not_implemented": "nicht umgesetzt",
    "not_stated": "nicht angegeben",
    "nothing": "nichts",
    "one_side": "nur ein Kapitel nennt sie",
    "open": "offen",
    "organisation": "Organisation",
    "overall": "übergreifend",
    "overlap": "Überschneidung",
    "partly": "teilweise",
    "partly_implemented": "teilweise umgesetzt",
    "partner_network": "Partnernetzwerk",
    "partners": "Partner",
    "people": "Menschen",
    "person": "Person",
    "recommended": "empfohlen",
    "recommended_only": "nur empfohlen oder angestrebt",
    "regions": "Regionen",
    "reopened": "wieder offen",
    "services": "Leistungen",
    "several_or_all": "mehrere oder alle",
    "stated": "benannt",
    "target-groups": "Zielgruppen",
    "still_open": "weiterer Handlungsbedarf",
    "themes": "Themen",
    "together": "zusammen",
    "unclear": "unklar",
    "uncovered": "nicht abgedeckt",
    "uncoordinated_overlap": "unabgestimmte Überschneidung",
    "unknown": "unbekannt",
    "yes": "ja",
}
"""German for the headings and fixed values of tables; JSON keeps the English ones, which are its stable keys."""
ENGLISH = {
    "both": "named by both chapters",
    "brokerage": "brokerages",
    "general": "not counted, being common",
    "least": "shared at least",
    "mostly": "those of high severity mostly",
    "none": "named by no chapter",
    "one_side": "named by one chapter only",
    "recommended_only": "only recommended or aspired",
}
"""English for the codes that do not speak for themselves; of the others the code is the word."""


def labels_for(store: Store, cells: Iterable[object], lang: str) -> dict[str, str]:
    """Return the text to show for each IRI among the cells: in `lang`, else in another language, else its short form."""
    iris = {cell for cell in cells if isinstance(cell, Iri)}
    shown = {iri: shorten(iri) for iri in iris}
    for iri, by_language in store.labels_of(iris).items():
        shown[Iri(iri)] = next((by_language[key] for key in (lang, "", *LANGUAGES) if key in by_language), shorten(iri))
    return {str(iri): text for iri, text in shown.items()}


def word(code: object, lang: str) -> str:
    """Return a heading or a fixed value of a table as a person reads it in `lang`."""
    if isinstance(code, bool):
        code = "yes" if code else "no"
    return GERMAN.get(str(code), str(code)) if lang == "de" else ENGLISH.get(str(code), str(code).replace("_", " "))


def code(concept: str) -> str:
    """Return the JSON key of a concept: `cec:NotStated` becomes `not_stated`."""
    return snake_case(concept.rsplit("/", 1)[-1])


def item(iri: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Return an IRI as an item of a JSON answer, with its label."""
    return {"iri": str(iri), "label": labels.get(iri, shorten(iri))}


def figure(value: float, lang: str, places: int | None = None) -> str:
    """Return a number as people write it in a language: 22.865 and 0,41 in German, 22,865 and 0.41 in English; not for years.

    `places` are those after the decimal mark; without them, as many as the number has.
    """
    text = f"{value:,}" if places is None else f"{value:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text


def fold(name: str) -> str:
    """Return a name without case, accents, punctuation and double spaces, as names are compared."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())


def resolve(name: str, names: Table) -> Iri:
    """Return the one IRI that a person means by `name`: an IRI, a short IRI, or a name or spelling that the graph knows.

    `names` has the columns entity and name. A name that fits whole beats one that begins with it, and that beats one that
    contains it. Raises UsageError, with the nearest names, when nothing fits or when several fit equally well.
    """
    pairs = [(str(entity), str(text)) for entity, text in zip(names.column("entity"), names.column("name"), strict=True)]
    wanted, given = fold(name), name.strip()
    if not wanted:
        raise UsageError("An empty name fits nothing. Give a name, such as mahreg.", "Ein leerer Name passt auf nichts. Geben Sie einen Namen an.")
    whole: set[str] = set()
    starts: set[str] = set()
    inside: set[str] = set()
    for entity, text in pairs:
        folded = fold(text)
        if given in {entity, shorten(entity)}:
            return Iri(entity)
        if wanted in {folded, fold(entity.rsplit("/", 1)[-1])}:
            whole.add(entity)
        elif f"{folded} ".startswith(f"{wanted} "):
            starts.add(entity)
        elif f" {wanted}" in f" {folded}":
            inside.add(entity)
    for fitting in (whole, starts, inside):
        if len(fitting) == 1:
            return Iri(fitting.pop())
        if fitting:
            several = ", ".join(sorted(shorten(iri) for iri in fitting)[:12])
            raise UsageError(
                f"{name!r} fits {len(fitting)} names: {several}. Give one of them.",
                f"„{name}“ passt auf {len(fitting)} Namen: {several}. Geben Sie einen davon an.",
            )
    known = [*(text for _, text in pairs), *(entity.rsplit("/", 1)[-1] for entity, _ in pairs)]
    raise UsageError(
        f"The graph knows nothing called {name!r}.{nearest(name, known)}",
        f"Der Graph kennt nichts mit dem Namen „{name}“.{nearest(name, known, 'de')}",
    )


def nearest(name: str, known: Iterable[str], lang: str = "en") -> str:
    """Return a sentence with the known names that look most like `name`, or nothing."""
    import difflib

    texts: dict[str, str] = {}
    for text in known:
        texts.setdefault(fold(text), text)
    close = difflib.get_close_matches(fold(name), texts, n=4, cutoff=0.6)
    if not close:
        return ""
    names = {"de": " oder ", "en": " or "}[lang].join(texts[key] for key in close)
    return {"de": f" Meinten Sie {names}?", "en": f" Did you mean {names}?"}[lang]
