"""The Korean reader: sentences in, facts out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trackrecord.document import Block, Document
from trackrecord.facts import Fact, Observation
from trackrecord.lexicon import Lexicon
from trackrecord.reading.korean.claims import claims
from trackrecord.reading.korean.conferrals import conferrals, with_prize
from trackrecord.reading.korean.figures import unnumbered
from trackrecord.reading.korean.mentions import EVENT, korean_mentions
from trackrecord.reading.korean.observations import observations
from trackrecord.reading.korean.people import tenures
from trackrecord.reading.korean.scene import KoreanDiscourse, KoreanScene, grammar_of
from trackrecord.reading.korean.schemes import schemes
from trackrecord.reading.korean.undertakings import undertakings
from trackrecord.reading.mentions import Mention
from trackrecord.reading.prominence import Prominence, prominence
from trackrecord.reading.repeats import RECENT
from trackrecord.reading.sentences import Sentence, sentences
from trackrecord.reading.skeleton import Skeleton

#: What a text says its figures are of: "지난해 구는 …", "2023년 일자리 실적".
_SPOKEN_OF = (
    r"^(?:(?:⟨gov:\d+⟩|[구시군도])[은는이가] )?(?P<opening><date>)(?:에는|에|는|도|동안|에만|말 기준|까지)?(?: ?\([^()]*\))?,? (?!(?:[가-힣]+ ){0,2}?[가-힣]*(?:한|된|연|인) )"
    r"|(?P<date><date>)(?:도|의)? (?:{word} ){0,4}?{word}?(?:실적|성과|결산)(?:을|를|이|가|은|는|에) "
)
_OPENS_WITH_A_DATE = r"^<date>"
#: A year, a half, a quarter: what figures are told for, where a day or month only dates an event.
_IS_LONG = re.compile(r"\d{4}|.+/.+")
#: What the account of a year's awards says of itself.
_ON_HONOURS = re.compile(r"(?:각종|대외|외부|중앙부처)[^.]{0,20}평가|기관 ?표창|⟨grade:\d+⟩을 받")
#: What is counted of an event, of which the next sentence goes on to tell.
_VISITED = re.compile(r"방문|관람|관광|참가")
_ENDS_IN_A_NAME = r"(?P<name><quoted>)(?: ?{type})?(?:이다|다)\.?$"
_OFTEN = 2  # times that a text names what it is about, at least
_JOINED = 2  # blocks of one sentence before another, that are one paragraph with it
_FEW = 2  # sentences that this other one has at most
_OUTLINE = re.compile(r"[□○◦ㅇ❍◇◆■●※*·∙-]\s*")
#: Lines of a page that are about the publication itself.
_COLOPHON = re.compile(r"ⓒ|©|무단 ?전재|재배포 금지|저작권자|\[사진|사진=|[\w.]+@[\w.]+")


#: What stands under a photograph.
_CAPTION = re.compile(
    r"기념 ?촬영|^[^.]{0,60}(?:전경|모습|조감도|투시도|포스터)\.?\]?$|^[^.다]{0,40}(?:제공|DB)\)?\.?$|\([^()]{2,12} ?제공\)\.?$|/ ?[가-힣]{2,8}(?:군|시|구|도|청)(?: 제공)?(?: ?\|)?$"
)
_ARROWS = "▲△▼▶◀"


def read_korean(document: Document, lexicon: Lexicon) -> Iterator[Fact]:
    """The facts of a Korean document in reading order; headings only set what the text is about."""
    grammar = grammar_of(lexicon)
    named = prominence(document, lexicon)
    discourse = KoreanDiscourse(prominence=named, government=_subject_of(named, lexicon))
    body: list[Fact] = []
    block = -1
    told = list(sentences(document))
    openings = _openings(document, told)
    for sentence in map(_unmarked, told):
        if _COLOPHON.search(sentence.text) or _CAPTION.search(sentence.text):
            continue
        if sentence.block != block:
            block = sentence.block
            discourse.enter_block(*openings[block])
        skeleton = Skeleton(
            sentence,
            korean_mentions(
                sentence,
                lexicon,
                document.issued,
                discourse.awards.values(),
                discourse.governments.values(),
            ),
        )
        scene = KoreanScene(
            document.text, document.id, document.issued, skeleton, discourse, grammar
        )
        _set_focus(scene)
        if not sentence.is_heading and not _is_caption(document, block):
            body.extend(_facts(scene, body))
    yield from body


def _subject_of(named: Prominence, lexicon: Lexicon) -> Mention | None:
    """The government that a text is about before it says so: the one that it names most, and again."""
    main = named.main
    count = max((named.named[iri] for iri in main.iris), default=0) if main else 0
    if main is None or count < _OFTEN:
        return None
    return replace(main, name=lexicon.things[main.iris[0]].label("ko"))


def _openings(document: Document, told: list[Sentence]) -> list[tuple[int, int, bool]]:
    """For each block where its paragraph begins, and where the one before does.

    News is often set with every sentence as a block of its own: a few of those are one paragraph.
    """
    counts = Counter(sentence.block for sentence in told)
    blocks = document.blocks
    found: list[tuple[int, int, bool]] = []
    for number, block in enumerate(blocks):
        first = number
        while first and number - first < _JOINED and _is_alone(blocks, counts, first - 1, 1):
            first -= 1
        is_alone = first < number and _is_alone(blocks, counts, number, _FEW)
        start = blocks[first].start if is_alone else block.start
        before = max(first - 1 if is_alone else number - 1, 0)
        found.append((start, blocks[before].start, is_alone))
    return found


def _is_alone(blocks: Sequence[Block], counts: Counter[int], number: int, most: int) -> bool:
    return blocks[number].kind != "heading" and counts[number] <= most


def _is_caption(document: Document, number: int) -> bool:
    """Whether a block with an arrow is a sentence and no item of a list: it is told of a photograph."""
    blocks = document.blocks

    def has_arrow(at: int) -> bool:
        return 0 <= at < len(blocks) and document.text[blocks[at].start] in _ARROWS

    is_sentence = document.text[: blocks[number].end].endswith("다.")
    return (
        has_arrow(number) and is_sentence and not (has_arrow(number - 1) or has_arrow(number + 1))
    )


def _unmarked(sentence: Sentence) -> Sentence:
    """A sentence without the mark of a press release's outline before it: □, ○."""
    mark = _OUTLINE.match(sentence.text)
    if mark is None or mark.end() == len(sentence.text):
        return sentence
    return replace(sentence, start=sentence.start + mark.end(), text=sentence.text[mark.end() :])


