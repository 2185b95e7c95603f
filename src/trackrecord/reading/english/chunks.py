"""An English sentence as chunks: noun phrases, quantities, verb groups, and the small words between.

A shallow parse (after Abney 1991, "Parsing by Chunks"): no tree is built. What a verb has as subject is
found by walking back over the chunks before it. Places are those of the skeleton's text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.tokens import Tokens
from trackrecord.reading.english.wordclasses import (
    ADVERBS,
    BE,
    DETERMINERS,
    HAVE,
    LINKS,
    MODAL,
    OTHER_VERBS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    is_adverb,
)
from trackrecord.reading.english.words import Verb

ChunkKind = Literal["noun", "quantity", "date", "verb", "preposition", "link", "pronoun", "mark"]

#: An age group is part of the noun phrase that it stands in.
_AGED = re.compile(
    r"aged (?:between )?⟨num:\d+⟩(?: (?:to|and|-) ⟨num:\d+⟩)?(?: (?:and|or) (?:over|older|above|under|younger))?"
    r"|in their ⟨num:\d+⟩s?(?: and ⟨num:\d+⟩s?)?"
)
#: What may stand among a verb's complements: "rose by 5% from the same period last year to".
_BETWEEN = frozenset(
    (
        ",",
        "or",
        "(",
        ")",
        "period",
        "month",
        "quarter",
        "level",
        "figure",
        "end",
        "beginning",
        "start",
    )
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the skeleton and what it is; `word` is its last word, in lower case.

    Of a verb, `verb` is its vocabulary form if it has one there, `passive` says it follows "be",
    `finite` that it says when (it is no infinitive, gerund or bare participle).
    """

    kind: ChunkKind
    start: int
    end: int
    word: str
    verb: Verb | None = None
    passive: bool = False
    finite: bool = False


