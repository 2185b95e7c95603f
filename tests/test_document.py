"""Files to documents: blocks and offsets, metadata, encodings, and what is refused."""

import json
import os
from datetime import date
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from trackrecord.document import (
    LARGEST_DOCUMENT,
    Document,
    Metadata,
    documents_in,
    read_document,
)
from trackrecord.errors import DocumentError

SEED = Path(__file__).parents[2] / "shared" / "seed"
SENTENCE = "Seongbuk-gu created 4,120 jobs in 2021."
문장 = "관악구는 2021년 일자리 13,342개를 만들었다."


@pytest.fixture
def file(tmp_path):
    """A function that writes a file, text or bytes, and returns its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def passages(document: Document) -> list[tuple[str, str]]:
    """The blocks of a document as pairs of kind and text."""
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def page(body: str, head: str = "") -> str:
    """A page around some HTML."""
    return f"<html><head>{head}</head><body>{body}</body></html>"


# Plain text: the text


def test_plain_text_is_kept_as_it_stands(file):
    text = f"  Jobs\tin 2021 \n\n\n{SENTENCE}  \u00a0\n"
    assert read_document(file("a.txt", text)).text == text


def test_line_ends_of_every_system_become_newlines(file):
    assert read_document(file("a.txt", b"One.\r\nTwo.\rThree.\n")).text == "One.\nTwo.\nThree.\n"


def test_offsets_count_code_points_and_not_bytes(file):
    document = read_document(file("a.txt", f"🏆 상\n{SENTENCE}"))
    block = document.blocks[1]
    assert (block.start, block.end) == (4, 4 + len(SENTENCE))


def test_decomposed_hangul_is_not_recomposed(file):
    text = "\u1109\u1165\u110b\u116e\u11af 2021."
    assert read_document(file("a.txt", text)).text == text


def test_the_hash_is_of_the_bytes_of_the_file(file):
    content = b"\xef\xbb\xbfOne.\r\n"
    assert read_document(file("a.txt", content)).sha256 == sha256(content).hexdigest()


def test_every_hand_marked_quote_of_the_seed_article_stands_at_its_offsets():
    if not SEED.is_dir():
        pytest.skip(f"the seed article is not beside this checkout: {SEED}")
    text = read_document(SEED / "article.txt").text
    marked = [json.loads(line) for line in (SEED / "gold.jsonl").read_text("utf-8").splitlines()]
    assert marked
    assert [text[fact["start"] : fact["end"]] for fact in marked] == [f["quote"] for f in marked]


def test_every_hand_marked_quote_of_the_seed_article_is_within_one_block():
    if not SEED.is_dir():
        pytest.skip(f"the seed article is not beside this checkout: {SEED}")
    blocks = read_document(SEED / "article.txt").blocks
    marked = [json.loads(line) for line in (SEED / "gold.jsonl").read_text("utf-8").splitlines()]
    crossing = [
        fact
        for fact in marked
        if not any(b.start <= fact["start"] and fact["end"] <= b.end for b in blocks)
    ]
    assert crossing == []


# Plain text: the blocks


def test_each_line_of_press_text_is_a_block(file):
    text = f"{SENTENCE}\nThe mayor thanked the staff of the job centre.\n\nMore is planned.\n"
    assert passages(read_document(file("a.txt", text))) == [
        ("paragraph", SENTENCE),
        ("paragraph", "The mayor thanked the staff of the job centre."),
        ("paragraph", "More is planned."),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Seongbuk-gu wins twice in a row", "heading"),
        ("What is behind eight awards in a row?", "heading"),
        ("성북구, 일자리 대상 2년 연속 수상", "heading"),
        ("Prize of 55 million won for St. Mary centre", "heading"),
        ("2022. 7. 21", "heading"),
        (SENTENCE, "paragraph"),
        (문장, "paragraph"),
        ("The mayor said, “Jobs come first.”", "paragraph"),
        ("Jobs rose (see the table below.)", "paragraph"),
        ("The city opened the centre. Photo: city hall", "paragraph"),
        ("구청장이 참석했다. /사진=구청 제공", "paragraph"),
        ("The budget was doubled. Will it be enough?", "paragraph"),
        ("▲청년 120명", "item"),
        ("○ 사업비 5천만 원", "item"),
        ("- The budget is 3 million won.", "item"),
        ("1. Youth jobs", "item"),
        ("① 청년 일자리", "item"),
        ("가. 사업 개요", "item"),
        ("-3.5 percent since 2020", "heading"),
    ],
)
def test_a_line_is_an_item_by_its_bullet_and_a_paragraph_by_its_sentence(file, line, kind):
    assert passages(read_document(file("a.txt", line))) == [(kind, line)]


WRAPPED = """\
The district spent the summer on a survey of its
small firms, and found that most of them had been
looking for staff since the spring. It then opened
a centre.
"""


def test_the_lines_of_a_hard_wrapped_paragraph_are_one_block(file):
    assert passages(read_document(file("a.txt", WRAPPED))) == [("paragraph", WRAPPED.strip())]


def test_a_heading_on_top_of_a_hard_wrapped_paragraph_stands_alone(file):
    document = read_document(file("a.txt", f"A centre for jobs\n{WRAPPED}"))
    assert [kind for kind, _ in passages(document)] == ["heading", "paragraph"]


def test_a_long_address_does_not_hide_that_a_text_is_hard_wrapped(file):
    address = "https://example.org/" + "news/" * 30
    document = read_document(file("a.txt", f"{WRAPPED}\n{address}\n"))
    assert len(document.blocks) == 2


def test_a_bullet_begins_a_block_in_hard_wrapped_text(file):
    text = (
        "- The district spent the summer on a survey of its\n"
        "  small firms, and found that most of them had been\n"
        "  looking for staff.\n"
        "- It then opened a centre.\n"
    )
    assert [kind for kind, _ in passages(read_document(file("a.txt", text)))] == ["item", "item"]


def test_korean_is_measured_in_columns_when_it_is_hard_wrapped(file):
    text = (
        "구는 여름 내내 관내 소기업을 대상으로 실태 조사를\n"
        "벌였으며 대부분의 기업이 봄부터 일할 사람을 찾고\n"
        "있었다는 사실을 알게 되었고 이에 따라 새로운 센터\n"
        "설립을 추진하기로 했다.\n"
    )
    assert len(read_document(file("a.txt", text)).blocks) == 1


def test_headlines_of_like_length_are_not_taken_for_wrapped_text(file):
    text = (
        "Seongbuk-gu wins a national job award for a second year\n"
        "Gwanak-gu opens a centre for young founders in the spring\n"
    )
    assert [kind for kind, _ in passages(read_document(file("a.txt", text)))] == ["heading"] * 2


def test_short_lines_are_not_taken_for_wrapped_text(file):
    assert len(read_document(file("a.txt", "Text Size\nClose\nShare\nprint this")).blocks) == 4


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_korean_text_is_read_in_the_encodings_it_comes_in(file, encoding):
    document = read_document(file("a.txt", 문장.encode(encoding)))
    assert (document.text, document.language) == (문장, "ko")


def test_bytes_that_are_neither_utf8_nor_korean_are_refused_with_their_place(file):
    path = file("a.txt", "Café Zürich, naïve".encode("latin-1"))
    with pytest.raises(DocumentError, match=r"a\.txt: .*byte 3 is not.*save it as UTF-8"):
        read_document(path)


def test_western_text_is_not_taken_for_korean(file):
    path = file("a.txt", "“Hello” is “Guten Tag” and “Änderung”".encode("cp1252"))
    with pytest.raises(DocumentError, match="neither UTF-8"):
        read_document(path)


def test_broken_utf16_is_refused(file):
    with pytest.raises(DocumentError, match="UTF-16-LE"):
        read_document(file("a.txt", b"\xff\xfea\x00b"))


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0....", "an HWP"),
        (b"plain\x00text", "a NUL"),
    ],
)
def test_a_file_that_is_not_text_is_refused_with_what_it_looks_like(file, content, looks_like):
    with pytest.raises(DocumentError, match=f"a.txt: is not text .*{looks_like}"):
        read_document(file("a.txt", content))


# Metadata


def test_a_sidecar_describes_a_plain_text(file):
    file(
        "jobs.txt.yaml",
        "id: Jobs 2022\ntitle: 'Awards: who won'\nurl: https://example.org/1\n"
        "publisher: Seongbuk-gu\ndate: 2022-07-22\nlanguage: en-GB\nretrieved: '2024-01-05'\n",
    )
    document = read_document(file("jobs.txt", SENTENCE))
    assert (document.id, document.title, document.url) == (
        "jobs-2022",
        "Awards: who won",
        "https://example.org/1",
    )
    assert (document.publisher, document.language) == ("Seongbuk-gu", "en")
    assert (document.issued, document.retrieved) == (date(2022, 7, 22), date(2024, 1, 5))


def test_front_matter_describes_a_markdown_file(file):
    text = f"---\ntitle: 2022\ndate: 2022-07-22\n---\n\n{SENTENCE}\n"
    document = read_document(file("a.md", text))
    assert (document.title, document.issued) == ("2022", date(2022, 7, 22))
    assert document.text == SENTENCE


def test_a_markdown_file_is_entitled_by_its_first_top_heading(file):
    assert read_document(file("a.md", f"# Jobs *2022*\n\n{SENTENCE}")).title == "Jobs 2022"


def test_the_caller_counts_before_the_sidecar_and_the_sidecar_before_the_file(file):
    path = file("a.md", f"---\nid: of-file\ntitle: File\npublisher: File\n---\n{SENTENCE}")
    file("a.md.yaml", "id: of-sidecar\ntitle: Sidecar\n")
    document = read_document(path, Metadata(id="of-caller"))
    assert (document.id, document.title, document.publisher) == ("of-caller", "Sidecar", "File")


def test_a_key_without_a_value_counts_as_left_out(file):
    file("a.txt.yaml", "id:\ntitle:\ndate:\n")
    document = read_document(file("a.txt", SENTENCE))
    assert (document.id, document.title, document.issued) == ("a", None, None)


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("title: A\nauthor: B", r"line 2: there is no key 'author'; the keys are id, title, url"),
        ("title: A\ntitle: B", r"line 2: title is stated a second time"),
        ("title: A\ndate: 22 July 2022", r"line 2: date must be .*'22 July 2022' is not"),
        ("date: 2022-02-30", r"line 1: date must be .*'2022-02-30' is not"),
        ("date: 2022-07-22T10:00", r"line 1: date must be"),
        ("url: www.example.org", r"line 1: url must be an address.*'www.example.org' is not"),
        ("language: Korean", r"line 1: language must be.*'Korean' is not"),
        ("id: '?!'", r"line 1: id must be"),
        ("title: A: B", r"line 1: is not YAML"),
        ("title: [A]", r"line 1: a key has one plain value"),
        ("- title", r"line 1: expected `key: value` lines, found a list"),
        ('title: "\\ud800"', r"line 1: .*surrogate"),
        ("x: " + "[" * 5000, r"line 1: is not YAML"),
    ],
)
def test_metadata_that_does_not_follow_its_form_is_refused_with_its_line(file, yaml, message):
    file("a.txt.yaml", yaml)
    path = file("a.txt", SENTENCE)
    with pytest.raises(DocumentError, match=r"a\.txt\.yaml, " + message):
        read_document(path)


def test_a_line_of_front_matter_is_counted_from_the_top_of_the_file(file):
    path = file("a.md", f"---\ntitle: A\nauthor: B\n---\n{SENTENCE}")
    with pytest.raises(DocumentError, match=r"a\.md, line 3: there is no key 'author'"):
        read_document(path)


def test_front_matter_that_is_not_closed_is_refused(file):
    with pytest.raises(DocumentError, match=r"a\.md, line 1: the front matter .* is not closed"):
        read_document(file("a.md", "---\ntitle: A\n\nText."))


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Jobs Award_2022.txt", "jobs-award-2022"),
        ("관악구 보도자료.txt", "관악구-보도자료"),
        ("\u1100\u116a\u11ab\u110b\u1161\u11a8.txt", "관악"),
        ("Café.2022.txt", "cafe-2022"),
    ],
)
def test_the_identifier_is_made_of_the_name_of_the_file(file, name, identifier):
    assert read_document(file(name, SENTENCE)).id == identifier


def test_a_name_that_gives_no_identifier_is_refused(file):
    with pytest.raises(DocumentError, match="no identifier can be made of '—'"):
        read_document(file("—.txt", SENTENCE))


def test_a_document_keeps_the_name_of_its_file_without_directories(file):
    assert read_document(file("press/2022/a.txt", SENTENCE)).name == "a.txt"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SENTENCE, "en"),
        (문장, "ko"),
        (f"본문 바로가기\n{SENTENCE}", "en"),
        ("관악구 Gwanak S Valley 창업기업 112개 입주", "ko"),
        ("13,342 / 9,656 = 138.2 %", "und"),
    ],
)
def test_the_language_is_told_by_the_script_with_more_of_the_text(file, text, language):
    assert read_document(file("a.txt", text)).language == language


def test_a_stated_language_counts_before_the_script(file):
    assert read_document(file("a.txt", SENTENCE), Metadata(language="de")).language == "de"


# Markdown


def test_markdown_is_read_as_a_reader_sees_it(file):
    text = """\
