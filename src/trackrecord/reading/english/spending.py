"""Money invested, spent or raised, on no program by name."""

import re
from collections.abc import Iterator

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import stated
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.themes import program_acted_on
from trackrecord.reading.english.told import Told

#: What money is called that something is done with, where no noun says so.
_INVESTING = {
    "invest": "investment",
    "spend": "spending",
    "inject": "investment",
    "secure": "funds secured",
    "raise": "funds raised",
    "attract": "investment attracted",
}


def invested(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "will invest 12.4 billion won by 2026": money spent or to be spent, on no program by name."""
    verb = chunks.get(number - 1)
    metric = _INVESTING.get(verb.verb.lemma) if verb.verb else None
    subject = scene.agent(verb.start) if verb.finite else scene.subject(verb.start)
    if quantity.kind != "money" or metric is None or subject is None:
        return
    if re.match(
        r"(?: (?:by|in) ⟨date:\d+⟩| ⟨date:\d+⟩)? (?:(?:on|in|into|for) (?!⟨date|the (?:next|past|coming))|to (?!⟨))",
        scene.skeleton.text[quantity.end :],
    ):
        return  # the money of what follows
    is_planned = scene.is_planned(verb.start) or scene.is_planned(verb.end)
    if not (is_planned or verb.finite):
        return
    named = program_acted_on(scene, chunks, number)
    if named is None:
        role = "target" if is_planned else "actual"
        yield stated(scene, quantity, metric, role, (verb.start, quantity.end), subject)


def raised(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "1.4 billion won has been raised": money that is the subject of what was done with it."""
    verb = chunks.get(number + 1)
    metric = _INVESTING.get(verb.verb.lemma) if verb.verb and verb.passive else None
    subject = scene.subject(quantity.start)
    if quantity.kind != "money" or metric is None or subject is None or not verb.finite:
        return
    if re.match(r" (?:on|in|into|for|to|towards?) (?!⟨date)", scene.skeleton.text[verb.end :]):
        return  # the money of what follows
    role = "target" if scene.is_planned(verb.end) else "actual"
    yield stated(scene, quantity, metric, role, (chunks.all[number].start, verb.end), subject)
