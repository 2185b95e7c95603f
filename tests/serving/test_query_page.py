"""The page for queries, without JavaScript, and what it offers to begin with."""

import html
import re

from pyoxigraph import Store
from starlette.testclient import TestClient

from trackrecord.iris import DEFAULT_BASE
from trackrecord.querying import named_queries
from trackrecord.resources import directory
from trackrecord.serving.examples import examples


def test_a_form_sends_the_query_where_there_is_no_script(client: TestClient) -> None:
    page = client.get("/query").text
    assert '<form id="plain-query" method="post" action="/sparql">' in page


def test_a_query_in_the_address_is_in_the_editor(client: TestClient) -> None:
    page = client.get("/query", params={"query": "ASK { ?a < ?b }</textarea><script>"}).text
    assert html.escape("ASK { ?a < ?b }</textarea><script>") in page


def test_every_query_that_ships_is_offered_with_its_question(client: TestClient) -> None:
    page = html.unescape(client.get("/query").text)
    shipped = named_queries(directory("queries"))
    assert re.findall(r'data-example="([^"]+)"', page) == list(shipped)
    assert all(query.question in page for query in shipped.values())


def test_an_example_declares_every_prefix_that_it_uses() -> None:
    for example in examples(DEFAULT_BASE):
        Store().query(example.text)  # a prefix that is not declared is a syntax error
