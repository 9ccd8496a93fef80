"""The room ``circumstance``: to each claim its place, date, weapon, perpetrator with responsibility, and source."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import by_id, write
from ..stages import factory
from ..values import Circumstance, Claim
from .context import Context, context
from .dates import date_of
from .perpetrators import perpetrator_of
from .places import place_of
from .sources import attribution_of
from .threads import Thread, threads
from .weapons import weapon_of


def _circumstance(found: Context, claim: Claim, thread: Thread | None) -> Circumstance:
    weapons, attributions = by_id(found.weapons), by_id(found.attributions)
    event = [claim] if thread is None else thread.claims
    chosen = {
        "place": place_of(found, claim, event, [] if thread is None else thread.places),
        "when": date_of(found, claim, event),
        "weapon": weapon_of(found, claim, event),
        "attribution": attribution_of(found, claim),
    }
    ids = {name: None if choice is None else choice[0] for name, choice in chosen.items()}
    perpetrator, responsibility, rule = perpetrator_of(
        found, claim, weapons.get(ids["weapon"] or ""), attributions.get(ids["attribution"] or ""), event
    )
    evidence = [(name, choice[1]) for name, choice in chosen.items() if choice is not None]
    if perpetrator is not None:
        evidence.append(("perpetrator", rule))
    return Circumstance(
        claim=claim.id,
        extent=claim.extent,
        place=ids["place"],
        when=ids["when"],
        weapon=ids["weapon"],
        attribution=ids["attribution"],
        perpetrator=perpetrator,
        responsibility=responsibility,
        event=None if thread is None else thread.number,
        evidence=tuple(evidence),
    )


class CircumstanceLinker(Batched):
    """Link each casualty claim to the findings of the rooms before.

    Writes ``doc.spans["circumstance"]`` (the claims' quotes; label: responsibility) and ``doc._.circumstance``
    (`Circumstance` values, one for each claim, in the claims' order).

    >>> import tollbook
    >>> doc = tollbook.load()("Russian air strikes killed 12 civilians in Idlib on Monday.")
    >>> [c.responsibility for c in doc._.circumstance]
    ['reported_as_fact']
    """

    def __init__(self, nlp: Language, name: str = "circumstance") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Circumstance]:
        """Yield the circumstances of each claim."""
        if not doc._.casualty:
            return
        found = context(doc)
        events = threads(found)
        for claim in found.claims:
            yield _circumstance(found, claim, events.get(claim.id))

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: value.responsibility)


@Language.factory(
    factory("circumstance"),
    requires=["doc._.casualty", "doc._.weapon", "doc._.place", "doc._.when", "doc._.actor", "doc._.attribution"],
    assigns=["doc.spans", "doc._.circumstance"],
)
def create_circumstance(nlp: Language, name: str) -> CircumstanceLinker:
    """Make the component; no settings."""
    return CircumstanceLinker(nlp, name)
