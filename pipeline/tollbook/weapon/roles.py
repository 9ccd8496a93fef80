"""What the text says a weapon did: used, in support, a target, or only mentioned.

In a parsed sentence the word that governs the mention decides, by the table of deeds: the role of its subject (which a
``with`` or a ``by`` phrase shares), or that of its object (which the subject of a passive shares). Elsewhere the nearest
deed on either side decides. Where no deed is near, a munition or a method in an account of violence was used, and a
platform was when something beside it was. What would happen, what a film shows and what is only feared is mentioned.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ..told import Told, words_at
from ..values import WeaponRole
from .company import AIRBORNE, Ruling, blown_up, continued, is_act, shared
from .mentions import Mention
from .tables import Deed, deeds

REACH = 6
"""Most tokens between a deed and a mention in a sentence that is not parsed."""

_SUBJECT = frozenset({"nsubj", "obl:agent"})
_OBJECT = frozenset({"obj", "nsubj:pass"})
_CLIMB = frozenset({"conj", "appos", "nmod", "compound", "nmod:poss", "flat", "amod", "obl:unmarked", "nmod:unmarked"})
_MEANS = frozenset({"with", "by", "using", "via", "through", "from", "in"})
_INSTRUMENT = frozenset({"with", "by", "using"})
_BESIDE = frozenset({"along", "together"})
_AT = frozenset({"on", "against", "at", "into"})
_AGAINST = frozenset({"against", "at"})
_TOWARDS = frozenset({"into", "against", "at", "towards", "toward", "over"})
_COVER = frozenset({"support", "backed", "backing", "cover", "covered", "escorted", "accompanied"})
_SENT = frozenset("send sends sent sending flew fly flying brought bring".split())
_UNREAL = frozenset(
    "would could can might should threatened threatens warns warned ban banned prohibit fears feared".split()
)
_MODALS = frozenset("would could can might should".split())
_VIOLENCE = frozenset(
    """killed kill kills killing killings dead died deaths death wounded injured wounding injuring casualties attack
    attacks attacked attacking struck hit explosion exploded blast bombed shelled strikes strike clashes fighting
    destroyed wounds injuries toll bodies damage damaged targeted targeting targets raid raids opened launched fired
    damaging burned shot hurt exploding detonated fatalities fire lost maimed amputated treated dropped clashed ambush
    ambushed massacre stormed assaulted duel duels stabbed slain perished harmed traded trade""".split()
)
_HARMLESS = frozenset({"armour", "naval", "air_defence", "helicopter", "aircraft"})
_PARKED = frozenset({"armour", "air_defence"})
_WIELDED = frozenset(
    {"small_arms", "uav", "missile", "rocket", "bomb", "mortar", "ied", "incendiary", "chemical", "cluster"}
)
_ABSENT = frozenset("no than like without any".split())
_HAZARDS = frozenset({"mine", "ied"})
_HAZARD_VERBS = frozenset("hit hits hitting struck strike strikes".split())
_CAME = frozenset("come comes came coming".split())
_FROM_ABOVE = frozenset({"role.see", "role.pass-over"})
_CARRIED_OUT = frozenset("role.deliver role.provide role.give role.send role.order role.hold role.make".split())
_UNDONE = frozenset(
    """lost destroyed downed intercepted captured seized damaged burned burnt recovered abandoned confiscated wrecked sunk
    defused disabled impounded looted surrendered neutralised neutralized""".split()
)
_PICKS = frozenset("pick picks picked picking".split())
_LEAVES = frozenset("leave leaves left leaving".split())
_MATTER = frozenset({"from", "of", "out"})
_REAL = frozenset("killed wounded injured dead died dies kills".split())
_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "some", "several", "what"})
_ARTICLES = frozenset({"a", "an", "the"})
_NAMING = _ARTICLES | {"war"}
_ONLY_VERBS = frozenset(
    "destroy destroys seize seizes defuse defuses recover recovers kill kills foil thwart detonate".split()
)
_OTHER_EVENT = frozenset("after before while because despite".split())
_OTHER_CLAUSE = _OTHER_EVENT | {"as", "when"}
_MOVED = frozenset({"take", "bring", "transfer", "transport", "move", "ferry"})
"""Deeds that carry people off: by helicopter."""
_CHASE = frozenset("manhunt search searching searched pursuit pursue pursuing rescue rescued evacuation".split())
_LOADED = frozenset({"carrying", "transporting"})
_GOES = frozenset({"go", "goes", "going", "went", "gone"})
_NOUNS = frozenset("destruction destroy-noun use-noun cover-noun threat-noun".split())
_IF = frozenset({"if", "unless"})
_ENDS = frozenset(". , ; : in by near over on at during and to since this last".split()) | {"", "\n", "\n\n"}


def roles_of(doc: Doc, mentions: Sequence[Mention], is_fiction: bool) -> list[Ruling]:
    """The roles of all mentions of a document; in one about films, books or museums they are only mentioned."""
    if is_fiction:
        return [Told("mention", "role.fiction")] * len(mentions)
    roles = shared(doc, mentions, [role_of(doc, mention) for mention in mentions])
    return blown_up(doc, mentions, continued(doc, mentions, roles))


def role_of(doc: Doc, mention: Mention) -> Ruling:
    """The role of a mention and the rule that gave it."""
    token = doc[mention.head]
    if _is_condition(doc, mention.extent.start):
        return Told("mention", "role.condition")
    found = (_by_syntax(doc, mention, token) if token.tag_ else None) or _by_neighbours(doc, mention)
    if found is not None:
        return _fitting(doc, mention, found)
    if mention.noun is not None and mention.noun.id == "air-cover":
        return Told("support", "role.default")
    return Told(_by_default(doc, mention), "role.default")


def _is_condition(doc: Doc, start: int) -> bool:
    """Whether a mention stands in the condition of something: if shells hit one of them."""
    for i in range(start - 1, max(-1, start - 1 - REACH), -1):
        if doc[i].text in (".", ",", ";", ":"):
            return False
        if doc[i].lower_ in _IF:
            return True
    return False


def _fitting(doc: Doc, mention: Mention, ruling: Ruling) -> Ruling:
    """A role made to fit what it is given to: a method is never in support, a tank that is seen is only mentioned."""
    role, rule, cues = ruling
    if mention.noun is not None and mention.noun.id == "air-cover":
        return Told("support", rule, cues)
    if is_act(mention) and (role in ("support", "target") or rule in _CARRIED_OUT):
        return Told("used", rule, cues)
    if rule == "role.crash" and mention.cls in ("aircraft", "helicopter"):
        return Told("mention", rule, cues)
    if rule in _FROM_ABOVE and mention.cls not in AIRBORNE:
        return Told(_by_default(doc, mention), "role.default")
    return ruling


def _by_syntax(doc: Doc, mention: Mention, token: Token) -> Ruling | None:
    undone = _undone_before(doc, mention, token)
    if undone is not None:
        return Told("target", "role.undone", words_at(undone))
    means = False
    for _ in range(4):
        dep, head = token.dep_, token.head
        if dep in ("ROOT", "dep", "") or head.i == token.i:
            return None
        beside = _is_beside(doc, token)
        if dep.startswith(("obl", "nmod")) and _case(token) in _INSTRUMENT and not beside:
            means = True
        inside = mention.extent.start <= head.i < mention.extent.end
        deed = _deed_at(doc, head.i) if not inside else None
        if deed is not None and deed.object is not None and _is_undone(doc, mention, head):
            return Told(deed.object, f"role.{deed.id}", words_at(head.i))
        if deed is not None and (dep in _SUBJECT or dep in _OBJECT or dep.startswith(("obl", "nmod", "acl")) or means):
            role = deed.object if beside else _role_under(doc, deed, dep, token, mention, means)
            if role is not None:
                return Told("mention" if _is_unreal(head) else role, f"role.{deed.id}", words_at(head.i))
        if dep == "nsubj" and head.lower_ in _CAME and doc[head.i + 1 : head.i + 2].text.lower() == "under":
            return Told("target", "role.come-under", words_at(head.i))
        if dep not in _CLIMB and not dep.startswith("nmod"):
            return None
        token = head
    return None


def _is_beside(doc: Doc, token: Token) -> bool:
    """Whether a thing is told of beside another, to which the same was done: "found | along with | a rifle"."""
    case = next((child.i for child in token.children if child.dep_ == "case" and child.lower_ == "with"), 0)
    return case > 0 and doc[case - 1].lower_ in _BESIDE


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def _is_unreal(verb: Token) -> bool:
    """Whether what a verb tells is only thought of: could, would, if."""
    return any(
        (child.dep_ == "aux" and child.lower_ in _MODALS) or (child.dep_ == "mark" and child.lower_ in ("if", "unless"))
        for child in verb.children
    )


def _deed_at(doc: Doc, i: int) -> Deed | None:
    """The deed that a word names, with its particle: shot down, brought down."""
    if i > 0 and doc[i - 1].text == "-":
        return None  # Turkish-made, Russian-backed: whose it is, not what was done
    following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    if following == "up" and doc[i].lower_ in _PICKS:
        return deeds()["seized"]
    if following == "behind" and doc[i].lower_ in _LEAVES:
        return deeds()["abandoned"]
    deed = deeds().get(doc[i].lower_)
    if deed is not None and deed.id == "make" and following in _MATTER:
        return deeds()["packed"]
    if deed is not None and deed.id == "ram" and following == "into":
        return deeds()["slammed"]
    if following == "off" and doc[i].lower_ in _GOES:
        return deeds()["detonated"]
    if following == "down" and deed is not None and doc[i].lower_ not in ("fell", "hunt"):
        return deeds()["downed"]
    return deed


def _role_under(doc: Doc, deed: Deed, dep: str, token: Token, mention: Mention, means: bool) -> WeaponRole | None:
    if means and deed.id in _MOVED and mention.cls in AIRBORNE:
        return "support"
    if means:
        carried = f"role.{deed.id}" in _CARRIED_OUT and _case(token) == "by" and mention.cls not in _HARMLESS
        return "used" if carried else deed.subject
    if dep.startswith("nsubj"):
        dep = _voice(token, dep)
    if dep in _OBJECT or (dep == "obl:unmarked" and deed.id == "down"):
        return _object_of(doc, deed, mention, doc[token.head.i].lower_)
    if dep in _SUBJECT:
        return deed.subject
    case = _case(token)
    if case in _AT:
        return "target" if mention.cls in _HARMLESS else None
    if case in ("of", "including"):
        return deed.object
    if case in _MEANS:
        return "used" if deed.subject == "used" else deed.subject
    return None


def _voice(token: Token, dep: str) -> str:
    """Whether a subject does or suffers, by the auxiliaries and the object of its verb, where the parser mistook it."""
    passive = any(child.dep_ == "aux:pass" for child in token.head.children)
    if passive:
        return "nsubj:pass"
    has_object = any(child.dep_ == "obj" and child.i > token.head.i for child in token.head.children)
    return "nsubj" if has_object else dep


def _undone_before(doc: Doc, mention: Mention, token: Token) -> int | None:
    """The word that says what was done to what follows it: an | intercepted | Shahed; | downed | 24 of 30 drones."""
    if is_act(mention):
        return None
    told = next((c.i for c in token.children if c.dep_ == "amod" and c.lower_ in _UNDONE and c.i < token.i), None)
    if told is not None:
        return told
    i = mention.extent.start - 1
    while i > 0 and (doc[i].like_num or doc[i].lower_ in ("of", "the", "all", "some", "about")):
        i -= 1
    shared = any(word.lower_ == "of" for word in doc[i + 1 : mention.extent.start]) and i < mention.extent.start - 2
    return i if shared and doc[i].lower_ in _UNDONE and not doc[i].is_sent_start else None


def _object_of(doc: Doc, deed: Deed, mention: Mention, verb: str) -> WeaponRole | None:
    """The role of what a deed is done to: a mine that is hit has gone off, a drone that is sent against a town is used."""
    if deed.id == "blow" and mention.cls in _HARMLESS:
        return "target"
    if deed.hazard is not None and mention.cls in _HAZARDS and verb in _HAZARD_VERBS:
        return deed.hazard
    if verb in _SENT and mention.cls not in _HARMLESS:
        following = {t.lower_ for t in doc[mention.extent.end : mention.extent.end + 3]}
        if following & _TOWARDS:
            return "used"
    return deed.object


def _by_neighbours(doc: Doc, mention: Mention) -> Ruling | None:
    start, end = mention.extent.start, mention.extent.end
    for i in range(start - 1, max(-1, start - 1 - REACH), -1):
        if doc[i].text in (".", ";", ":") or doc[i].lower_ in _OTHER_CLAUSE or "\n\n" in doc[i].text:
            break
        deed = _deed_at(doc, i)
        if deed is not None and deed.object is not None and _is_done(doc[i], deed):
            word = _before(doc, start)
            if word in _AGAINST and mention.cls in _HARMLESS:
                return Told("target", f"role.{deed.id}", words_at(i))
            if word in _MEANS and deed.subject is not None:
                return Told(deed.subject, f"role.{deed.id}", words_at(i))
            role = _object_of(doc, deed, mention, doc[i].lower_)
            return Told(role, f"role.{deed.id}", words_at(i)) if role is not None else None
        if doc[i].is_sent_start:
            break
    if doc[end : end + 2].text.lower().split()[-1:] == ["under"] and doc[end].lower_ in _CAME:
        return Told("target", "role.come-under", words_at(end))
    for i in range(end, min(len(doc), end + REACH)):
        if doc[i].is_sent_start or doc[i].text in (".", ";", ":", ",") or doc[i].lower_ in _OTHER_EVENT:
            break
        deed = _deed_at(doc, i)
        of_another = doc[i - 1].lower_ in _ARTICLES or (doc[i].lower_ in _LOADED and mention.cls in _HARMLESS)
        if deed is not None and deed.subject is not None and not of_another and _is_done(doc[i], deed):
            if deed.object is not None and _is_undone(doc, mention, doc[i]):
                return Told(deed.object, f"role.{deed.id}", words_at(i))
            passive = any(t.lower_ in ("was", "were", "been", "be", "being") for t in doc[max(end, i - 2) : i])
            role = deed.object if passive else deed.subject
            if role is not None:
                return Told(role, f"role.{deed.id}", words_at(i))
    return None


def _before(doc: Doc, start: int) -> str:
    """The word before a noun phrase: "by" before "an uncrewed vessel"."""
    i = start - 1
    while i > 0 and (doc[i].lower_ in _DETERMINERS or doc[i].like_num):
        i -= 1
    return str(doc[i].lower_) if i >= 0 else ""


def _is_undone(doc: Doc, mention: Mention, verb: Token) -> bool:
    """Whether a participle right behind a mention tells what was done to it: two tanks lost, a drone downed over the sea."""
    if verb.i != mention.extent.end or verb.lower_ not in _UNDONE:
        return False
    return verb.i + 1 >= len(doc) or doc[verb.i + 1].lower_ in _ENDS


def _is_done(word: Token, deed: Deed) -> bool:
    """Whether a word names its deed, not a noun of the same form: a patrol, the cover, their support."""
    if deed.id in _NOUNS or word.lower_ in _ONLY_VERBS:
        return True
    before, following = word.doc[max(0, word.i - 1)].lower_, word.doc[min(word.i + 1, len(word.doc) - 1)].lower_
    if deed.id == "account":
        return following == "for"
    if word.dep_ == "amod":
        return word.tag_ == "VBN" and before == "and"  # "found two shafts and confiscated rifles", read as one phrase
    if not word.tag_ and word.is_title and not word.is_sent_start:
        return False  # Human Rights Watch
    if not word.tag_ and word.lower_ == deed.forms[0] and before in _NAMING:
        return False
    return not word.tag_.startswith("NN")


def _by_default(doc: Doc, mention: Mention) -> WeaponRole:
    words = {t.lower_ for t in doc[mention.extent.start].sent}
    if words & _UNREAL and not words & _REAL:
        return "mention"
    if is_act(mention) or (mention.noun is not None and mention.noun.id == "sniper"):
        return "used"
    if words & _VIOLENCE:
        if (mention.cls in _HARMLESS and words & _COVER) or (mention.cls in AIRBORNE and words & _CHASE):
            return "support"
        return "mention" if mention.cls in _PARKED else "used"
    compared = _before(doc, mention.extent.start) in _ABSENT
    return "used" if mention.cls in _WIELDED and not compared else "mention"
