"""Who attacked, who is blamed, who claims and who denies: what the article says of its actors, wherever it says so.

Read from the words beside each mention of an actor, as most of these sentences are not parsed: a verb of attack behind
it, a deed behind its name, "by" or "blamed" before it, a deed and its victim between the two ("the murder of the mayor
by rebels").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ..values import Actor
from .apart import attacks_apart, claims_apart
from .avowals import aimed, avowed
from .beliefs import supposed
from .beside import CLOSE, NEGATIONS, OPEN, STOPS, Beside
from .deed import SUCH, TRAPS, Deed

ACTING = frozenset(
    {"armed_group", "government", "military", "police", "unknown_attacker", "community", "other", "person", "official"}
)
"""Kinds of actor that may attack; outlets, monitors, medics and witnesses tell of it."""

_AUXILIARIES = frozenset(
    """have has had who which that also later then reportedly allegedly apparently repeatedly immediately again still
    publicly , since on sunday monday tuesday wednesday thursday friday saturday today yesterday overnight early late
    this morning afternoon evening night last tonight today's simultaneously successfully once twice recently already
    themselves itself on january february march april may june july august september october november december""".split()
)
_PASSIVES = frozenset({"was", "were", "been", "being", "are", "is", "be", "got"})
_LEFT = frozenset(
    """the a an of suspected alleged armed unidentified unknown local members member fighters militants its his their some
    several two three four five six seven eight nine ten dozens gunmen men elements group groups unit units self-styled
    self - self- styled so-called so called grouping organization organisation band faction factions wing
    presumed presumably urban commandos commando guerrillas rebels terrorists column
    outlawed same clandestine leftist rightist pro-castro maoist marxist another heavily people individuals soldiers troops
    both and combatants certain officers officer sappers command commands squad cell cells subversives""".split()
)
_MODIFIERS = frozenset(
    """'s ’s - army military government air forces troops militant rebel armed ground artillery rocket missile drone mortar
    tank suicide deadly recent new latest cross border heavy intense aerial naval special own massive terrorist guerrilla
    bomb dynamite sabotage""".split()
)
_AFTER_DENIAL = frozenset(
    """killing involvement responsibility any carrying targeting having that being it the its attacking responsible
    shelling bombing striking firing accusations accusation allegations allegation charge charges claims reports report
    role hitting using as""".split()
)
_OWNING_UP = frozenset({"admitted", "admits", "admit", "acknowledged", "boasted", "boasts"})
_TRANSITIVE = frozenset({"attack", "kill", "abduct"})
_NO_OBJECT = frozenset(
    """by in at near during on dead de*ad after when as while for over with from outside inside and or but
    , . ; : |""".split()
)
"""What stands behind a participle that a headline uses without its auxiliary: "Soldier shot dead by rebels"."""

_AT_LEAST = frozenset({"least", "many", "much", "few", "most"})
"""What follows "at" or "as" before a figure: "arrested as many as 25"."""

_HARMED = frozenset({"wounded", "injured", "hurt", "captured", "missing", "maimed"})
"""Participles that go with another of which somebody is the object: "180 servicemen killed and wounded"."""

_WHERE = frozenset("in near over across inside throughout at around".split())
_UNREAL = frozenset({"could", "would", "might", "may", "should", "if", "will", "whether", "unless", "shall"})
_REACH = 7
_LONGEST_APPOSITION = 16
_LONGEST_BETWEEN = 14
"""Most words between a deed and the "by" that names its doer."""

_SPOKEN = frozenset({"claims", "denies", "blamed"})
_HABITS = frozenset(
    "often frequently regularly routinely usually generally typically increasingly previously formerly".split()
)
_SUFFERED = frozenset("were was been came lost suffered".split())
"""What stands behind the people of whom somebody tells that they were attacked."""

_MANY = frozenset("series string wave spate number rash slew most many several dozens scores hundreds".split())
_ATTACKS = frozenset(
    "attacks assaults bombings blasts explosions killings kidnappings raids violence strikes murders".split()
)
_BY_PARTICIPLE = frozenset("held taken run led overrun known seen kept built over".split())
"""Participles that say what somebody does with a thing that was hit: "a village held by rebels", "taken over by"."""

_CAUSING = frozenset("caused performed abandoned initiated declared imposed called".split())
"""Participles whose doer is that of the deed before them: "the massacre caused by rebels"."""

_GENERAL = frozenset("targeting attacking bombing hitting killing harming striking shelling".split())
_ANYBODY = frozenset("civilians civilian hospitals schools populated residential".split())


def deeds(doc: Doc, actors: Sequence[Actor]) -> tuple[Deed, ...]:
    """Everything that a document says of its actors' deeds, in order.

    >>> import tollbook
    >>> doc = tollbook.load()("Rebels attacked the camp. The army blamed the Taliban, who denied killing 12 men.")
    >>> [(doc[d.actor.extent.start : d.actor.extent.end].text, d.means) for d in deeds(doc, doc._.actor)]
    [('Rebels', 'does'), ('Taliban', 'blamed'), ('Taliban', 'denies')]
    """
    if not actors:
        return ()
    beside = Beside(doc, actors)
    found = [
        deed
        for actor in actors
        if actor.kind in ACTING
        for deed in (*_by(beside, actor), *_noun(beside, actor), *_verbs(beside, actor, doc))
        # Of persons and officials it is told what they own up to; that one "killed" somebody is the clause's own word.
        if (deed.means in _SPOKEN or actor.kind not in ("person", "official"))
        and not _since(beside, beside.place(deed.extent.start))
    ]
    found += claims_apart(beside, actors, found)
    return tuple(sorted(found, key=lambda one: (one.actor.extent.start, one.extent.end)))


def _verbs(beside: Beside, actor: Actor, doc: Doc) -> Iterator[Deed]:
    """The verb behind a mention, else the first of attack among all those of which it is the subject."""
    if actor.adjective:
        return
    found = list(_verb(beside, actor))
    yield from found or attacks_apart(beside, actor, doc)


def _verb(beside: Beside, actor: Actor) -> Iterator[Deed]:
    words = beside.words
    start, end_of_actor = beside.spans[actor.id]
    at = behind = beside.past(actor)
    if actor.rule.startswith("country") and not _WHERE.isdisjoint(beside.before(start, 2)):
        return  # where something happened: "an air strike in northern Syria killed"
    if _supports(beside, start):
        return
    passive = False
    if words[at : at + 1] == [","]:
        at = _past_apposition(beside, at)
    for _ in range(_REACH):
        if at >= len(words) or words[at] in NEGATIONS or not beside.inside(at, end_of_actor):
            return
        found = beside.form(at, "verb")
        if found is not None:
            if (
                at == behind + 1
                and words[behind] == ","
                and (not words[at].endswith("ing") or _is_object(beside, start))
            ):
                return  # the next of a list of verbs, of which this is an object: "seized the post, burned the bridge"
            end, row = found
            after = words[end] if end < len(words) and beside.inside(end, end_of_actor) else "."
            if (passive and row.means != "blamed") or (
                row.means == "denies" and after not in _AFTER_DENIAL and after != "."
            ):
                return
            if words[end - 1] in _OWNING_UP and after not in _AFTER_DENIAL:
                return
            if row.means == "denies" and _in_general(words, end):
                return
            if row.means == "does" and after == "by" and end - at == 1:
                return  # "the murder of two guards perpetrated by rebels"
            if row.means == "claims" and not NEGATIONS.isdisjoint(beside.before(start, 3)):
                return  # "nor has any other group claimed it"
            if row.means == "claims" and words[end - 2 : end - 1] == ["its"] and _suffers(beside, end):
                return
            if row.means == "does" and not SUCH.isdisjoint(words[end : end + 2]):
                return
            if row.means == "does" and _of_place(beside, start, words[end - 1]):
                return
            if words[end - 1] == "laid" and after == "down":
                return  # arms
            if row.id == "attack" and not TRAPS.isdisjoint(words[end : end + _REACH]):
                return  # a patrol that hit a roadside bomb attacked nobody
            following = words[end + 1] if beside.inside(end + 1, end_of_actor) else "."
            goes_on = following in _AT_LEAST or (after == "dead" and following not in _NO_OBJECT | _HARMED)
            if after == "and" and following not in _HARMED:
                goes_on = beside.form(end + 1, "verb") is not None
            if row.id in _TRANSITIVE and end - at == 1 and after in _NO_OBJECT and not goes_on:
                return
            yield Deed(actor, row.means, beside.extent(start, end), f"deed.{row.id}", beside.token(end - 1))
            return
        aim = None if passive else aimed(beside, at, end_of_actor)
        if aim is not None:
            yield Deed(actor, "claims", beside.extent(start, aim), AIM, beside.token(aim - 1))
            return
        own = None if passive else avowed(beside, at, end_of_actor)
        if own is not None:
            yield Deed(actor, "claims", beside.extent(start, own), "deed.claim", beside.token(own - 1))
            return
        thought = supposed(beside, at, end_of_actor) if passive else None
        if thought is not None:
            yield Deed(actor, "blamed", beside.extent(start, thought), "deed.suspect", beside.token(thought - 1))
            return
        if words[at] in _PASSIVES:
            passive = True
        elif words[at] in _HABITS or (
            words[at] not in _AUXILIARIES and not words[at].endswith("ly") and not words[at].isdigit()
        ):
            return
        at += 1


AIM = "deed.aim"
"""The rule of what a side says of a strike that may be its own or its enemy's: that it hit soldiers."""

