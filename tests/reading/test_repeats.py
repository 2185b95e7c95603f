from dataclasses import replace

from trackrecord.facts import Conferral, Span
from trackrecord.reading.repeats import consolidated

POOR = Conferral(quote="won", start=0, end=3, recipient="Mapo-gu", award="A")
RICH = Conferral(
    quote="won it", start=9, end=15, recipient="Mapo-gu", award="A", edition="2023", grade="G"
)


def test_what_says_only_a_part_of_another_is_left_out() -> None:
    assert consolidated([POOR, RICH]) == [RICH]


def test_two_mentions_that_say_the_same_both_stay_as_evidence() -> None:
    again = replace(RICH, start=30, end=36)
    assert consolidated([RICH, again]) == [RICH, again]


def test_a_conferral_takes_the_one_edition_its_document_gives_the_award() -> None:
    other = replace(POOR, recipient="Guro-gu", grade="G")
    assert consolidated([other, RICH])[0] == replace(other, edition="2023", context=(Span(9, 15),))


def test_with_two_editions_in_a_document_none_is_taken() -> None:
    other = replace(POOR, recipient="Guro-gu", grade="G")
    earlier = replace(RICH, edition="2022")
    assert consolidated([other, RICH, earlier])[0] == other
