"""Who the people of a group are: status, age and sex, role, by the words of the phrase itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..values import Actor, Evidence, Extent, Status, Victims
from .groups import Group, Reader
from .tables import MaybeStatus, Qualifier, VictimWord, qualifiers

_DEMOGRAPHICS = ("child", "woman", "man", "elderly", "female", "male")
_ROLES = (
    "medic", "rescuer", "journalist", "aid_worker", "peacekeeper", "official", "teacher", "student", "religious",
    "prisoner", "attacker", "commander",
)  # fmt: skip
_STATUS_OF_ACTOR: dict[str, Status] = {
    "armed_group": "combatant", "military": "security", "police": "security", "health": "civilian",
    "rescue": "civilian", "ngo": "civilian", "outlet": "civilian", "unknown_attacker": "combatant",
}  # fmt: skip
_SOLDIERS = frozenset({"soldier", "troop", "troops", "trooper"})
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


class _Reading:
    """What the words of a group say of its people, while they are being read, and which words said it."""

    def __init__(self) -> None:
        self.status: Status = "unknown"
        self.demographic: set[str] = set()
        self.role: set[str] = set()
        self.nationality: str | None = None
        self._grounds: dict[str, tuple[str, tuple[Extent, ...]]] = {}

    def take(
        self, rule: str, cue: Extent, status: MaybeStatus, demographic: Iterable[str] = (), role: Iterable[str] = ()
    ) -> None:
        """Take what one word says; the first word that says a status keeps it."""
        demographic, role = tuple(demographic), tuple(role)
        self.demographic.update(demographic)
        self.role.update(role)
        if demographic:
            self.note("demographic", rule, cue)
        if role:
            self.note("role", rule, cue)
        if self.status == "unknown" and status not in ("", "unknown"):
            self.status = status or "unknown"
            self.note("status", rule, cue)

    def settle(self, rule: str, cue: Extent, status: Status) -> None:
        """Take a status whatever was said before."""
        self.status = status
        self._grounds["status"] = rule, (cue,)

    def note(self, field: str, rule: str, cue: Extent) -> None:
        """Note a word that a field goes by; the first rule keeps its name."""
        first, cues = self._grounds.get(field, (rule, ()))
        self._grounds[field] = first, (*cues, cue)

    def evidence(self) -> tuple[Evidence, ...]:
        """What a claim keeps of that."""
        return tuple(Evidence(field, rule, cues) for field, (rule, cues) in self._grounds.items())


def describe(reader: Reader, group: Group, actors: Sequence[Actor]) -> tuple[Victims, tuple[Evidence, ...]]:
    """Read who the people of a group are, and by which words."""
    extent, row, told = group.victims, group.row, _Reading()
    if row is not None:
        told.take(f"victims.{row.form}", _at(group.head), row.status, row.demographic, row.role)
    side = _own_side(reader, group, actors)
    others = [i for i in range(group.start, group.end) if i != group.head and not _is_opposed(reader, i)]
    coordinated = any(reader.words[i] in ("and", "&") for i in others)
    if side is not None and (row is None or row.status in ("unknown", "") or row.form in _SOLDIERS):
        # "soldiers of the Arakan Army", "members of the New People's Army": no army of a state.
        told.settle("actor.armed_group", side.extent, "combatant")
    _by_qualifiers(reader, others, told)
    apposed = reader.apposition_of(group) if group.form == "named" or group.named else None
    _by_apposition(apposed, told)
    _by_certainty(reader, others, told)
    for i in others:
        beside = reader.row_at(i) if extent is not None and extent.start <= i < extent.end else None
        if beside is not None and reader.words[i - 1] in ("and", "&"):
            told.take(f"victims.{beside.form}", _at(i), "", beside.demographic)
    _by_actors(group, actors, told)
    if group.form == "named" and extent is not None and row is None and apposed is None:
        told.status = "unknown"
    demographic = _settled(told.demographic, row, coordinated)
    victims = Victims(
        extent=extent, status=told.status, demographic=_ordered(demographic, _DEMOGRAPHICS),
        role=_ordered(told.role, _ROLES), nationality=told.nationality, head=group.head if extent is not None else None,
        named=group.form == "named" or group.named,
    )  # fmt: skip
    return victims, told.evidence()


def _at(token: int) -> Extent:
    return Extent(token, token + 1)


def _qualifying(reader: Reader, others: Sequence[int]) -> Iterator[tuple[Qualifier, Extent]]:
    """The qualifiers beside a head noun, and where they stand."""
    for first, behind, row in _found_qualifiers([reader.words[i] for i in others]):
        yield row, Extent(others[first], others[behind - 1] + 1)


def _by_qualifiers(reader: Reader, others: Sequence[int], told: _Reading) -> None:
    for row, cue in _qualifying(reader, others):
        told.take(f"qualifiers.{row.form}", cue, row.status, row.demographic, row.role)


def _by_certainty(reader: Reader, others: Sequence[int], told: _Reading) -> None:
    """Who is called a civilian in so many words is one."""
    for row, cue in _qualifying(reader, others):
        if row.form in ("civilian", "unarmed", "innocent"):
            told.settle(f"qualifiers.{row.form}", cue, "civilian")
            return


def _by_apposition(apposed: tuple[VictimWord, int] | None, told: _Reading) -> None:
    if apposed is not None:
        row, at = apposed
        sex = [one for one in row.demographic if one in ("woman", "man")]
        told.take(f"victims.{row.form}", _at(at), row.status, sex, row.role)


def _by_actors(group: Group, actors: Sequence[Actor], told: _Reading) -> None:
    for actor in actors:
        if group.extent.contains(actor.extent):
            told.take(f"actor.{actor.kind}", actor.extent, _STATUS_OF_ACTOR.get(actor.kind, ""))
            if actor.adjective and told.nationality is None:
                told.nationality = actor.name
                told.note("nationality", "actor.adjective", actor.extent)


def _settled(demographic: set[str], row: VictimWord | None, coordinated: bool) -> set[str]:
    """Age and sex as the guidelines have them: a girl is a female child and no woman."""
    if "child" in demographic and "woman" in demographic and not coordinated:
        demographic = demographic - {"woman"} | {"female"}
    if row is not None and row.demographic == ("child",) and "man" in demographic and not coordinated:
        demographic = demographic - {"man"} | {"male"}
    return demographic


def _is_opposed(reader: Reader, at: int) -> bool:
    """``anti-guerrilla patrol``: a word for those whom somebody fights says nothing of who fights them."""
    return at >= 2 and reader.words[at - 2] == "anti" and reader.words[at - 1] in ("-", "‑", "–")


def _own_side(reader: Reader, group: Group, actors: Sequence[Actor]) -> Actor | None:
    """The armed group whose members a group are: named right before the head noun or in its complement."""
    own = (
        a
        for a in actors
        if a.kind == "armed_group"
        and group.extent.contains(a.extent)
        and reader.doc[a.extent.end - 1].text[:1].isupper()
    )
    return next((a for a in own if a.extent.end == group.head or a.extent.start > group.head), None)


def own_extent(group: Group) -> Extent | None:
    """The words that name the group, or null."""
    return group.victims
