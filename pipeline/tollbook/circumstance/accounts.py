"""A party's own account: what it says of its enemy's losses, and what it denies."""

from __future__ import annotations

from ..spans import by_id
from ..values import Actor, Attribution, Claim, Extent
from .context import OF_STATE, Context
from .reach import FAR

_SINGLE = (
    "person",
    "pronoun",
    "head.officials",
    "head.leader",
    "head.police-official",
    "head.military-officer",
    "head.rank",
)
"""Rules of mentions that are of one who speaks, not of a force."""

_FORCES = frozenset({"military", "police"})
_PARTIES = frozenset({"armed_group", *OF_STATE})
_FOES = frozenset("enemy enemies enemy's foe".split())
_OUTSET = 6
"""Sentences in which a party's own paper says of which country it is."""

_BACK = 12
"""Most words before a claim that name its people: "enemy losses were up to"."""


def boasting(context: Context, claim: Claim, attribution: Attribution | None) -> Actor | None:
    """A party to the war that tells of its enemy's losses: "the air force said 15 insurgents were killed".

    >>> import tollbook
    >>> doc = tollbook.load()("The air force said 15 insurgents died near Bama.")
    >>> [one.responsibility for one in doc._.circumstance]
    ['claimed']
    """
    if attribution is not None and (attribution.stance == "deny" or _estimates(claim, attribution)):
        return None
    own = context.issuer is not None and (attribution is None or _speaks_for_issuer(context, attribution))
    speaker = context.issuer if own else context.actor_at(attribution.source if attribution is not None else None)
    if speaker is None:
        return None
    body = by_id(context.actors).get(speaker.affiliation or "")
    side = body or speaker
    boasts = attribution is not None and _boasts(context, claim, attribution, side)
    if not boasts and not _are_foes(context, claim, side, own):
        return None
    if own:
        return _own_force(context, claim, side) or side
    # Whoever speaks for a force did not kill by himself: the force did, or nobody is named.
    single = speaker.title is not None or speaker.rule.startswith(_SINGLE)
    return body or _meant(context, speaker) or _named_with(context, attribution) if single else speaker


def _named_with(context: Context, attribution: Attribution | None) -> Actor | None:
    """The force that the words for a speaker name: "Colonel Ruiz of the 12th Brigade"."""
    source = attribution.source if attribution is not None else None
    return next(
        (
            a
            for a in context.actors
            if source is not None and a.extent.overlaps(source) and a.kind in _FORCES and not a.rule.startswith(_SINGLE)
        ),
        None,
    )


def _estimates(claim: Claim, attribution: Attribution) -> bool:
    """Whether a side reckons what soldiers another side may have lost: "the agency estimates that dozens have died"."""
    return attribution.stance == "estimate" and claim.victims.status == "security"


_BOASTING = frozenset("boast boasts boasted boasting claim claims claimed claiming".split())
_HAVING = frozenset("of that it they he to have has had having already also".split())
"""What may stand between a boast and what was done: "boasted of having killed", "claims it killed"."""


def _boasts(context: Context, claim: Claim, attribution: Attribution, side: Actor) -> bool:
    """Whether a side boasts of what it did, whomever it harmed: "the front boasts of having killed 50"."""
    words, cue = context.words, attribution.cue
    between = words[cue.end : claim.trigger]
    boast = side.kind in _PARTIES and not _BOASTING.isdisjoint(words[cue.start : cue.end])
    own = claim.agent is None or claim.agent.end <= claim.trigger
    return boast and own and bool(between) and _HAVING.issuperset(between)


def _meant(context: Context, speaker: Actor) -> Actor | None:
    """The force that a pronoun stands for: "it said it had taken five soldiers"."""
    if not speaker.rule.startswith("pronoun"):
        return None
    return next((a for a in context.actors if a.id == speaker.refers_to and not a.rule.startswith(_SINGLE)), None)


def _speaks_for_issuer(context: Context, attribution: Attribution) -> bool:
    """Whether a source is of the side whose paper the article is."""
    issuer, speaker = context.issuer, context.actor_at(attribution.source)
    if speaker is None or issuer is None:
        return False
    return speaker.kind == issuer.kind or context.same_actor(speaker, issuer)


