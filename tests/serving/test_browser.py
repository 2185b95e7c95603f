"""The pages in a real browser: Chromium, driven by Playwright, against a server of its own on loopback.

Skipped where there is no Chromium, which is said at the end of the run; `.ci/run` installs Debian's.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from tests.conftest import CHROMIUM
from tests.serving.servers import serving

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")

VENDOR = Path(__file__).parent / "vendor"
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
GWANAK = "id/government/kr-seoul-gwanak-gu"
PATIENCE = 15_000  # milliseconds for what takes a few on a machine that has nothing else to do
#: Markup in the place of a label and of the words that it was read from.
HOSTILE = "<script>window.hit = 1</script><img src=x onerror=window.hit=1>"
#: Every page, by what it is called here.
PAGES = {
    "home": "",
    "government": GWANAK,
    "fact": "id/observation/kr-seoul-gwanak-gu.jobs-created.2021.actual",
    "award": "id/award/national-local-government-job-awards",
    "metric": "id/metric/jobs-created",
    "program": "id/program/kr-seoul-gwanak-gu.job-venture-division",
    "source": "id/source/ours",
    "governments": "browse/government",
    "sources": "browse/source",
    "search": "search?q=gwanak",
    "nothing found": "search?q=qqqqqq",
    "compare": "compare?g=kr-seoul-gwanak-gu&g=kr-seoul-seongbuk-gu",
    "conflicts": "conflicts",
    "query": "query",
    "data set": "dataset",
    "ontology": "ontology",
    "shapes": "shapes",
    "not there": "id/government/nowhere",
}
LANGUAGES = ("en", "ko")
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def hostile(disputed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The disputed graph with markup for the name of a program, wherever it stands."""
    graph = tmp_path_factory.mktemp("hostile") / "graph"
    shutil.copytree(disputed, graph)
    for file in graph.rglob("*.ttl"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Job Venture Division", HOSTILE), encoding="utf-8")
    return graph


@pytest.fixture(scope="module")
def site(hostile: Path) -> Iterator[str]:
    """The address of a server process, with a slash at the end."""
    with serving(hostile) as server:
        yield f"{server.url}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page complains of, and which machines it asks for anything."""

    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def over(self, page: Page) -> None:
        page.on("console", lambda m: m.type in ("error", "warning") and self.complaints.append(m.text))  # fmt: skip
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob"):
            self.hosts.add(where.netloc)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser: Browser, site: str, watch: Watch) -> Iterator[Page]:
    """A page of a new browser, which must not complain nor ask another machine for anything."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch.over(page)
    yield page
    context.close()
    assert watch.complaints == []
    assert watch.hosts <= {urlsplit(site).netloc}


def in_language(path: str, language: str) -> str:
    return path if language == LANGUAGES[0] else f"{language}/{path}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(name: str, language: str, page: Page, watch: Watch) -> None:
    """Nothing serious by axe, nothing to scroll sideways on a phone, no complaint, no markup that runs."""
    page.goto(in_language(PAGES[name], language))
    if name == "not there":
        watch.complaints.remove(
            "Failed to load resource: the server responded with a status of 404 (Not Found)"
        )
    if name == "query":
        page.get_by_role("button", name="Run query").click()
        expect(page.locator(".yasr table.dataTable")).to_be_visible()
    assert found_by_axe(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("window.hit") is None


def found_by_axe(page: Page) -> list[str]:
    """What axe finds serious or critical, with where it stands."""
    page.evaluate(AXE)
    results = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['id']}: {node['target']}: {node['html'][:150]}"
        for found in results["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


def test_from_home_to_the_words_of_a_source(page: Page) -> None:
    page.goto("")
    page.get_by_role("main").get_by_role("link", name="Gwanak-gu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gwanak-gu")
    targets = page.get_by_role("region", name="Targets and what was delivered")
    targets.locator("summary").click()
    quoted = targets.get_by_text("Gwanak-gu created 13,342 jobs in 2021")
    expect(quoted).to_be_visible()
    targets.get_by_role("link", name="Gwanak-gu counts its jobs of 2021").first.click()
    expect(page).to_have_url(has("id/source/ours#char="))


def has(part: str) -> re.Pattern[str]:
    """An address with a part, wherever in it."""
    return re.compile(re.escape(part))


def test_a_government_is_found_while_its_name_is_typed(page: Page) -> None:
    page.goto("ko")
    box = page.get_by_role("combobox", name="검색")
    box.press_sequentially("관ㅇ", delay=30)
    option = page.get_by_role("option").first
    expect(option).to_contain_text("관악구")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("관악구")


def test_a_syllable_is_sought_while_the_input_method_composes_it(page: Page) -> None:
    page.goto("ko")
    box = page.get_by_role("combobox", name="검색")
    box.focus()
    method = page.context.new_cdp_session(page)
    box.press_sequentially("관")
    for composing in ("ㅇ", "아"):
        method.send(
            "Input.imeSetComposition", {"text": composing, "selectionStart": 1, "selectionEnd": 1}
        )
    expect(box).to_have_value("관아")
    expect(page.get_by_role("option").first).to_contain_text("관악구")


def test_keys_that_end_a_syllable_choose_nothing(page: Page) -> None:
    page.goto("ko")
    box = page.get_by_role("combobox", name="검색")
    box.press_sequentially("관악", delay=30)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    box.dispatch_event("keydown", {"key": "ArrowDown", "isComposing": True})
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    expect(page).to_have_url(has("/ko"))


def test_suggestions_are_closed_by_escape_and_come_back(page: Page) -> None:
    page.goto("")
    box = page.get_by_role("combobox", name="Search")
    box.press_sequentially("gwan", delay=30)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("gwan")
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    box.fill("")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_search_without_a_choice_leads_to_the_results(page: Page) -> None:
    page.goto("")
    page.get_by_role("combobox", name="Search").fill("jobs")
    page.get_by_role("combobox", name="Search").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    expect(page.get_by_role("link", name="jobs created")).to_be_visible()


def test_the_other_language_has_the_same_page_with_the_same_choices(page: Page) -> None:
    page.goto("conflicts?check=values")
    page.get_by_role("link", name="한국어").click()
    expect(page).to_have_url(has("/ko/conflicts?check=values"))
    expect(page.get_by_role("combobox", name="검증")).to_have_value("values")
    assert page.locator("html").get_attribute("lang") == "ko"


def test_a_table_is_sorted_by_its_heading(page: Page) -> None:
    page.goto(GWANAK)
    table = page.get_by_role("region", name="Delivered", exact=True).get_by_role("table")
    values = table.locator("tbody td.number")
    table.get_by_role("button", name="Value").click()
    rising = [number(text) for text in values.all_inner_texts()]
    table.get_by_role("button", name="Value").click()
    falling = [number(text) for text in values.all_inner_texts()]
    assert rising == sorted(rising)
    assert falling == sorted(falling, reverse=True)
    assert len(rising) > 1


def number(text: str) -> float:
    return float(text.split("/")[0].replace(",", ""))


def test_a_government_is_added_to_a_comparison_and_taken_away(page: Page) -> None:
    page.goto("compare?g=kr-seoul-gwanak-gu")
    page.get_by_label("Government to add").fill("Seongbuk-gu")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("figure", name="Figures").locator("svg").last).to_be_visible()
    expect(page).to_have_url(has("compare?g=kr-seoul-gwanak-gu&g=kr-seoul-seongbuk-gu"))
    page.get_by_role("link", name="Remove Gwanak-gu").click()
    expect(page).to_have_url(has("compare?g=kr-seoul-seongbuk-gu"))
    expect(page.get_by_text("Choose at least two governments")).to_be_visible()


def test_a_name_that_is_no_government_is_said_to_be_none(page: Page) -> None:
    page.goto("compare?g=kr-seoul-gwanak-gu")
    page.get_by_label("Government to add").fill("Nowhere")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("Nowhere")


def test_a_query_that_ships_is_run_in_the_editor(page: Page) -> None:
    page.goto("query")
    page.get_by_role("link", name="What was promised, and what came of it?").click()
    page.get_by_role("button", name="Run query").click()
    table = page.locator(".yasr table.dataTable")
    expect(table).to_contain_text("kr-seoul-seongbuk-gu")
    expect(table).to_contain_text("7852")
    expect(page).to_have_url(has("query?query=PREFIX"))


def test_a_term_of_the_ontology_is_completed_and_its_prefix_declared(page: Page) -> None:
    page.goto("query?query=ASK%20%7B%20%7D")
    expect(page.locator(".CodeMirror-code")).to_contain_text("ASK")
    page.get_by_label("SPARQL query").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" ?a a tr:Confer", delay=20)
    expect(page.locator(".CodeMirror-hint").first).to_have_text("tr:Conferral")
    page.keyboard.press("Enter")
    editor = page.locator(".CodeMirror-code")
    expect(editor).to_contain_text("a tr:Conferral")
    expect(editor).to_contain_text("PREFIX tr: <https://w3id.org/trackrecord/ontology#>")


def test_a_query_in_an_address_is_in_the_editor_and_its_endpoint_is_not(page: Page) -> None:
    page.goto("query?query=ASK%20%7B%7D&endpoint=https%3A%2F%2Fexample.org%2Fsparql")
    expect(page.locator(".CodeMirror-code")).to_contain_text("ASK {}")
    with page.expect_request("**/sparql") as asked:
        page.get_by_role("button", name="Run query").click()
    assert urlsplit(asked.value.url).hostname == "127.0.0.1"


def test_markup_in_labels_and_words_is_text(page: Page) -> None:
    page.goto(GWANAK)
    ran = page.get_by_role("region", name="Ran", exact=True)
    expect(ran.get_by_role("link", name=HOSTILE)).to_be_visible()
    ran.locator("summary").click()
    expect(ran.locator("mark")).to_contain_text(HOSTILE)
    page.get_by_role("combobox", name="Search").press_sequentially("script", delay=20)
    expect(page.get_by_role("option").first).to_contain_text(HOSTILE)
    assert page.evaluate("window.hit") is None


def test_pages_are_read_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("conflicts")
    page.get_by_label("Check", exact=True).select_option("values")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("article")).to_have_count(1)
    page.goto("compare?g=kr-seoul-gwanak-gu")
    page.get_by_label("Government to add").fill("성북구")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Targets reached")).to_be_visible()
    page.goto("query")
    expect(page.get_by_label("SPARQL")).to_be_visible()
    context.close()
