"""What every answer tells a browser."""

from starlette.testclient import TestClient


def test_every_answer_lets_nothing_run_but_the_files_of_the_server(client: TestClient) -> None:
    for path in ("/", "/static/table.js", "/nowhere", "/id/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"].split("; ")
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