def _are_foes(context: Context, claim: Claim, side: Actor, own: bool) -> bool:
    """Whether those who were harmed fight a side."""
    status = claim.victims.status
    if (
        not own
        and claim.harm == "detained"
        and not _is_wanted(context, claim)
        and side.kind in OF_STATE
        and status != "security"
    ):
        return True
    if not own and status == "security" and side.kind in OF_STATE and side.country is not None:
        return _is_enemy(context, claim, side)
    if side.kind in OF_STATE and (side.kind in _FORCES or own):
        return status == "combatant" or (own and status in ("security", "unknown") and _is_enemy(context, claim, side))
    return side.kind == "armed_group" and status == "security"


_WANTING = frozenset(
    "request requests requested demand demands demanded order orders ordered seek seeks sought".split()
)


def _is_wanted(context: Context, claim: Claim) -> bool:
    """Whether an arrest is only asked for: "has requested the arrest of two leaders"."""
    return not _WANTING.isdisjoint(context.words[max(0, claim.trigger - 3) : claim.trigger])


_ALLIED = frozenset("international coalition multinational allied joint combined united nations nato".split())


def _is_enemy(context: Context, claim: Claim, side: Actor) -> bool:
    """Whether words call those who were harmed the enemy's, or of another country than the side's own."""
    around = range(max(0, claim.extent.start - _BACK), claim.extent.end)
    at = context.sentence[claim.trigger]
    here = [i for i in around if context.sentence[i] == at]
    if any(context.words[i] in _FOES for i in here):
        return True
    if not _ALLIED.isdisjoint(side.name.lower().split()):
        return False  # of a force of many countries none is a foe's
    home = side.country or home_of(context)
    named = [a for a in context.actors if a.extent.overlaps(Extent(here[0], here[-1] + 1)) and a.kind in _FORCES]
    return home is not None and any(a.country not in (None, home) for a in named)


def home_of(context: Context) -> str | None:
    """The country of the forces that a party's paper tells of first."""
    first = context.sentence[0]
    return next(
        (
            a.country
            for a in context.actors
            if a.kind in OF_STATE and a.country is not None and context.sentence[a.extent.start] < first + _OUTSET
        ),
        None,
    )


def _own_force(context: Context, claim: Claim, side: Actor) -> Actor | None:
    """The force of a side that the sentences before, in the claim's paragraph, tell of last."""
    home = side.country or home_of(context)
    start = claim.extent.start
    before = [
        a
        for a in context.actors
        if a.extent.end <= start
        and context.paragraph[a.extent.start] == context.paragraph[start]
        and context.together(claim, a)
        and a.kind in _FORCES
        and a.country in (None, home)
        and not a.rule.startswith(_SINGLE)
        and not any(one.extent.overlaps(a.extent) for one in context.told)
    ]
    return before[-1] if before else _force_at_work(context, claim, side, home)


def _force_at_work(context: Context, claim: Claim, side: Actor, home: str | None) -> Actor | None:
    """The force that the paragraphs before tell of at work: "the air force bombed a camp", then "as a result nine fell"."""
    if side.kind == "armed_group":
        return None
    told = [
        deed.actor
        for deed in context.deeds
        if deed.means == "does"
        and deed.actor.kind in _FORCES
        and not deed.actor.adjective
        and not deed.actor.rule.startswith(_SINGLE)
        and deed.actor.country in (None, home)
        and context.together(claim, deed)
        and -FAR <= context.distance(claim, deed) < 0
    ]
    return told[-1] if told else None


def denying(context: Context, claim: Claim, attribution: Attribution | None) -> Actor | None:
    """A party to the war that denies a harm of which nobody else is said to be the doer: it is laid to that party.

    >>> import tollbook
    >>> doc = tollbook.load()("The army denied that 12 villagers were killed in Bama.")
    >>> [one.responsibility for one in doc._.circumstance]
    ['denied']
    """
    if attribution is None or attribution.stance != "deny":
        return None
    if attribution.content is None or not attribution.content.contains(claim.extent):
        return None
    speaker = context.actor_at(attribution.source)
    if speaker is None:
        return None
    body = by_id(context.actors).get(speaker.affiliation or "")
    side = body or speaker
    if side.kind not in _PARTIES or (side is speaker and side.rule.startswith(_SINGLE)):
        return None
    return side
