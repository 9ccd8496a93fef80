"""The room ``weapon``: weapon systems, munitions, platforms and methods, with count, operator and role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import text_of, write
from ..stages import factory
from ..values import Extent, Weapon
from .company import Ruling
from .context import settle
from .forms import index
from .mentions import Mention, Reader
from .particulars import base_of, count_of, operator_of
from .roles import roles_of
from .scan import Scanner


class WeaponRoom(Batched):
    """Find every weapon that a document names.

    Writes ``doc.spans["weapon"]`` (label: the class) and ``doc._.weapon`` (`Weapon` values). Designations come from the
    catalogue, and where that lacks one from the grammar of designations; generic mentions from the table of nouns.

    >>> import tollbook
    >>> doc = tollbook.load()("Six Russian Tu-22M3 bombers launched air strikes on the village.")
    >>> [(doc[w.extent.start : w.extent.end].text, w.cls, w.system, w.role) for w in doc._.weapon]
    [('Tu-22M3 bombers', 'aircraft', 'Tu-22M3', 'used'), ('air strikes', 'method', None, 'used')]
    >>> doc._.weapon[0].count.low, doc._.weapon[0].type
    (6, 'bomber')
    """

    def __init__(self, nlp: Language, name: str = "weapon") -> None:
        self.name = name
        self._scan = Scanner(index())

    def match(self, doc: Doc) -> Iterable[Weapon]:
        """Yield the weapons of a document, in order."""
        keys, segments = self._scan(doc)
        reader = Reader(doc, keys, segments)
        mentions = settle(doc, tuple(reader())) if segments else []
        roles = roles_of(doc, mentions, reader.is_fiction)
        found = [_weapon(doc, f"w{n}", *both) for n, both in enumerate(zip(mentions, roles, strict=True), 1)]
        found = [replace(one, role="support") if one.role == "used" and _ferries(doc, one) else one for one in found]
        return _with_common_operator(doc, _with_shared_base(doc, found))

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda weapon: weapon.cls)


def _weapon(doc: Doc, name: str, mention: Mention, ruling: Ruling) -> Weapon:
    role, rule, cues = ruling
    system = mention.system.name if mention.system else mention.unlisted
    if mention.designation is not None and system is None:
        head = mention.extent.end if mention.noun is None else mention.extent.start + 1
        system = doc[mention.extent.start : head].text
    return Weapon(
        id=name,
        extent=mention.extent,
        cls=mention.cls,
        role=role,
        rule=rule,
        type=mention.type,
        system=system,
        catalogue=mention.system.id if mention.system else None,
        count=count_of(doc, mention, doc._.quantity or ()),
        operator=operator_of(doc, mention, doc._.actor or ()),
        base=base_of(doc, mention),
        cues=cues,
    )


def _with_shared_base(doc: Doc, weapons: list[Weapon]) -> list[Weapon]:
    """Give the base of the last of a list to the others: "Su-30SM and Su-35S jets based at Khmeimim"."""
    found: list[Weapon] = []
    for weapon in reversed(weapons):
        after = found[-1] if found else None
        if after is not None and after.base is not None and weapon.base is None:
            between = [token.lower_ for token in doc[weapon.extent.end : after.extent.start]]
            if between and all(word in (",", "and", "or") for word in between):
                weapon = replace(weapon, base=after.base)
        found.append(weapon)
    return found[::-1]


def _with_common_operator(doc: Doc, weapons: list[Weapon]) -> list[Weapon]:
    """Give the weapons without an operator the one that all others share, where there is just one.

    Air defences are left out: they are of the side that is attacked.
    """
    named: dict[str, Extent] = {}
    for weapon in weapons:
        if weapon.operator is not None and _attacks(weapon):
            named.setdefault((text_of(doc, weapon.operator) or "").lower(), weapon.operator)
    if len(named) != 1:
        return weapons
    (common,) = named.values()
    return [
        replace(weapon, operator=common) if weapon.operator is None and _attacks(weapon) else weapon
        for weapon in weapons
    ]


_FERRIED = frozenset("taken flown evacuated airlifted transferred transported brought carried moved ferried".split())
_TO_FERRY = 7
"""Most words from what was done with people to the machine that carried them: "were taken to Florencia by helicopter"."""


def _ferries(doc: Doc, weapon: Weapon) -> bool:
    """Whether a machine only carried people: "the wounded were flown out in an air force helicopter"."""
    before = {token.lower_ for token in doc[max(0, weapon.extent.start - _TO_FERRY) : weapon.extent.start]}
    return weapon.cls == "helicopter" and not before.isdisjoint(_FERRIED)


def _attacks(weapon: Weapon) -> bool:
    return weapon.role == "used" and not weapon.defends


@Language.factory(factory("weapon"), assigns=["doc.spans", "doc._.weapon"])
def create_weapon(nlp: Language, name: str) -> WeaponRoom:
    """Make the component; no settings."""
    return WeaponRoom(nlp, name)
