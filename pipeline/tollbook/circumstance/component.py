"""The room ``circumstance``: to each claim its place, date, weapon, perpetrator with responsibility, and source."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import by_id, write
from ..stages import factory
from ..values import Circumstance, Claim, Evidence
from .able import without_the_unable
from .bare import bare_deeds
from .context import Context, context
from .dates import date_of
from .doers import direct, doers_of
from .perpetrators import perpetrator_of
from .places import place_of
from .reach import Doer
from .sources import attribution_of
from .thread import Thread
from .threads import threads
from .weapons import weapon_of

Chosen = tuple[str, str] | None
"""The id of a finding and the rule that chose it, or null."""


def _circumstance(
    found: Context, claim: Claim, thread: Thread | None, weapon: Chosen, doer: Doer | None
) -> Circumstance:
    event = [claim] if thread is None else thread.claims
    chosen = {
        "place": place_of(found, claim, event, [] if thread is None else thread.places),
        "when": date_of(found, claim, event),
        "weapon": weapon,
        "attribution": attribution_of(found, claim),
    }
    ids = {name: None if choice is None else choice[0] for name, choice in chosen.items()}
    attribution = by_id(found.attributions).get(ids["attribution"] or "")
    perpetrator, responsibility, rule = perpetrator_of(found, claim, attribution, event, doer)
    evidence = [Evidence(name, choice[1]) for name, choice in chosen.items() if choice is not None]
    if perpetrator is not None:
        evidence.append(Evidence("perpetrator", rule))
    evidence.append(responsibility.evidence("responsibility"))
    return Circumstance(
        claim=claim.id,
        extent=claim.extent,
        place=ids["place"],
        when=ids["when"],
        weapon=ids["weapon"],
        attribution=ids["attribution"],
        perpetrator=perpetrator,
        responsibility=responsibility.value,
        event=None if thread is None else thread.number,
        evidence=tuple(evidence),
    )


class CircumstanceLinker(Batched):
    """Link each casualty claim, and each deed that is told without a figure, to the findings of the rooms before.

    Writes ``doc.spans["circumstance"]`` (the claims' quotes; label: responsibility) and ``doc._.circumstance``
    (`Circumstance` values: one for each claim, in the claims' order, then the deeds without a figure).

    >>> import tollbook
    >>> doc = tollbook.load()("Russian air strikes killed 12 civilians in Idlib on Monday.")
    >>> [c.responsibility for c in doc._.circumstance]
    ['reported_as_fact']
    """

    def __init__(self, nlp: Language, name: str = "circumstance") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Circumstance]:
        """Yield the circumstances of each claim, then of each deed without one."""
        found = context(doc)
        events, weapons = threads(found), by_id(found.weapons)
        means: dict[str, Chosen] = {}
        known: dict[str, Doer | None] = {}
        for claim in found.claims:
            thread = events.get(claim.id)
            means[claim.id] = weapon_of(found, claim, [claim] if thread is None else thread.claims)
            chosen = means[claim.id]
            known[claim.id] = direct(found, claim, None if chosen is None else weapons[chosen[0]])
        doers = without_the_unable(found, doers_of(found, events, known), means)
        told = [_circumstance(found, one, events.get(one.id), means[one.id], doers[one.id]) for one in found.claims]
        yield from told
        yield from bare_deeds(found, told)

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
