"""How claims became incidents, and their figures tolls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..circumstance import clause, geography
from ..circumstance.parting import turn_of
from ..incident import kinds, toll
from ..incident.cluster import clusters
from ..incident.counted import counted
from ..tally import Sum, stated
from ..values import Circumstance, Claim, Harm, Incident, Place, Toll
from .contenders import Case
from .losers import shown
from .own import figure
from .page import Page, grounds, ruled
from .rules import rule
from .shape import NOTHING, Addition, Alternative, DeedStory, IncidentStory, LeftOut, Member, Reading, Rule, TollStory


def incident_stories(page: Page, cases: Mapping[str, Case], policy: str) -> Iterator[IncidentStory]:
    """The incidents with why they are as they are."""
    gathered = {(tuple(claim.id for claim in one.claims), one.extent): one for one in clusters(page.doc)}
    for incident in page.incidents.values():
        yield _story(page, cases, incident, gathered[incident.claims, incident.extent].deed, policy)


def _story(
    page: Page, cases: Mapping[str, Case], incident: Incident, deed: Circumstance | None, policy: str
) -> IncidentStory:
    claims = [page.claims[one] for one in incident.claims]
    return IncidentStory(
        id=incident.id,
        kind=incident.kind,
        members=tuple(_member(page, cases, claims, claim) for claim in claims),
        deed=None if deed is None else DeedStory(page.words(deed.extent), tuple(_of_deed(page, deed))),
        readings=tuple(_readings(page, incident, claims, deed)),
        tolls=tuple(_toll(page, claims, harm, figures, policy) for harm, figures in incident.toll),
    )


def _member(page: Page, cases: Mapping[str, Case], claims: Sequence[Claim], claim: Claim) -> Member:
    thread = cases[claim.id].thread
    ground = "thread.first" if thread is None else thread.grounds[claim.id]
    first = claims[0].id == claim.id
    for field, words in (("same_as", "repeats"), ("subset_of", "is part of"), ("superseded_by", "is revised by")):
        target = getattr(claim, field)
        if any(one.id == target for one in claims):
            return Member(claim.id, rule("thread", "thread.linked"), f"{words} {target}")
    told = rule("thread", ground)
    why = _detailed(cases, claim, told)
    if first:
        why = "the first claim of the incident" + (f": {why}" if ground != "thread.first" else "")
    if claim.scope == "series":
        why += "; a sum over several events"
    return Member(claim.id, told, why)


def _detailed(cases: Mapping[str, Case], claim: Claim, told: Rule) -> str:
    """What a rule of threads says, with the words or places that it went by."""
    context = cases[claim.id].context
    if told.id == "thread.turns":
        turn = turn_of(context.doc, claim)
        return told.says if turn is None else f'the words "{turn.form}" turn to another event'
    own = clause.own_place(context, claim)
    if own is None:
        return f"{told.says}, and it names no place of its own" if told.id == "thread.goes_on" else told.says
    if told.id == "thread.leads_back":
        return f"its place, {own.name}, leads back to this event"
    before = _places_before(cases, claim)
    if told.id == "thread.place_parts" and before:
        return f"its place, {own.name}, cannot be that of the event told before it ({', '.join(before)})"
    if told.id == "thread.goes_on" and before and own.name not in before:
        return f"{told.says}; its place, {own.name}, may be that of the event ({', '.join(before)})"
    return told.says


def _places_before(cases: Mapping[str, Case], claim: Claim) -> tuple[str, ...]:
    """The names of the places that the claims of the event told before a claim give themselves."""
    context = cases[claim.id].context
    earlier = [one for one in context.claims[: context.claims.index(claim)] if cases[one.id].thread is not None]
    if not earlier:
        return ()
    event = cases[earlier[-1].id].thread
    members = [one for one in earlier if cases[one.id].thread is event]
    found = [place.name for one in members if (place := clause.own_place(context, one)) is not None]
    return tuple(dict.fromkeys(found))


# Values


DEED_FIELDS = ("place", "when", "weapon", "perpetrator", "responsibility", "attribution")


def _of_deed(page: Page, deed: Circumstance) -> Iterator[Reading]:
    """The values of a deed that is told without a figure."""
    why = grounds(deed.evidence)
    for field in DEED_FIELDS:
        value: str | None = getattr(deed, field)
        found = why.get(field)
        told = ruled("circumstance", None if found is None else found.rule)
        cues = () if found is None else page.cues(found.cues)
        name = "source" if field == "attribution" else field
        if value is None or field == "responsibility":
            yield Reading(name, value, value or "", None, None, told, cues)
            continue
        one = page.findings[value]
        words = page.words_or_none(one.source) if field == "attribution" else page.words(one.extent)
        yield Reading(name, value, shown(page, one), value, words, told, cues)


def _readings(page: Page, incident: Incident, claims: Sequence[Claim], deed: Circumstance | None) -> Iterator[Reading]:
    yield _kind(page, incident, claims, deed)
    yield _place(page, incident, claims, deed)
    days = [(c, page.circumstances[c].when) for c in incident.claims if page.circumstances[c].when is not None]
    if incident.when is None:
        yield Reading("date", None, "", None, None, NOTHING)
    else:
        one = page.findings[incident.when]
        others = tuple(
            Alternative(
                shown(page, other), when, page.words(other.extent), None, None, f"the date of {claim}, a later claim"
            )
            for claim, when in dict((when, (claim, when)) for claim, when in reversed(days)).values()
            if (other := page.findings[when or ""]) and (other.start, other.end) != (one.start, one.end)
        )
        says = "the date of its first claim that has one" if days else "the date of its deed"
        told = Rule("incident.first_date", says, "")
        yield Reading("date", incident.when, shown(page, one), incident.when, page.words(one.extent), told, (), others)
    for field in ("weapons", "perpetrators", "attributions"):
        ids: tuple[str, ...] = getattr(incident, field)
        if ids:
            names = ", ".join(dict.fromkeys(f"{shown(page, page.findings[one])} ({one})" for one in ids))
            told = Rule(f"incident.{field}", f"those of {_parts(deed)}, one mention of each", "")
            yield Reading(field, ids, names, None, None, told)
    if incident.perpetrators:
        told = Rule("incident.responsibility", f"that of the first of {_parts(deed)} that names anybody", "")
        yield Reading("responsibility", incident.responsibility, incident.responsibility, None, None, told)
    if incident.disputed:
        yield Reading("disputed", True, "yes", None, None, Rule("incident.disputed", _dispute(page, claims, deed), ""))


def _parts(deed: Circumstance | None) -> str:
    """What the values of an incident are gathered from."""
    return "its claims" if deed is None else "its claims and its deed"


def _dispute(page: Page, claims: Sequence[Claim], deed: Circumstance | None) -> str:
    """What is in dispute."""
    if deed is not None and deed.responsibility == "denied":
        return "who is said to have done it denies it"
    denied = [claim.id for claim in claims if page.circumstances[claim.id].responsibility == "denied"]
    if denied:
        return f"who is said to have done it denies it ({', '.join(denied)})"
    harms: tuple[Harm, ...] = ("killed", "injured")
    differing = [harm for harm in harms if toll.disputed(counted(page.doc, claims), harm)]
    return f"exact figures differ ({', '.join(differing)})"


def _kind(page: Page, incident: Incident, claims: Sequence[Claim], deed: Circumstance | None) -> Reading:
    row = next((one for one in kinds.kinds() if one.id == incident.kind), None)
    if row is None:
        return Reading("kind", incident.kind, incident.kind, None, None, NOTHING)
    means = [page.findings[one] for one in incident.weapons]
    weapon = next((one for one in means if one.cls in row.classes), None)
    if weapon is not None:
        told = Rule(f"kind.{row.id}", f"a weapon of the class {weapon.cls} was used", row.example)
        return Reading("kind", incident.kind, incident.kind, None, page.words(weapon.extent), told)
    told_at = [claim.trigger for claim in claims] + ([] if deed is None else [deed.extent.start])
    text = " ".join(page.doc[at].sent.text.lower() for at in told_at)
    text += " " + " ".join(page.text(one.extent).lower() for one in means)
    word = next((one for one in row.words if one in " ".join(text.split())), None)
    says = f'the words "{word}" of its sentences' if word is not None else "what befell the people"
    return Reading("kind", incident.kind, incident.kind, None, None, Rule(f"kind.{row.id}", says, row.example))


def _place(page: Page, incident: Incident, claims: Sequence[Claim], deed: Circumstance | None) -> Reading:
    if incident.place is None:
        return Reading("place", None, "", None, None, NOTHING)
    won: Place = page.findings[incident.place]
    others: dict[str, Alternative] = {}
    for claim in claims:
        ident = page.circumstances[claim.id].place
        one: Place | None = None if ident is None else page.findings[ident]
        if one is None or one.id == won.id or (one.entry, one.name) == (won.entry, won.name):
            continue
        wider = geography.narrowness(one) > geography.narrowness(won)
        why = f"the place of {claim.id}, " + ("less precise" if wider else "as precise, but later in the text")
        others.setdefault(one.name, Alternative(shown(page, one), one.id, page.words(one.extent), None, None, why))
    told = Rule("incident.narrowest_place", f"the most precise place of {_parts(deed)}", "")
    return Reading("place", won.id, shown(page, won), won.id, page.words(won.extent), told, (), tuple(others.values()))


# Tolls


def _toll(page: Page, claims: Sequence[Claim], harm: Harm, figures: Toll, policy: str) -> TollStory:
    rivals = toll.sums(counted(page.doc, claims), harm, policy)
    chosen = toll.chosen(rivals, policy)
    added = {claim.id for one in rivals for claim in one.claims}
    return TollStory(
        harm=harm,
        low=figures.low,
        best=figures.best,
        high=figures.high,
        low_from=_side(stated(rivals) or rivals, "low", figures.low),
        high_from=_side(stated(rivals) or rivals, "high", figures.high),
        policy=policy,
        sums=tuple(_addition(page, one, chosen, policy) for one in rivals),
        left_out=tuple(
            LeftOut(claim.id, _uncounted(page, claim))
            for claim in claims
            if claim.harm == harm and claim.id not in added
        ),
    )


def _side(rivals: Sequence[Sum], side: str, value: int | None) -> tuple[str, ...]:
    """The claims of the first rival that has a side of the toll."""
    first = next((one for one in rivals if getattr(one, side) == value), None)
    return () if first is None else tuple(claim.id for claim in first.claims)


def _addition(page: Page, one: Sum, chosen: Sum | None, policy: str) -> Addition:
    won = chosen is not None and one.claims == chosen.claims
    told = " + ".join(figure(page.claims[claim.id]) for claim in one.claims)
    if won:
        why = f"taken by the policy {policy}"
    elif one.best is None:
        why = "states no figure"
    elif one.vague and chosen is not None and not chosen.vague:
        why = "a vague word, where another claim states a figure"
    elif chosen is not None and one.best == chosen.best:
        why = "the same figure, told elsewhere"
    else:
        why = f"a rival figure, which the policy {policy} does not take"
    added = "" if len(one.claims) == 1 else "; added, as they stand in one sentence or the later adds to the earlier"
    return Addition(tuple(claim.id for claim in one.claims), one.low, one.best, one.high, won, f"{told}: {why}{added}")


def _uncounted(page: Page, claim: Claim) -> str:
    """Why a claim of the incident is in none of its sums."""
    if "attacker" in claim.victims.role:
        return "the attacker's own death"
    if claim.same_as is not None:
        return f"the same as {claim.same_as}"
    if claim.subset_of is not None:
        return f"part of {claim.subset_of}"
    if claim.superseded_by is not None:
        return f"revised by {claim.superseded_by}"
    return "set aside by the rules of tolls"


def left_out(claim: Claim) -> str | None:
    """Why a claim is in no incident, or null where it may be in one."""
    if claim.furniture:
        return "it stands in the furniture of the page"
    if claim.scope in ("period", "conflict"):
        return f"a running total: its scope is {claim.scope}"
    if claim.modality not in ("asserted", "possible"):
        return f"its modality is {claim.modality}"
    return None
