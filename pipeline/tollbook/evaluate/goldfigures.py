"""What is counted on the project's own gold, layer by layer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

from . import layers
from .collections import Case
from .figures import Figure
from .matching import kilometres, overlap, overlap_of, pairs
from .measures import Counts
from .view import IncidentView, MentionView, View

Count = Callable[[Case, View], Counts | None]


def _gold(case: Case) -> View:
    if case.view is None:
        raise ValueError(f"{case.id}: gold without annotation")
    return case.view


def of_layer(layer: str, count: Count) -> Count:
    """A count that has nothing to say of an article whose layer was not annotated."""

    def counted(case: Case, view: View) -> Counts | None:
        annotated = case.gold["article"]["meta"].get("layers")
        return None if annotated is not None and layer not in annotated else count(case, view)

    return counted


def _matched(case: Case, view: View, layer: str) -> list[tuple[MentionView, MentionView]]:
    gold, found = getattr(_gold(case), layer), getattr(view, layer)
    return [(gold[i], found[k]) for i, k in pairs(gold, found, lambda one, other: overlap(one.span, other.span))]


def mentions(layer: str, *keys: str) -> Count:
    """Mentions whose spans overlap, one to one, and that agree in all of some attributes."""

    def count(case: Case, view: View) -> Counts:
        hits = sum(
            all(getattr(one, key) == getattr(other, key) for key in keys) for one, other in _matched(case, view, layer)
        )
        return Counts(hits=hits, gold=len(getattr(_gold(case), layer)), found=len(getattr(view, layer)))

    return count


def attribute(layer: str, key: str) -> Count:
    """How many mentions that were found agree in one attribute."""

    def count(case: Case, view: View) -> Counts:
        matched = _matched(case, view, layer)
        return Counts(hits=sum(getattr(one, key) == getattr(other, key) for one, other in matched), gold=len(matched))

    return count


def near(case: Case, view: View) -> Counts:
    """Of the places found that have coordinates, those put within 161 km."""
    hits = gold = 0
    for one, other in _matched(case, view, "places"):
        if one.lat is None or one.lon is None:
            continue
        gold += 1
        if other.lat is not None and other.lon is not None:
            hits += kilometres(one.lat, one.lon, other.lat, other.lon) <= layers.NEAR_KM
    return Counts(hits=hits, gold=gold)


def stance(case: Case, view: View) -> Counts:
    """Of the attributions found by their cues, those with the right stance."""
    gold, found = _gold(case).attributions, view.attributions
    matched = pairs(gold, found, lambda one, other: overlap_of(one.cue, other.cue))
    return Counts(hits=sum(gold[i].stance == found[k].stance for i, k in matched), gold=len(matched))


def _clusters(incidents: tuple[IncidentView, ...]) -> Mapping[str, frozenset[str]]:
    return {claim: frozenset(one.claims) for one in incidents for claim in one.claims}


def b_cubed(case: Case, view: View) -> Counts:
    """How claims are brought together in incidents: B-cubed, over claims (Bagga and Baldwin, 1998).

    A claim that the other side lacks, or has in no incident, shares its incident with nobody there.
    """
    gold = _gold(case)
    matched = layers.matched_claims(gold.claims, view.claims)
    name = {gold.claims[i].id: view.claims[k].id for i, k in matched}
    wanted, given = _clusters(gold.incidents), _clusters(view.incidents)
    recall = precision = 0.0
    for claim, cluster in sorted(wanted.items()):
        other = given.get(name.get(claim, ""))
        if other is not None:
            shared = sum(name.get(one) in other for one in cluster)
            recall += shared / len(cluster)
            precision += shared / len(other)
    return Counts(hits=recall, gold=len(wanted), found=len(given), right=precision)


def _tolls(case: Case, view: View) -> list[tuple[int, str, IncidentView | None]]:
    main = _gold(case).main
    return (
        []
        if main is None
        else [(best, harm, view.main) for harm, best in sorted(main.best.items()) if best is not None]
    )


def toll_exact(case: Case, view: View) -> Counts:
    """The best figures of the main incident, harm by harm."""
    tolls = _tolls(case, view)
    return Counts(
        hits=sum(main is not None and main.best.get(harm) == best for best, harm, main in tolls), gold=len(tolls)
    )


def toll_inside(case: Case, view: View) -> Counts:
    """The best figures of the main incident, inside the range that was read."""
    tolls = _tolls(case, view)
    return Counts(
        hits=sum(main is not None and _inside(best, harm, main) for best, harm, main in tolls), gold=len(tolls)
    )


def _inside(best: int, harm: str, main: IncidentView) -> bool:
    low, high = main.low.get(harm), main.high.get(harm)
    if harm not in main.best:
        return False
    return (low is None or low <= best) and (high is None or best <= high)


def log_error(case: Case, view: View) -> Counts:
    """The mean distance of the main incident's figures on a logarithmic scale, ln(n + 1); a missing one counts as 0."""
    tolls = _tolls(case, view)
    given = [(main.best.get(harm) if main is not None else None) or 0 for _, harm, main in tolls]
    errors = sum(
        abs(math.log(number + 1) - math.log(best + 1)) for number, (best, _, _) in zip(given, tolls, strict=True)
    )
    return Counts(hits=errors, gold=len(tolls))


_CLAIM_FIELDS = {
    name: name
    for name in (
        "status", "demographic", "role", "scope", "modality", "place", "when", "perpetrator", "responsibility", "weapon",
        "source",
    )
} | {"when": "date"}  # fmt: skip
"""What a claim says, and the field of its view that tells it: a date by its start and end, whatever words give it."""

_BY_LAYER: tuple[tuple[str, Figure], ...] = (
    ("casualties", Figure("claims F1", layers.claims, 0.88)),
    ("casualties", Figure("claims right in every field F1", layers.whole(_CLAIM_FIELDS.values()))),
    *(
        ("casualties", Figure(f"{name} on matched claims", layers.field_agrees(field)))
        for name, field in _CLAIM_FIELDS.items()
    ),
    ("casualties", Figure("subset_of F1", layers.links("subset_of"))),
    ("casualties", Figure("same_as F1", layers.links("same_as"))),
    ("weapons", Figure("weapon spans F1", mentions("weapons"))),
    ("weapons", Figure("weapons with their class F1", mentions("weapons", "kind"), 0.92)),
    ("weapons", Figure("role of weapons found", attribute("weapons", "role"), 0.88)),
    ("places", Figure("place spans F1", mentions("places"))),
    ("places", Figure("places with their entry F1", mentions("places", "entry"), 0.88)),
    ("places", Figure("role of places found", attribute("places", "role"))),
    ("places", Figure("places found, within 161 km", near)),
    ("dates", Figure("date spans F1", mentions("dates"))),
    ("dates", Figure("dates exact F1", mentions("dates", "start", "end"), 0.90)),
    ("attributions", Figure("attributions F1, cue and source", layers.attributions, 0.82)),
    ("attributions", Figure("stance of attributions found", stance)),
    ("incidents", Figure("incidents, B-cubed F1 of claims", b_cubed, 0.85)),
    ("incidents", Figure("main toll exact", toll_exact, 0.90)),
    ("incidents", Figure("main toll inside the range", toll_inside)),
    ("incidents", Figure("main toll, mean log error x 100", log_error)),
)

GOLD_FIGURES: tuple[Figure, ...] = tuple(
    replace(figure, count=of_layer(layer, figure.count)) for layer, figure in _BY_LAYER
)
"""The figures of the gold corpus, in the order of the table."""

CLAIMS = GOLD_FIGURES[0]
"""The figure that is parted by conflict and kind of outlet."""