# Jobs in [Gwanak](https://example.org)

The district **created** 13,342
jobs &amp; more. ![A chart](chart.png)

- Youth: `120`
  - of which women: 70

1. First

```
print("not read")
```

<div>not read</div>

> Jobs come first.

| Year | Jobs |
| --- | ---: |
| 2021 | 13,342 |
"""
    assert passages(read_document(file("a.md", text))) == [
        ("heading", "Jobs in Gwanak"),
        ("paragraph", "The district created 13,342 jobs & more."),
        ("item", "Youth: 120"),
        ("item", "of which women: 70"),
        ("item", "First"),
        ("paragraph", "Jobs come first."),
        ("item", "Year | Jobs"),
        ("item", "2021 | 13,342"),
    ]


def test_blocks_of_markdown_are_joined_by_an_empty_line(file):
    assert read_document(file("a.md", "# Jobs\nMore.\n")).text == "Jobs\n\nMore."


def test_markdown_with_nothing_but_code_is_refused(file):
    with pytest.raises(DocumentError, match=r"a\.md: has no text that is read"):
        read_document(file("a.md", "```\ncode\n```\n"))


# HTML

ARTICLE = """\
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">All the news</a></li></ul></nav>
<article>
<h1>City opens a job centre</h1>
<p>The city opened a <b>job</b> centre in <a href="/march">March</a>.</p>
<h2>Budget</h2>
<ul><li>Rent: 3 million won</li><li>Staff: 9 million won</li></ul>
<table><tr><th>Year</th><th>Jobs</th></tr><tr><td>2021</td><td>11,247</td></tr></table>
</article>
<footer>All rights reserved.</footer>"""


def test_the_main_text_of_a_page_is_read_without_its_menus(file):
    assert passages(read_document(file("a.html", page(ARTICLE)))) == [
        ("heading", "City opens a job centre"),
        ("paragraph", "The city opened a job centre in March."),
        ("heading", "Budget"),
        ("item", "Rent: 3 million won"),
        ("item", "Staff: 9 million won"),
        ("item", "Year | Jobs"),
        ("item", "2021 | 11,247"),
    ]


def test_a_page_with_one_short_paragraph_is_read(file):
    document = read_document(file("a.htm", page(f"<p>{SENTENCE}</p>")))
    assert passages(document) == [("paragraph", SENTENCE)]


def test_paragraphs_that_a_page_parts_with_line_breaks_are_blocks(file):
    body = f'<div id="article_body">{문장}<br><br>▲청년 120명<br>목표는 9,656개였다.</div>'
    assert passages(read_document(file("a.html", page(body)))) == [
        ("paragraph", 문장),
        ("item", "▲청년 120명"),
        ("paragraph", "목표는 9,656개였다."),
    ]


@pytest.mark.parametrize("charset", ["euc-kr", "ks_c_5601-1987", "utf-8"])
def test_a_korean_page_is_decoded_by_the_charset_it_declares(file, charset):
    content = page(f"<p>{문장}</p>", f'<meta charset="{charset}">')
    encoding = "utf-8" if charset == "utf-8" else "cp949"
    assert read_document(file("a.html", content.encode(encoding))).text == 문장


def test_a_page_that_declares_the_wrong_charset_is_read_all_the_same(file):
    content = page(f"<p>{문장}</p>", '<meta http-equiv=x content="text/html; charset=utf-8">')
    assert read_document(file("a.html", content.encode("cp949"))).text == 문장


def test_a_page_states_its_own_metadata(file):
    head = """<title>Centre opens | News</title>
        <meta property="og:title" content="Centre opens">
        <meta property="og:site_name" content="Example News">
        <link rel="canonical" href="https://example.org/1">
        <meta property="article:modified_time" content="2023-01-01T09:00:00+09:00">
        <meta property="article:published_time" content="2022-07-22T09:00:00+09:00">"""
    document = read_document(file("a.html", page(ARTICLE, head)))
    assert (document.title, document.publisher) == ("Centre opens", "Example News")
    assert (document.url, document.issued) == ("https://example.org/1", date(2022, 7, 22))


def test_json_ld_states_the_metadata_that_meta_tags_leave_out(file):
    linked = json.dumps(
        {
            "@graph": [
                {"@type": "WebSite"},
                {
                    "datePublished": "2022-07-22",
                    "headline": "Centre opens",
                    "publisher": {"name": "Example News"},
                },
            ]
        }
    )
    head = f'<script type="application/ld+json">{linked}</script>'
    document = read_document(file("a.html", page(ARTICLE, head)))
    assert (document.title, document.publisher) == ("Centre opens", "Example News")
    assert document.issued == date(2022, 7, 22)


@pytest.mark.parametrize(
    ("body", "issued"),
    [
        ('<time datetime="2022-07-22">Friday</time>', date(2022, 7, 22)),
        (
            '<time datetime="2020-01-01">x</time><time pubdate datetime="2022-07-22">y</time>',
            date(2022, 7, 22),
        ),
        ('<time datetime="2020-01-01">x</time><time datetime="2022-07-22">y</time>', None),
        ("<p>Printed on 22 July 2022.</p>", None),
    ],
)
def test_a_date_is_taken_from_a_page_only_when_it_is_stated(file, body, issued):
    assert read_document(file("a.html", page(ARTICLE + body))).issued == issued


def test_the_language_a_template_states_does_not_override_the_script(file):
    content = page(f"<p>{SENTENCE}</p>").replace("<html>", '<html lang="ko">')
    assert read_document(file("a.html", content)).language == "en"


def test_the_language_of_a_page_tells_languages_of_one_script_apart(file):
    content = page("<p>Die Stadt schuf 2021 neue Stellen.</p>").replace(
        "<html>", '<html lang="de-DE">'
    )
    assert read_document(file("a.html", content)).language == "de"


def test_a_sidecar_describes_a_page(file):
    path = file("a.html", page(ARTICLE, "<title>Of the page</title>"))
    file("a.html.yaml", "title: Of the sidecar\ndate: 2022-07-22\n")
    document = read_document(path)
    assert (document.title, document.issued) == ("Of the sidecar", date(2022, 7, 22))


@pytest.mark.parametrize(
    "content",
    [page('<div id="root"></div><script>var text = "not read";</script>'), "<html></html>"],
)
def test_a_page_without_main_text_is_refused(file, content, capfd):
    with pytest.raises(DocumentError, match=r"a\.html: has no main text"):
        read_document(file("a.html", content))
    assert capfd.readouterr() == ("", "")


# Refusals


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DocumentError, match=r"a\.txt: there is no such file"):
        read_document(tmp_path / "a.txt")


def test_a_directory_is_not_a_document(tmp_path):
    with pytest.raises(DocumentError, match="is a directory; name a file in it"):
        read_document(tmp_path)


@pytest.mark.parametrize("content", ["", " \n\t\r\n"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_an_empty_file_is_refused(file, content, suffix):
    with pytest.raises(DocumentError, match=r"is empty|only white space"):
        read_document(file(f"a{suffix}", content))


def test_a_file_that_is_too_large_is_refused_with_its_size_and_the_limit(file):
    path = file("a.txt", "x")
    os.truncate(path, LARGEST_DOCUMENT + 1)
    with pytest.raises(DocumentError, match=r"20,000,001 bytes, and the limit is 20,000,000"):
        read_document(path)


def test_a_file_without_permission_is_refused(file, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    path = file("a.txt", SENTENCE)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match=r"a\.txt: cannot be read \(Permission denied\)"):
        read_document(path)


def test_a_pipe_is_not_a_document(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match="is not a regular file"):
        read_document(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a\0.txt", "a" * 300 + ".txt"])
def test_a_name_that_no_file_can_have_is_refused(name):
    with pytest.raises(DocumentError, match=r"no such file|cannot be read"):
        read_document(Path(name))
    with pytest.raises(DocumentError, match=r"no such file|cannot be read"):
        documents_in([Path(name)])


def test_a_name_too_long_to_have_a_sidecar_is_read(file):
    assert read_document(file("a" * 250 + ".txt", SENTENCE)).text == SENTENCE


def test_another_format_is_refused_with_the_formats_there_are(file):
    with pytest.raises(DocumentError, match=r"ends in \.odt, and documents end in \.txt, \.md"):
        read_document(file("a.odt", "text"))


# Directories


def test_the_documents_below_a_directory_are_found_in_order(file, tmp_path):
    names = ["b.md", "a.txt", "c/d/e.HTML", "c/f.htm", "g.markdown"]
    for name in [*names, "a.txt.yaml", "photo.png", ".hidden.txt", ".git/x.txt"]:
        file(name, SENTENCE)
    assert documents_in([tmp_path]) == sorted(tmp_path / name for name in names)


def test_a_file_named_twice_is_found_once(file, tmp_path):
    path = file("a.txt", SENTENCE)
    assert documents_in([path, tmp_path]) == [path]


def test_a_directory_without_documents_is_refused(file, tmp_path):
    file("photo.png", b"x")
    with pytest.raises(DocumentError, match=f"{tmp_path}: no document is in this directory"):
        documents_in([tmp_path])


def test_a_file_of_another_format_that_is_named_is_refused(file):
    path = file("data.csv", "a,b")
    with pytest.raises(DocumentError, match=r"data\.csv: ends in \.csv"):
        documents_in([path])


def test_a_sidecar_that_is_named_is_refused_with_its_document(file):
    path = file("a.txt.yaml", "title: A")
    with pytest.raises(DocumentError, match=r"is metadata.*name the document beside it \(a\.txt\)"):
        documents_in([path])


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(DocumentError, match="nowhere: there is no such file or directory"):
        documents_in([tmp_path / "nowhere"])


# Properties

PIECES = {
    "white space": ["\n", "\r\n", "\n\n", "\u3000", "\x1c", "\x0c", "\x85", "\u2028", "\ufeff"],
    "words": ["word ", "낱말 ", "A sentence.", "▲", "가. "],
    "metadata": ["---\n", "title: A\n", "date: ", "2022-07-22"],
    "Markdown": ["# ", "- ", "> ", "| a |", "|-|\n", "```", "[a](b)", "![c](d)", "\\", "*"],
    "elements": ["<p>", "</p>", "<br>", "<li>", "<table><tr><td>", "<html lang=x>", "<a", "<!--"],
    "declarations": ["<meta charset=euc-kr>", "<?xml version='1.0' encoding='utf-16'?>"],
    "dates": ["<time datetime=", "<script type='application/ld+json'>", "</script>"],
    "surrogates": ["&#xD800;", '{"datePublished": "\\ud800", "headline": "\\ud800"}'],
}
fragments = st.lists(st.sampled_from([*chain.from_iterable(PIECES.values())]), max_size=30).map(
    "".join
)
contents = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    fragments.map(str.encode),
    fragments.map(lambda text: text.encode("cp949", "replace")),
    fragments.map(lambda text: text.encode("utf-16")),
)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".txt.yaml"])
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(b"\xff\xfe\x00\xd8")
@example(b"---\n---\n")
@example(b'---\ntitle: "\\UFFFFFFFF"\n---\n')
@given(content=contents)
def test_any_bytes_give_a_document_with_sound_blocks_or_an_error_with_a_name(
    tmp_path, suffix, content
):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    if suffix == ".txt.yaml":
        path = tmp_path / "a.txt"
        path.write_bytes(SENTENCE.encode())
    try:
        document = read_document(path)
    except DocumentError as error:
        assert path.stem in str(error)
        return
    document.text.encode()
    f"{document.title}{document.publisher}{document.url}".encode()
    assert "\r" not in document.text
    assert document.blocks
    for block in document.blocks:
        words = document.text[block.start : block.end]
        assert 0 <= block.start < block.end <= len(document.text)
        assert words == words.strip() != ""
    assert all(first.end <= second.start for first, second in pairwise(document.blocks))
