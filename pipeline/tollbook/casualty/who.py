"""Who the people of a group are: status, age and sex, role, by the words of the phrase itself."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Actor, Evidence, Extent, Status, Victims
from .groups import Group, Reader
from .tables import Qualifier, VictimWord, qualifiers

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


def _found_qualifiers(words: Sequence[str]) -> list[tuple[int, int, Qualifier]]:
    """The qualifiers among some words: first word, the one just behind, and the row of the table."""
    known = qualifiers()
    found: list[tuple[int, int, Qualifier]] = []
    i = 0
    while i < len(words):
        for length in range(min(_LONGEST, len(words) - i), 0, -1):
            row = known.get(tuple(words[i : i + length]))
            if row is not None:
                found.append((i, i + length, row))
                i += length - 1
                break
        i += 1
    return found


class _Grounds:
    """Which rules and words gave a group its status, its age and sex, its role."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, tuple[Extent, ...]]] = {}

    def note(self, field: str, rule: str, cue: Extent) -> None:
        """Note words that a field goes by; the first rule keeps its name."""
        first, cues = self._found.get(field, (rule, ()))
        self._found[field] = first, (*cues, cue)

    def settle(self, field: str, rule: str, cue: Extent) -> None:
        """Note words that decide a field, whatever was noted before."""
        self._found[field] = rule, (cue,)

    def evidence(self) -> tuple[Evidence, ...]:
        """What a claim keeps of them."""
        return tuple(Evidence(field, rule, cues) for field, (rule, cues) in self._found.items())


def describe(reader: Reader, group: Group, actors: Sequence[Actor]) -> tuple[Victims, tuple[Evidence, ...]]:
    """Read who the people of a group are, and by which words."""
    extent, row, grounds = group.victims, group.row, _Grounds()
    status: Status = row.status if row is not None else "unknown"
    demographic = set(row.demographic) if row is not None else set()
    role = set(row.role) if row is not None else set()
    if row is not None:
        told = (("status", row.status != "unknown"), ("demographic", demographic), ("role", role))
        for field, says in told:
            if says:
                grounds.note(field, f"victims.{row.form}", Extent(group.head, group.head + 1))
    others = [i for i in range(group.start, group.end) if i != group.head]
    found = _found_qualifiers([reader.words[i] for i in others])
    for first, behind, qualifier in found:
        cue, rule = Extent(others[first], others[behind - 1] + 1), f"qualifiers.{qualifier.form}"
        demographic.update(qualifier.demographic)
        role.update(qualifier.role)
        if qualifier.demographic:
            grounds.note("demographic", rule, cue)
        if qualifier.role:
            grounds.note("role", rule, cue)
        if status == "unknown" and qualifier.status:
            status = "civilian" if qualifier.status == "civilian" else qualifier.status
            grounds.note("status", rule, cue)
    for first, behind, qualifier in found:
        if qualifier.form in ("civilian", "unarmed", "innocent"):
            status = "civilian"
            grounds.settle("status", f"qualifiers.{qualifier.form}", Extent(others[first], others[behind - 1] + 1))
            break
    for i in others:
        beside = reader.row_at(i) if extent is not None and extent.start <= i < extent.end else None
        if beside is not None and reader.words[i - 1] in ("and", "&"):
            demographic.update(beside.demographic)
            if beside.demographic:
                grounds.note("demographic", f"victims.{beside.form}", Extent(i, i + 1))
    nationality: str | None = None
    for actor in actors:
        if actor.extent.start >= group.start and actor.extent.end <= group.end:
            if status == "unknown" and actor.kind in _STATUS_OF_ACTOR:
                status = _STATUS_OF_ACTOR[actor.kind]
                grounds.note("status", f"actor.{actor.kind}", actor.extent)
            if actor.adjective and nationality is None:
                nationality = actor.name
                grounds.note("nationality", "actor.adjective", actor.extent)
    if group.form == "named" and extent is not None:
        status = status if row is not None else "unknown"
    demographic = _settled(demographic, row, any(reader.words[i] in ("and", "&") for i in others))
    victims = Victims(
        extent=extent, status=status, demographic=_ordered(demographic, _DEMOGRAPHICS), role=_ordered(role, _ROLES),
        nationality=nationality, head=group.head if extent is not None else None,
        named=group.form == "named" or group.named,
    )  # fmt: skip
    return victims, grounds.evidence()


def _settled(demographic: set[str], row: VictimWord | None, coordinated: bool) -> set[str]:
    """Age and sex as the guidelines have them: a girl is a female child and no woman."""
    if "child" in demographic and "woman" in demographic and not coordinated:
        demographic = demographic - {"woman"} | {"female"}
    if row is not None and row.demographic == ("child",) and "man" in demographic and not coordinated:
        demographic = demographic - {"man"} | {"male"}
    return demographic


def own_extent(group: Group) -> Extent | None:
    """The words that name the group, or null."""
    return group.victims
