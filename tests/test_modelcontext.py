"""The graph as a language-model client has it: over the real protocol, with a process of its own."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")

from trackrecord import build  # noqa: E402

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("model") / "graph"
    build(ROOT / "sources", graph=place, jobs=1)
    return place


async def _asked(
    graph: Path, calls: list[tuple[str, dict[str, Any]]]
) -> tuple[list[Any], list[Any]]:
    server = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "trackrecord", "mcp", "--graph", str(graph)]
    )
    async with mcp.Client(server) as client:
        tools = (await client.list_tools()).tools
        return tools, [await client.call_tool(name, given) for name, given in calls]


def asked(graph: Path, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    return asyncio.run(_asked(graph, list(calls)))


def told(result: Any) -> Any:
    return json.loads(result.content[0].text)


def test_a_client_asks_and_gets_the_words_with_every_fact(graph: Path) -> None:
    tools, (facts, winners, streaks, verdicts) = asked(
        graph,
        ("facts", {"name": "관악구", "kind": "Observation", "year": "2021"}),
        ("ask", {"question": "award-winners", "parameters": {"edition": "2022"}}),
        ("ask", {"question": "stated-streaks"}),
        ("check", {"government": "Gwanak-gu"}),
    )
    assert all(tool.annotations.read_only_hint for tool in tools)
    quotes = {q["quote"] for item in told(facts)["items"] for q in item["words"]}
    assert "the district created 13,342 jobs" in quotes
    assert told(winners)["found"] == 3
    for answer in (facts, winners, streaks, verdicts):
        assert told(answer)["items"]
        assert all(item["words"] for item in told(answer)["items"])


def test_what_cannot_be_answered_is_told_in_a_message(graph: Path) -> None:
    _, (unknown, cut) = asked(
        graph, ("facts", {"name": "Atlantis"}), ("facts", {"name": "Gwanak-gu", "limit": 2})
    )
    assert unknown.is_error
    assert "nothing in the graph is called 'Atlantis'" in unknown.content[0].text
    assert (told(cut)["shown"], len(told(cut)["items"])) == (2, 2)
    assert told(cut)["found"] > 2
