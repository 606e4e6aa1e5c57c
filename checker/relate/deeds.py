"""What is said to be done to guidance, against what it was: raised to this from that."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Figure, Relation
from checker.relate.facts import Facts, subject

_NEXT = 60
"""Characters between the new guidance and the one that it came from."""


def deeds(facts: Facts) -> Iterator[Relation]:
    """A forecast that a deed is said of, and the next of its kind in the sentence, which it came from.

    Whether it did come from that the figures do not tell, so one that went the other way is no alarm.
    """
    revised = {cue.figures[0] for cue in facts.cued("revision")}
    for cue in facts.cued("action"):
        if not cue.sense or len(cue.figures) != 1 or cue.figures[0] in revised:
            continue
        now = facts.by_id[cue.figures[0]]
        then = next((f for f in facts.sentences[facts.sentence(now)] if _came_from(f, now)), None)
        if then is not None and cue.start < now.start:
            yield Relation(
                kind="direction",
                figures={"current": now.id, "prior": then.id},
                because="what was done to the guidance",
                sense=cue.sense,
                cue=cue.text,
                strong=False,
            )


def _came_from(figure: Figure, now: Figure) -> bool:
    return (
        now.end <= figure.start < now.end + _NEXT
        and figure.unit == now.unit
        and figure.measure == now.measure
        and (subject(figure).metric, figure.scope) == (subject(now).metric, now.scope)
        and (figure.low, figure.high) != (now.low, now.high)
    )
