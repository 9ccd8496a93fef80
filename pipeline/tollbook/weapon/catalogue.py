"""The catalogue of weapon systems: class, type, family, variant, and how other institutions class them.

The levels are the guidelines' class, a type below it (``types.csv``), a family and a variant (``systems.csv``). The
crosswalk names the category of the UN Register of Conventional Arms, the launch class of the Explosive Violence Monitor
(AOAV) and the sub-event type of ACLED.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..values import WeaponClass
from .forms import index
from .keys import key
from .tables import Kind, System, systems, types


@dataclass(frozen=True, slots=True)
class Entry:
    """One system of the catalogue.

    Attributes:
        path: Class, type, family and, for a variant, the variant: ids.
        kind: ``platform``, ``launcher``, ``munition``, ``device`` or ``method``.
        aliases: Every other form that is found in text, ambiguous ones included.
        nato, native: NATO's names, and the name in its own script.
        maker, origin, calibre: As far as known; origin is an ISO 3166-1 code.
        unroca, aoav, acled: The crosswalk; null where the institution has no place for it.
        ambiguous: Whether one of the forms is also something else, so that context decides.
        variants: Ids of the variants of a family.
    """

    id: str
    name: str
    path: tuple[str, ...]
    cls: WeaponClass
    type: str
    kind: Kind
    aliases: tuple[str, ...]
    nato: tuple[str, ...]
    native: str | None
    maker: str | None
    origin: str | None
    calibre: str | None
    unroca: str | None
    aoav: str | None
    acled: str | None
    ambiguous: bool
    variants: tuple[str, ...]


@lru_cache(maxsize=1)
def _variants() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in systems().values():
        if row.family is not None:
            found.setdefault(row.family, []).append(row.id)
    return {family: tuple(ids) for family, ids in found.items()}


def entry(row: System) -> Entry:
    """The entry of a row."""
    kind = types()[row.type]
    family = (row.family,) if row.family else ()
    others = dict.fromkeys((*row.aliases, *row.gated, *row.strict, *row.nato))
    return Entry(
        id=row.id,
        name=row.name,
        path=(kind.cls, row.type, *family, row.id),
        cls=kind.cls,
        type=row.type,
        kind=kind.kind,
        aliases=tuple(text for text in others if text != row.name),
        nato=row.nato,
        native=row.native,
        maker=row.maker,
        origin=row.origin,
        calibre=row.calibre,
        unroca=kind.unroca,
        aoav=kind.aoav,
        acled=kind.acled,
        ambiguous=row.ambiguous,
        variants=_variants().get(row.id, ()),
    )


def look_up(query: str = "") -> list[Entry]:
    """Find entries: by any of their forms, however written; else by class, type or origin; else by part of a name.

    Args:
        query: A form, a class, a type, or part of a name; empty for the whole catalogue.

    Returns:
        Entries in the order of the table, families before their variants; empty where nothing fits.

    >>> [e.name for e in look_up("tu22m3")], [e.path for e in look_up("Backfire-C")]
    (['Tu-22M3'], [('aircraft', 'bomber', 'tu-22m', 'tu-22m3')])
    >>> look_up("cluster_bomb")[0].cls, look_up("no such thing")
    ('cluster', [])
    """
    rows = systems()
    if not query.strip():
        return [entry(row) for row in rows.values()]
    whole = key(query)
    exact = {form.row.id for form in index().full.get(whole, ()) if isinstance(form.row, System)}
    if exact:
        return [entry(row) for row in rows.values() if row.id in exact]
    word = query.strip().lower().replace(" ", "_").replace("-", "_")
    grouped = [row for row in rows.values() if word in (row.type, types()[row.type].cls)]
    if grouped:
        return [entry(row) for row in grouped]
    return [entry(row) for row in rows.values() if whole and whole in key(row.name)]
