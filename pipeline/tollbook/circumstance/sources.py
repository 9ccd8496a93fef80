"""Who says so: the attribution in whose content a figure stands."""

from __future__ import annotations

from ..values import Attribution, Claim
from .context import Context


def attribution_of(context: Context, claim: Claim) -> tuple[str, str] | None:
    """The id of the attribution of a claim and the rule that chose it, or null for the outlet's own account.

    Where reports are nested the innermost speaks: in "AFP said that witnesses said", the witnesses. Those who want or
    agree to do something tell nothing of what happened.
    """
    telling = [
        one for one in context.attributions if not one.rule.endswith(".infinitive") and one.rule != "agree.speech"
    ]
    holding = [
        one
        for one in telling
        if one.content is not None and one.content.contains(claim.extent) and not _is_own_words(one, claim)
    ]
    if not holding:
        holding = [
            one
            for one in telling
            if one.content is not None
            and one.content.start <= claim.trigger < one.content.end
            and not _is_own_words(one, claim)
        ]
    if not holding:
        return None
    holding = [one for one in holding if not _is_blame_of_nobody(one)] or holding
    innermost = min(holding, key=lambda one: (len(one.content) if one.content else 0, one.extent.start))
    return innermost.id, "source.content"


def attribution_at(context: Context, claim: Claim) -> Attribution | None:
    """The attribution of a claim, or null."""
    chosen = attribution_of(context, claim)
    return None if chosen is None else next(a for a in context.attributions if a.id == chosen[0])


def _is_blame_of_nobody(one: Attribution) -> bool:
    """``an attack blamed on rebels``: nobody says who blames them, so the figure is whose the sentence is."""
    return one.source is None and one.rule.startswith("blame.")


def _is_own_words(one: Attribution, claim: Claim) -> bool:
    """Whether the claim is about the source itself: "three wounded men said" attributes nothing to their wounds."""
    return one.source is not None and one.source.contains(claim.extent)
