"""Who the people of a group are: status, age and sex, role, by the words of the phrase itself."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Actor, Extent, Status, Victims
from .groups import Group, Reader
from .tables import Qualifier, qualifiers

_DEMOGRAPHICS = ("child", "woman", "man", "elderly", "female", "male")
_ROLES = (
    "medic", "rescuer", "journalist", "aid_worker", "peacekeeper", "official", "teacher", "student", "religious",
    "prisoner", "attacker", "commander",
)  # fmt: skip
_STATUS_OF_ACTOR: dict[str, Status] = {
    "armed_group": "combatant", "military": "security", "police": "security", "health": "civilian",
    "rescue": "civilian", "ngo": "civilian", "outlet": "civilian", "unknown_attacker": "combatant",
}  # fmt: skip
_LONGEST = 3


def _ordered(values: set[str], order: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for value in order if value in values)


def _found_qualifiers(words: Sequence[str]) -> list[Qualifier]:
    known = qualifiers()
    found: list[Qualifier] = []
    i = 0
    while i < len(words):
        for length in range(min(_LONGEST, len(words) - i), 0, -1):
            row = known.get(tuple(words[i : i + length]))
            if row is not None:
                found.append(row)
                i += length - 1
                break
        i += 1
    return found


def describe(reader: Reader, group: Group, actors: Sequence[Actor]) -> Victims:
    """Read who the people of a group are."""
    extent = group.victims
    row = group.row
    status: Status = row.status if row is not None else "unknown"
    demographic = set(row.demographic) if row is not None else set()
    role = set(row.role) if row is not None else set()
    inside = range(group.start, group.end)
    others = [i for i in inside if i != group.head]
    found = _found_qualifiers([reader.words[i] for i in others])
    for qualifier in found:
        demographic.update(qualifier.demographic)
        role.update(qualifier.role)
        if status == "unknown" and qualifier.status:
            status = "civilian" if qualifier.status == "civilian" else qualifier.status
    beside_name = reader.apposition_of(group) if group.form == "named" or group.named else None
    if beside_name is not None:
        demographic.update(d for d in beside_name.demographic if d in ("woman", "man"))
        role.update(beside_name.role)
        status = beside_name.status if status == "unknown" else status
    if any(q.form in ("civilian", "unarmed", "innocent") for q in found):
        status = "civilian"
    for i in others:
        beside = reader.row_at(i) if extent is not None and extent.start <= i < extent.end else None
        if beside is not None and reader.words[i - 1] in ("and", "&"):
            demographic.update(beside.demographic)
    nationality: str | None = None
    for actor in actors:
        if actor.extent.start >= group.start and actor.extent.end <= group.end:
            if status == "unknown":
                status = _STATUS_OF_ACTOR.get(actor.kind, "unknown")
            if actor.adjective and nationality is None:
                nationality = actor.name
    if group.form == "named" and extent is not None:
        status = status if row is not None or beside_name is not None else "unknown"
    coordinated = any(reader.words[i] in ("and", "&") for i in others)
    if "child" in demographic and "woman" in demographic and not coordinated:
        demographic.discard("woman")
        demographic.add("female")
    if row is not None and row.demographic == ("child",) and "man" in demographic and not coordinated:
        demographic.discard("man")
        demographic.add("male")
    return Victims(
        extent=extent, status=status, demographic=_ordered(demographic, _DEMOGRAPHICS), role=_ordered(role, _ROLES),
        nationality=nationality, head=group.head if extent is not None else None,
        named=group.form == "named" or group.named,
    )  # fmt: skip


def own_extent(group: Group) -> Extent | None:
    """The words that name the group, or null."""
    return group.victims
