"""What money is set aside to do: "the construction of a library", "snow removal", "youth job support"."""

import re

from trackrecord.reading.english.programs import ProgramName, programs_at, type_of
from trackrecord.reading.english.scene import Scene

_OPENS = r"(?:[\w'&/-]+ ){0,3}?(?:{actnoun}|survey|study|assessment|inspection)(?:,? (?:and|or) (?:{actnoun}))? (?:of|for) "
_TO_DO = re.compile(r"(?:[a-z]+ly )?(?:[a-z]+ing|to [a-z]+) ")
_ENDS = r".* (?:{actnoun}s?|projects?|program(?:me)?s?|initiatives?|schemes?|campaigns?|measures|works|services?|facilit(?:y|ies)|cent(?:er|re)s?)$"
_DONE_TO = r"(?:the )?(?:{actnoun})(?: and {actnoun})? of (?:the |an? )?|to (?=[a-z])"


def is_deed(scene: Scene, label: str) -> bool:
    """Whether words say what is to be done, and not only which part of a budget money is in."""
    grammar = scene.grammar
    return (
        grammar.pattern(_OPENS).match(label) is not None
        or _TO_DO.match(label) is not None
        or grammar.pattern(_ENDS).match(label) is not None
    )


def program_of_deed(scene: Scene, start: int, end: int) -> ProgramName:
    """The program that a stretch of the skeleton names or describes: what a deed is done to, else the deed."""
    named = named_in(scene, start, end)
    if named:
        return named
    lead = re.compile(r"(?:to|the|its|an?) ").match(scene.skeleton.text, start)
    begins = lead.end() if lead else start
    label = scene.skeleton.words(begins, end)
    return ProgramName(label, type_of(scene, label.split()[-1:]) or "project", begins, end)


def named_in(scene: Scene, start: int, end: int) -> ProgramName | None:
    """The program named in a stretch, right at its beginning or after "the construction of"."""
    deed = scene.grammar.pattern(_DONE_TO).match(scene.skeleton.text, start)
    named = next(programs_at(scene, deed.end() if deed else start), None)
    return named if named and named.end <= end else None