AGAINST = frozenset("of on against at with to from into near upon".split())
"""What stands before whom a deed was done to: "a convoy of the rebels"."""


def _is_object(beside: Beside, start: int) -> bool:
    """Whether a mention is what a deed was done to, so that the participle behind it is of somebody else's doing.

    "Struck a convoy of the rebels, killing nine": the rebels killed nobody.
    """
    before = next((word for word in beside.before(start, _REACH) if word not in _LEFT or word == "of"), "")
    return before in AGAINST or before in _STRIKING


_STRIKING = frozenset("struck hit attacked bombed shelled raided ambushed engaged targeted pounded killed shot".split())


_HOLDING_PLACES = frozenset("besieged surrounded seized captured occupied overran entered invaded stormed".split())


def _of_place(beside: Beside, start: int, verb: str) -> bool:
    """Whether a clause only says in whose hands a place is: "in Zelba, which the rebels have besieged since May"."""
    before = next((word for word in beside.before(start, 3) if word not in _LEFT), "")
    return verb in _HOLDING_PLACES and before in ("which", "that", "where")


def _suffers(beside: Beside, end: int) -> bool:
    """Whether a side tells of its people something else than that they attacked: "said its forces had been hit"."""
    word = beside.words[end] if end < len(beside.words) else "."
    return word in _SUFFERED or (word in ("had", "have") and beside.form(end + 1, "verb") is None)