def _facts(scene: KoreanScene, facts: list[Fact]) -> Iterator[Fact]:
    told = scene.discourse.conferral
    if told and told in facts[-RECENT:] and (prized := with_prize(scene, told)):
        facts[facts.index(told, -RECENT)] = scene.discourse.conferral = prized
    yield from tenures(scene)
    yield from conferrals(scene)
    evaluated = list(schemes(scene))
    yield from evaluated
    yield from claims(scene)
    figures = [fact for fact in observations(scene) if not _is_told(fact, evaluated)]
    yield from figures
    yield from undertakings(scene)
    scene.discourse.topic = _topic(scene, figures)


def _note_events(scene: KoreanScene) -> None:
    """Keep the festivals that a sentence names, and the year in which it says they were held."""
    dated = [
        p.mention.when
        for p in scene.skeleton.placeholders("date")
        if p.mention.when and p.mention.relation is None
    ]
    for place in scene.skeleton.placeholders("quoted"):
        name = unnumbered(place.mention.name)
        if not EVENT.search(name):
            continue
        if name not in scene.discourse.programs:
            scene.discourse.note_program(name)
        if dated and len({when[:4] for when in dated}) == 1:
            scene.discourse.held.setdefault(name, dated[0][:4])
    again = scene.program_topic(len(scene.skeleton.text))
    spans = [when for when in dated if "/" in when]
    if again and spans and EVENT.search(again):
        scene.discourse.held.setdefault(again, spans[0][:4])


def _is_told(figure: Observation, told: Iterable[Fact]) -> bool:
    """Whether a figure is one of an award that its own rule has told."""
    return any(
        isinstance(fact, Observation)
        and (fact.about, fact.value) == (figure.about, figure.value)
        and figure.start < fact.end
        and fact.start < figure.end
        for fact in told
    )


def _topic(scene: KoreanScene, figures: list[Observation]) -> str | None:
    """The program that a sentence is about, ends in, or counts something of."""
    is_named = "⟨quoted:" in scene.skeleton.text
    ending = next(scene.find(_ENDS_IN_A_NAME), None) if is_named else None
    if ending:
        return scene.mention(ending, "name").name
    last = figures[-1] if figures else None
    if last and last.about in scene.discourse.programs and _VISITED.search(last.metric):
        return last.about
    return scene.program_topic(len(scene.skeleton.text), is_lasting=True)


def _set_focus(scene: KoreanScene) -> None:
    """Turn the discourse to the sentence's first topic, or a name in its heading, and its last award."""
    discourse = scene.discourse
    named = [place.mention for place in scene.topics]
    if not named and scene.skeleton.sentence.is_heading:
        named = [place.mention for place in scene.skeleton.placeholders("gov")]
    if named:
        is_aside = discourse.prominence.is_passing(named[0])
        if discourse.government is None or not is_aside:
            discourse.government = named[0]
        for government in named:
            discourse.turn_to(government)
    elif scene.anaphors:
        discourse.government = scene.focus(scene.anaphor)
    elif scene.speaks_of_others and scene.topic(len(scene.skeleton.text)) is None:
        discourse.government = None
    if discourse.period and next(scene.find(_OPENS_WITH_A_DATE), None):
        discourse.period = None
    for match in scene.find(_SPOKEN_OF):
        period = scene.mention(match, "opening" if match["opening"] else "date")
        if period.relation or not period.when or not _IS_LONG.fullmatch(period.when):
            continue
        if _ON_HONOURS.search(scene.skeleton.text) and discourse.honours_of is None:
            discourse.honours_of = period.when[:4]
        if match["opening"]:
            discourse.period = period
        else:
            discourse.reported = period
    _note_events(scene)
    for place in scene.skeleton.placeholders("award"):
        if discourse.award is None or scene.grammar.is_conferred(place.mention):
            discourse.award = place.mention
        discourse.awards.setdefault(place.mention.name, place.mention)
        if place.mention.edition:
            discourse.editions.setdefault(place.mention.name, place.mention.edition)