class Chunks:
    """The chunks of a sentence, and what stands before each."""

    def __init__(self, scene: Scene, quantities: Sequence[Quantity]) -> None:
        """Chunk a sentence whose quantities are known, each one chunk with the noun it counts."""
        self._moves = scene.grammar.moves
        self._text = scene.skeleton.text
        self._tokens = Tokens(scene, quantities)
        self.all: tuple[Chunk, ...] = tuple(self._chunks())

    def at(self, place: int) -> int | None:
        """The number of the chunk that a place of the skeleton is in."""
        for number, chunk in enumerate(self.all):
            if chunk.start <= place < chunk.end:
                return number
        return None

    def get(self, number: int) -> Chunk:
        """A chunk, or an empty mark before the first and after the last."""
        if 0 <= number < len(self.all):
            return self.all[number]
        return Chunk("mark", len(self._text), len(self._text), "")

    def subject(self, verb: int) -> tuple[int, int] | None:
        """The first and last chunk of what a verb has as subject; None where it has none before it.

        A verb joined to another by "and" has the subject of that one; of a relative clause it is
        what the clause is about.
        """
        last = verb - 1
        if self.get(last).word == ")":
            last = self._opening(last, "(") - 1
        if self.get(last).word == ",":
            before = self._opening(last - 1, ",")
            is_relative = self.get(before + 1).word in RELATIVES
            is_aside = (
                is_relative
                or self.get(before + 1).kind == "verb"
                or not self._has_finite(before, last)
            )
            if before > 0 and self._is_noun(before - 1) and is_aside:
                last = before - 1
            elif before < 0 and self.get(1).word in RELATIVES and self._is_noun(0):
                last = 0  # "The ‘X,’ which …, has": the comma is inside the quotation marks
        if self.get(last).word in RELATIVES:
            last -= 2 if self.get(last - 1).word == "," else 1
            return (self._phrase(last), last) if self._is_noun(last) else None
        if self.get(last).kind == "date" and self._is_noun(last - 1):
            last -= 1  # "exports last year came to"
        if self._is_noun(last) or self.get(last).kind in ("pronoun", "quantity", "date"):
            return self._phrase(last), last
        if self.get(last).kind == "link" or self.get(last).word == ",":
            earlier = [n for n in range(last) if self.all[n].kind == "verb" and self.all[n].finite]
            return self.subject(earlier[-1]) if earlier else None
        return None

    def object_of(self, number: int) -> tuple[int, int, int] | None:
        """The verb, and the first and last chunk of its object, that end right before a chunk.

        Of "raise the rate of employment to ⟨pct⟩", asked for "to": raise, the rate … employment.
        """
        last = number - 1
        while self.get(last).kind in ("quantity", "date") or self.get(last).word in (
            "by",
            "from",
            ",",
        ):
            last -= 1
        if not self._is_noun(last):
            return None
        first = self._phrase(last)
        verb = self.get(first - 1)
        return (first - 1, first, last) if verb.kind == "verb" and not verb.passive else None

    def clause_verb(self, number: int) -> int | None:
        """The verb whose complements a chunk is among: nothing but such stands between them."""
        for n in range(number - 1, -1, -1):
            chunk = self.all[n]
            if chunk.kind == "verb":
                return n
            if chunk.kind not in ("preposition", "quantity", "date") and chunk.word not in _BETWEEN:
                return None
        return None

    def _phrase(self, last: int) -> int:
        """Where a noun phrase with its prepositional phrases begins that ends with a chunk."""
        first = last
        while first >= 2:
            joint, before = self.get(first - 1), self.get(first - 2)
            if joint.kind == "preposition" and before.word == ")":
                first = self._opening(first - 2, "(") - 1  # "the rate (ages 15 to 64) in 2022"
                continue
            if joint.word == "and" and self.get(first - 3).kind == "preposition":
                first -= 2  # "through projects and grants"
                continue
            is_done = before.kind == "verb" and not before.finite and joint.kind == "preposition"
            if is_done and self.get(first - 3).kind in ("noun", "quantity"):
                first -= 3  # "the centres run by the district"
                continue
            is_joined = joint.kind == "preposition" or (
                joint.kind == "verb" and not joint.finite and not joint.passive
            )
            if not is_joined or before.kind not in ("noun", "quantity", "date", "pronoun"):
                break
            first -= 2
        return first

    def _opening(self, last: int, mark: str) -> int:
        return next((n for n in range(last, -1, -1) if self.all[n].word == mark), -1)

    def _is_noun(self, number: int) -> bool:
        return self.get(number).kind == "noun"

    def _has_finite(self, first: int, last: int) -> bool:
        return any(self.all[n].kind == "verb" and self.all[n].finite for n in range(first, last))

    def _chunks(self) -> Iterator[Chunk]:
        tokens = self._tokens
        n = 0
        while n < len(tokens.all):
            token = tokens.all[n]
            quantity = tokens.quantity(n)
            if quantity:
                n = tokens.after(n, quantity.end)
                yield Chunk("quantity", token.start, quantity.end, quantity.noun or "")
            elif (
                token.kind == "date"
                and self._text[token.end - 2 : token.end] == "'s"
                and tokens.is_nominal(n + 1)
            ):
                n += 1  # "this year's festival" is a festival
            elif token.kind == "date":
                yield Chunk("date", token.start, token.end, "")
                n += 1
            elif tokens.begins_verb(n):
                n, chunk = self._verb_group(n)
                yield chunk
            elif token.kind == "word" and token.word in PREPOSITIONS:
                yield Chunk("preposition", token.start, token.end, token.word)
                n += 1
            elif token.kind == "word" and token.word in LINKS | RELATIVES:
                yield Chunk("link", token.start, token.end, token.word)
                n += 1
            elif token.kind == "mark":
                yield Chunk("mark", token.start, token.end, token.word)
                n += 1
            elif token.word in PRONOUNS and not tokens.is_nominal(n + 1):
                yield Chunk("pronoun", token.start, token.end, token.word)
                n += 1
            elif tokens.is_nominal(n):
                first = n
                while tokens.is_nominal(n) and (n == first or not tokens.begins_verb(n)):
                    aged = _AGED.match(self._text, tokens.all[n].start)
                    n = tokens.after(n, aged.end()) if aged else n + 1
                word = tokens.all[n - 1].word
                yield Chunk("noun", tokens.all[first].start, tokens.all[n - 1].end, word)
            else:
                n += 1  # an adverb says nothing of who or what

    def _verb_group(self, n: int) -> tuple[int, Chunk]:
        """The verb group that begins with a token, with its auxiliaries and its particle."""
        tokens, first = self._tokens, n
        has_be = has_modal = has_have = False
        while n < len(tokens.all):
            word = tokens.word(n)
            if word in BE:
                has_be = True
            elif word in HAVE:
                has_have = True
            elif word in MODAL:
                has_modal = True
            elif not (word in ADVERBS or is_adverb(word)) or tokens.is_lead(n):
                break
            n += 1
        word = tokens.word(n)
        verb = tokens.known(word)
        is_main = (
            n < len(tokens.all)
            and tokens.all[n].kind == "word"
            and (
                (has_modal and not has_be and not has_have)
                or (verb is not None and verb.form in ("past", "participle", "gerund"))
                or word.endswith(("ed", "ing"))
                or word in OTHER_VERBS | PARTICIPLES
                or not (has_be or has_have or has_modal)
            )
            and word not in DETERMINERS
            and word not in PREPOSITIONS
            and not tokens.is_lead(n)
        )
        if not is_main and n > first:
            end = tokens.all[n - 1].end
            lemma = "have" if has_have and not has_be else "be"
            own = Verb(lemma, "past")
            return n, Chunk("verb", tokens.all[first].start, end, lemma, own, False, True)
        end = tokens.all[n].end
        n += 1
        for length in (2, 1):
            phrase = " ".join([word, *(tokens.word(n + k) for k in range(length))])
            if longer := tokens.known(phrase):
                verb = longer
                end = tokens.all[n + length - 1].end
                n += length
                break
        form = verb.form if verb else "past" if word.endswith("ed") else "third"
        gerund = form == "gerund" or word.endswith("ing")
        finite = (has_be or has_have or not gerund) and tokens.word(first) != "to"
        passive = has_be and not gerund
        if not (has_be or has_have or has_modal) and form in ("past", "participle"):
            moves = verb is not None and verb.lemma in self._moves
            finite = moves or tokens.opens_object(n) or not self._is_reduced(first, n)
        return n, Chunk(
            "verb",
            tokens.all[first].start,
            end,
            word,
            verb,
            passive or (not finite and not gerund and tokens.word(first) != "to"),
            finite,
        )

    def _is_reduced(self, first: int, after: int) -> bool:
        """Whether a participle right after a noun is followed by "by", "in", "to": "jobs created in"."""
        tokens = self._tokens
        if tokens.word(after) == "by":
            return True
        if tokens.word(after) in ("and", "but") and tokens.quantity_follows(after):
            return False  # "1,200 people took part and 80 were hired"
        rest = range(after, min(after + 14, len(tokens.all)))
        auxiliaries = BE | HAVE | MODAL - {"to"}
        for n in rest:
            if tokens.word(n) in LINKS | RELATIVES or tokens.all[n].kind == "mark":
                break
            two = f"{tokens.word(n)} {tokens.word(n + 1)}"  # "stood at"
            later = tokens.known(two) or tokens.known(tokens.word(n))
            if later and later.form == "past" and later.lemma in self._moves:
                return True  # "residents satisfied with it stood at"
        found = next((n for n in rest if tokens.word(n) in auxiliaries), None)
        return found is not None and tokens.word(found - 1) not in ("and", "but")