def _in_general(words: Sequence[str], end: int) -> bool:
    """Whether a denial is of no deed in particular: "denies targeting civilians in the war"."""
    general = words[end - 1] in ("denies", "deny") and not _GENERAL.isdisjoint(words[end : end + 1])
    return general and not _ANYBODY.isdisjoint(words[end + 1 : end + 3])


def _since(beside: Beside, at: int) -> bool:
    """Whether words before a deed put it into the past from which something is counted: "since troops raided"."""
    before = [word for word in beside.before(at, 8) if word not in _LEFT]
    when = before[:2] == ["when", ","] and "since" in before  # "since April, when the army launched its offensive"
    return when or before[:1] == ["since"]


def _one_of_many(beside: Beside, at: int) -> bool:
    """Whether what stands before "blamed on" is a row of attacks: nobody is blamed for the one that is told."""
    before = list(beside.before(at, 6))
    return not _ATTACKS.isdisjoint(before) and not _MANY.isdisjoint(before)


_TIES = frozenset({"linked", "tied"})
_LAYING = frozenset("was were been attack attacks bombing killing killings raid strike blast assault".split())


def _is_tie(beside: Beside, start: int) -> bool:
    """Whether words only say with whom a group goes: "jihadists linked to the Red Column"."""
    before = next((word for word in beside.before(start, 3) if not word.endswith("ly")), "")
    return beside.words[start] in _TIES and before not in _LAYING


def _past_apposition(beside: Beside, comma: int) -> int:
    """Behind the comma that closes an apposition: "Russia, a top ally of the president, launched"."""
    words = beside.words
    first = comma + 1
    while first < len(words) and words[first] in CLOSE:
        first += 1
    for at in range(first, min(first + _LONGEST_APPOSITION, len(words))):
        if words[at] == ",":
            return at + 1 if words[first] in _APPOSED else comma
        if words[at] in STOPS or beside.opens[at]:
            return comma
    return comma


_APPOSED = frozenset(
    "a an the its which who in supported backed aided assisted accompanied led escorted joined".split()
)
"""What opens a phrase between a name and its verb: "the Front, in a post on its channel, claimed"."""

_SUPPORTING = frozenset("backed supported assisted aided helped accompanied covered cover support help".split())


def _supports(beside: Beside, at: int) -> bool:
    """Whether words before a mention make it one that only helped: "soldiers, backed by French helicopters, killed"."""
    before = [word for word in beside.before(at, 4) if word not in _LEFT]
    return before[:1] in (["by"], ["of"], ["from"], ["with"]) and before[1:2] != [] and before[1] in _SUPPORTING


