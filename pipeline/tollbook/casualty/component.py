"""The room ``casualty``: every stated figure, or named or described victim, for one group with one outcome."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from ..batches import Batched
from ..spans import write
from ..stages import factory
from ..told import Told
from ..values import Actor, Claim, Count, Evidence, Extent, Harm, Modality, Quantity, Scope, ZoneLabel
from .agents import agents_of
from .causes import Causes
from .continued import with_status
from .groups import Group, Reader
from .links import linked
from .match import hits_of, with_coordinated
from .meaning import earlier, modality_of
from .parts import with_parts
from .scene import Scene
from .scopes import runs_on, scope_of, shared
from .sentence import Hit
from .who import describe


class CasualtyRoom(Batched):
    """Find casualty claims.

    Writes ``doc.spans["casualty"]`` (label: the harm) and ``doc._.casualty`` (`Claim` values), in order of the quote.

    >>> import tollbook
    >>> doc = tollbook.load()("At least 40 villagers, including nine children, were killed and 12 others were wounded.")
    >>> [(c.harm, c.count.op, c.count.low, c.subset_of) for c in doc._.casualty]
    [('killed', 'gte', 40, None), ('killed', 'eq', 9, 'c1'), ('injured', 'eq', 12, None)]
    """

    def __init__(self, nlp: Language, name: str = "casualty") -> None:
        self.name = name

    def match(self, doc: Doc) -> Iterable[Claim]:
        """Yield the claims of a document, in order of the quote."""
        drafts = [draft for hits in _sentences(doc) for draft in hits]
        yield from with_status(doc, linked(doc, _numbered(doc, drafts), _days(doc)))

    def __call__(self, doc: Doc) -> Doc:
        return write(doc, self.name, self.match(doc), lambda value: value.harm)


_ANY: Harm = "killed_or_injured"
"""The harm of a whole whose parts may be the dead or the hurt."""

UNSCOPED: Told[Scope] = Told("incident", "scope.default")
"""The scope of a claim before that of its sentence is known."""


class Draft(NamedTuple):
    """A claim before it has its id."""

    hit: Hit
    scene: Scene
    modality: Told[Modality]
    scope: Told[Scope]


def _scoped(scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft]) -> list[Draft]:
    """Set the scopes of the claims of a sentence, which may go on with those of the sentence before."""
    ordered = sorted(drafts, key=_position)
    scopes = shared(scene, [(draft.hit, scope_of(scene, draft.hit)) for draft in ordered])
    scopes = _of_wholes([draft.hit for draft in ordered], scopes)
    summed = next((d.scope for d in reversed(before) if d.scope.value in ("period", "conflict")), None)
    if summed is not None and {scope.value for scope in scopes} == {"incident"}:
        running = Told(summed.value, "scope.runs_on", summed.cues)
        scopes = [running if runs_on(scene, draft.hit) else scope for draft, scope in zip(ordered, scopes, strict=True)]
    return [draft._replace(scope=scope) for draft, scope in zip(ordered, scopes, strict=True)]


def _of_wholes(hits: Sequence[Hit], scopes: Sequence[Told[Scope]]) -> list[Told[Scope]]:
    """The scopes, with a part summed over what its whole in the same sentence is summed over."""
    own = {hit.group.start: scope for hit, scope in zip(hits, scopes, strict=True) if hit.whole is None}
    found: list[Told[Scope]] = []
    for hit, scope in zip(hits, scopes, strict=True):
        whole = None if hit.whole is None else own.get(hit.whole.start)
        same = whole is None or whole.value == scope.value
        found.append(scope if whole is None or same else Told(whole.value, "scope.of_whole", whole.cues))
    return found


def _days(doc: Doc) -> dict[int, frozenset[str]]:
    """The days that sentences name, by the first token of the sentence."""
    found: dict[int, set[str]] = {}
    for when in doc._.when or ():
        if when.precision == 1 and when.start is not None and when.start == when.end:
            found.setdefault(doc[when.extent.start].sent.start, set()).add(when.start)
    return {start: frozenset(days) for start, days in found.items()}


def _sentences(doc: Doc) -> Iterable[list[Draft]]:
    places, actors = doc._.place or (), doc._.actor or ()
    reader, causes = Reader(doc, _counts(doc), places), Causes(doc)
    arms = {i for w in doc._.weapon or () for i in range(w.extent.start, w.extent.end)}
    last: list[Draft] = []
    for parsed in doc._.syntax or ():
        near = bool(last) and last[-1].scene.end == parsed.extent.start
        told = next((d.hit.trigger.harm for d in reversed(last) if _is_total(d.hit)), None) if near else None
        scene = Scene(reader, parsed.extent.start, parsed.extent.end, places, actors, told)
        if not (scene.triggers or scene.groups or scene.refers):
            continue
        drafts = [
            Draft(hit, scene, modality, UNSCOPED)
            for hit in with_coordinated(scene, with_parts(scene, hits_of(scene)))
            if not causes.excludes(hit) and not _counts_arms(hit, arms) and (modality := _modality(scene, hit))
        ]
        if drafts:
            last = _scoped(scene, drafts, last if near else ())
            yield last


def _counts_arms(hit: Hit, arms: Collection[int]) -> bool:
    """``the remains of five rebels, two firearms``: a number of weapons, where no table knows the noun as people."""
    return hit.group.row is None and hit.group.victims is not None and hit.group.head in arms


def _is_total(hit: Hit) -> bool:
    """Whether a figure is a whole of several, of which a later sentence may tell parts."""
    return hit.whole is None and (hit.group.form in ("counted", "plural")) and hit.trigger.harm != "unharmed"


def _modality(scene: Scene, hit: Hit) -> Told[Modality] | None:
    """The modality of a hit, or null where it makes no claim: threats and denials of nobody in particular are none."""
    found = modality_of(scene, hit)
    if found is None:
        return None
    if found.value in ("hypothetical", "negated") and hit.group.number is None and hit.group.form == "plural":
        return None
    return found


def _count(scene: Scene, group: Group) -> Count:
    if group.number is not None:
        return group.number
    many = group.form == "plural" or scene.words[group.start] == "any"  # "denied that any resident was hurt"
    return Count(None, "plural", 2, None) if many else Count(None, "eq", 1, 1)


def _quote(hit: Hit) -> Extent:
    return Extent(min(hit.group.start, hit.trigger.start), max(hit.group.end, hit.trigger.end))


def _zone(doc: Doc, at: int) -> ZoneLabel:
    for zone in doc._.text or ():
        if zone.label != "quotation" and zone.extent.start <= at < zone.extent.end:
            label: ZoneLabel = zone.label
            return label
    return "body"


def _numbered(doc: Doc, drafts: Sequence[Draft]) -> list[Claim]:
    ordered = sorted(drafts, key=_position)
    names = {_key(draft.hit, draft.hit.group): f"c{n}" for n, draft in enumerate(ordered, 1)}
    return [_claim(doc, f"c{n}", draft, names) for n, draft in enumerate(ordered, 1)]


def _position(draft: Draft) -> tuple[int, int, int, str]:
    quote = _quote(draft.hit)
    return quote.start, quote.end, draft.hit.group.start, draft.hit.trigger.harm


def _key(hit: Hit, group: Group) -> tuple[int, int, str]:
    return group.start, group.end, hit.trigger.harm


def _claim(doc: Doc, name: str, draft: Draft, names: dict[tuple[int, int, str], str]) -> Claim:
    hit, scene = draft.hit, draft.scene
    group, trigger = hit.group, hit.trigger
    actors: Sequence[Actor] = doc._.actor or ()
    later = names.get(_key(hit, hit.revised_by)) if hit.revised_by is not None else None
    parent = names.get(_key(hit, hit.whole), names.get((hit.whole.start, hit.whole.end, _ANY))) if hit.whole else None
    zone = _zone(doc, group.start)
    agent, instrument = agents_of(scene, hit, actors, doc._.weapon or ())
    victims, grounds = describe(scene.reader, group, actors)
    before = earlier(scene, hit)
    return Claim(
        id=name,
        extent=_quote(hit),
        harm=trigger.harm,
        count=_count(scene, group),
        victims=victims,
        trigger=trigger.token,
        zone=zone,
        rule=f"{trigger.rule}:{hit.rule}",
        scope=draft.scope.value,
        modality=draft.modality.value,
        background=before.value == "yes",
        subset_of=parent,
        superseded_by=later,
        furniture=zone in ("furniture", "caption"),
        agent=agent,
        instrument=instrument,
        evidence=(
            *grounds,
            draft.scope.evidence("scope"),
            draft.modality.evidence("modality"),
            before.evidence("background"),
            *((Evidence("subset_of", f"link.{hit.rule}"),) if parent is not None else ()),
            *((Evidence("superseded_by", "link.revised"),) if later is not None else ()),
        ),
    )


def _counts(doc: Doc) -> list[Quantity]:
    """The quantities of a document but for the days of its dates: "the December 23 killings"."""
    dates = [when.extent for when in doc._.when or ()]
    return [one for one in doc._.quantity or () if not any(date.contains(one.extent) for date in dates)]


@Language.factory(factory("casualty"), assigns=["doc.spans", "doc._.casualty"])
def create_casualty(nlp: Language, name: str) -> CasualtyRoom:
    """Make the component; no settings."""
    return CasualtyRoom(nlp, name)
