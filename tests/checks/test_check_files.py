"""Check files: the header is read, and one that is malformed is named with its line."""

import re
from pathlib import Path

import pytest

from trackrecord.checks import ABOUT, checks_in, read_check, shipped_checks
from trackrecord.errors import CheckError
from trackrecord.vocabulary import TR

HEADER = """\
# check: a number is even
# about: arithmetic
# severity: Warning
# says: Numbers are even.
#   All of them.
# working: {value} is {verdict}
# working contradicted: {value} is odd
"""
QUERY = """\
SELECT ?fact ?verdict ?value WHERE {
  ?fact tr:value ?value
  BIND ("holds" AS ?verdict)
}
"""


def check_file(place: Path, text: str, name: str = "even") -> Path:
    file = place / f"{name}.rq"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_check_says_what_its_header_says(tmp_path: Path) -> None:
    check = read_check(check_file(tmp_path, HEADER + QUERY))
    assert (check.id, check.name, check.about, check.severity) == (
        "even",
        "a number is even",
        "arithmetic",
        "Warning",
    )
    assert check.says == "Numbers are even. All of them."
    assert check.facts == ("fact",)


def test_a_verdict_may_have_a_working_of_its_own(tmp_path: Path) -> None:
    check = read_check(check_file(tmp_path, HEADER + QUERY))
    assert check.working("holds") == "{value} is {verdict}"
    assert check.working("contradicted") == "{value} is odd"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (QUERY, r"even\.rq, line 1: the header lacks `# check:`"),
        (HEADER.replace("# about: arithmetic\n", "") + QUERY, "the header lacks `# about:`"),
        (HEADER.replace("arithmetic", "sums") + QUERY, "line 2: about is 'sums'; expected one of arithmetic, claims"),
        (HEADER.replace("Warning", "grave") + QUERY, "line 3: severity is 'grave'; expected one of Violation"),
        (HEADER.replace("says:", "sings:") + QUERY, "line 4: a check has no `# sings:`"),
        (HEADER + "# working perhaps: a\n" + QUERY, "line 8: a check has no `# working perhaps:`"),
        (HEADER + "# about: claims\n" + QUERY, "line 8: `# about:` is given twice"),
        (HEADER + "# facts:\n" + QUERY, "line 8: `# facts:` says nothing"),
        (HEADER + "# hello\n" + QUERY, "line 8: expected `# key: value`, found '# hello'"),
        (HEADER.replace("{value} is odd", "{valu} is odd") + QUERY, r"line 7: .* speaks of \?valu, which the query does not select"),
        (HEADER.replace("{value} is odd", "{value:big} is odd") + QUERY, "line 7: no filter 'big'"),
        (HEADER.replace("{value} is odd", "{value~size}") + QUERY, r"line 7: .* speaks of \?size"),
        (HEADER + "# facts: fact other\n" + QUERY, r"line 8: `# facts:` speaks of \?other"),
        (HEADER + "# answers: said\n" + QUERY, r"line 8: `# answers:` speaks of \?said"),
        (HEADER + QUERY.replace("tr:value ?value", "tr:value ?"), r"even\.rq, line 10, column 7: not SPARQL: expected"),
        (HEADER + QUERY.replace("tr:value", "other:value"), "even.rq.*: not SPARQL"),
        (HEADER + "ASK { ?fact tr:value ?value }", "a check is a SELECT"),
        (HEADER + QUERY.replace("?fact ?verdict", "?verdict"), r"does not select \?fact"),
        (HEADER + QUERY.replace("SELECT ?fact ?verdict", "SELECT ?fact"), r"does not select \?verdict"),
    ],
)  # fmt: skip
def test_a_malformed_check_is_named_with_its_line(
    tmp_path: Path, text: str, complaint: str
) -> None:
    with pytest.raises(CheckError, match=complaint):
        read_check(check_file(tmp_path, text))


def test_a_check_is_named_in_small_letters(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match=r"My Check\.rq: a check is named in small letters"):
        read_check(check_file(tmp_path, HEADER + QUERY, "My Check"))


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(CheckError, match=r"a\.rq: cannot be read"):
        read_check(tmp_path / "a.rq")


def test_a_check_of_ones_own_may_not_take_the_name_of_ours(tmp_path: Path) -> None:
    check_file(tmp_path, HEADER + QUERY, "rate")
    with pytest.raises(CheckError, match=r"rate\.rq: there is a check 'rate' already"):
        checks_in(tmp_path, shipped_checks())


def test_the_shipped_checks_are_of_every_group_and_in_its_order() -> None:
    groups = [check.about for check in shipped_checks().values()]
    assert sorted(groups, key=ABOUT.index) == groups
    assert set(groups) == set(ABOUT)


@pytest.mark.parametrize("name", shipped_checks())
def test_a_shipped_check_speaks_of_terms_that_exist(name: str) -> None:
    text = shipped_checks()[name].text
    for term in re.findall(r"\btr:(\w+)", text):
        assert getattr(TR, term)


@pytest.mark.parametrize("name", shipped_checks())
def test_a_shipped_check_is_explained_in_sentences(name: str) -> None:
    check = shipped_checks()[name]
    assert check.says.endswith(".")
    assert not check.name.endswith(".")