_ACTIVITIES = frozenset("operation operations action actions".split())
"""What is called military whoever does it."""


_PEACEFUL = frozenset(
    """searched searching circled circling flew flying evacuated evacuating carried carrying landed landing patrolled
    patrolling took brought ferried hovered withdrew withdrawing arrived intercepted""".split()
)
"""What machines of war do that harms nobody."""


_FERRIES = frozenset("helicopter helicopters aircraft".split())
_FERRIED = frozenset("taken flown evacuated airlifted transferred transported brought carried moved ferried".split())
"""What is done with people by machines that harmed nobody."""


def _noun(beside: Beside, actor: Actor) -> Iterator[Deed]:
    words = beside.words
    start, end_of_actor = beside.spans[actor.id]
    if _supports(beside, start):
        return
    at = beside.past(actor)
    for _ in range(_REACH):
        if at >= len(words) or not beside.inside(at, end_of_actor):
            return
        found = beside.form(at, "noun")
        if found is not None:
            end, row = found
            if words[end - 1] in _ACTIVITIES and words[start] == "military":
                return  # "a spokesman for military operations"
            if words[end : end + 1] and words[end] in _PEACEFUL:
                return  # "army helicopters searched the hills"
            if words[end - 1] in _FERRIES and not _FERRIED.isdisjoint(beside.before(start, _REACH)):
                return  # "were flown by army helicopter to a hospital"
            if _UNREAL.isdisjoint(words[end : end + _REACH]):
                yield Deed(actor, row.means, beside.extent(start, end), f"deed.{row.id}", beside.token(end - 1))
            return
        if words[at] not in _MODIFIERS:
            return
        at += 1


def _by(beside: Beside, actor: Actor) -> Iterator[Deed]:
    words = beside.words
    start_of_actor, end = beside.spans[actor.id]
    floor = beside.sentence_start(start_of_actor)
    at = start_of_actor - 1
    while at >= floor and beside.ending_form(at) is None:
        if at + 1 in beside.ending and beside.ending[at + 1] >= floor:
            at = beside.ending[at + 1] - 1  # "by guerrillas of the" before the group's name
        elif words[at] in _LEFT or words[at] in OPEN or words[at] in CLOSE:
            at -= 1
        else:
            break
    if at < floor:
        return
    hit = beside.ending_form(at)
    if hit is not None:
        start, row = hit
        many = row.means == "blamed" and (_one_of_many(beside, start) or _is_tie(beside, start))
        if not many and (start == 0 or words[start - 1] not in NEGATIONS):
            yield Deed(actor, row.means, beside.extent(start, end), f"deed.{row.id}", beside.token(start))
    elif words[at] in _HOLDING and _ANSWERABLE.intersection(words[end : end + 2]) and beside.inside(end, end):
        yield Deed(actor, "blamed", beside.extent(at, end + 1), "deed.blame", beside.token(at))
    elif words[at] == "by" and _of_another_verb(beside, at):
        return
    elif words[at] in ("by", "to", "on"):
        yield from _parted_by(beside, actor, at, floor)


_HOLDING = frozenset("hold holds held holding".split())
_ANSWERABLE = frozenset({"responsible", "accountable"})
"""What stands behind whom somebody blames: "hold the rebels responsible"."""


def _of_another_verb(beside: Beside, by: int) -> bool:
    """Whether the word before "by" is a participle that tells of no deed: "hit a village held by rebels"."""
    last = beside.words[by - 1]
    if last in _CAUSING:
        return False
    return last in _BY_PARTICIPLE or (last.endswith("ed") and beside.ending_form_of((last, "by")) is None)


def _parted_by(beside: Beside, actor: Actor, at: int, floor: int) -> Iterator[Deed]:
    """A deed whose victim, place or day stand before the "by": "the murder of the mayor on Sunday by rebels"."""
    words = beside.words
    for start in range(at - 1, max(floor, at - _LONGEST_BETWEEN) - 1, -1):
        if words[start] in STOPS or words[start] in ("by", "who", "which", "that", "said", "and"):
            return
        for end in (start + 1, start + 2):
            hit = beside.ending_form_of((*words[start:end], words[at]))
            if hit is not None and (start == 0 or words[start - 1] not in NEGATIONS):
                extent = beside.extent(start, beside.spans[actor.id][1])
                yield Deed(actor, hit.means, extent, f"deed.{hit.id}.parted", beside.token(start))
                return
        if words[start] in _PASSIVES and start < at - 1:
            return  # another verb's doer: "a bomb was defused by police"
