"""GitHub, Hugging Face, links and citations: answers, and damaged replies that become an answer or a clear error."""

from __future__ import annotations

import json

import pytest
from tests.fake_services import JSON, REPLIES, FakeServices, Say, Waiting
from tests.services.test_damaged_replies import damaged

from vlm_survey.errors import BadReply, NotFound, ServiceError, Unreachable
from vlm_survey.model import ArxivId, Link
from vlm_survey.services import github, huggingface, openalex_citations
from vlm_survey.services.http.service import Settings
from vlm_survey.services.links import LinkProbe, LinkResult

READ = {
    "github": github.read,
    "huggingface": huggingface.read,
    "openalex-citations": openalex_citations.read_works,
}
FILES = [path for name in READ for path in sorted((REPLIES / name).glob("*.json"))]


@pytest.fixture
def services(local_network):  # noqa: ARG001  opens the way to this machine
    with FakeServices() as fake_services:
        yield fake_services


def reason(read, raw: bytes) -> str | None:
    """Why `raw` could not be read, None where it could."""
    try:
        read(raw)
    except ServiceError as error:
        return str(error)
    return None


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in FILES])
def test_a_damaged_reply_becomes_an_answer_or_a_clear_error(path):
    read = openalex_citations.read_names if path.name == "names.json" else READ[path.parent.name]
    replies = damaged(path)
    assert len(replies) >= 80
    for raw in replies:
        said = reason(read, raw)
        assert said is None or 0 < len(said) < 600


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://github.com/example/owlnet", "example/owlnet"),
        ("https://github.com/example/owlnet.git", "example/owlnet"),
        ("https://www.github.com/example/owlnet/tree/main/code?tab=readme#top", "example/owlnet"),
        ("https://github.com/example", None),
        ("https://gitlab.com/example/owlnet", None),
        ("https://github.com/a%20b/c", None),
    ],
)
def test_the_repository_of_a_link(link, name):
    assert github.repository_name(Link.parse(link)) == name


def test_github_reports_name_state_and_size(services):
    web = services.web()
    found = github.fetch_repository(web, "example/owlnet")
    assert (found.name, found.archived, found.empty) == ("new-home/owlnet", True, False)
    with pytest.raises(NotFound):
        github.fetch_repository(web, "example/nothing")


def test_a_moved_repository_is_followed_on_the_same_host(services):
    body = (REPLIES / "github" / "example_owlnet.json").read_bytes()
    services.say(
        "/github/repos/old/owl", Say(status=301, headers={"Location": f"{services.base}/github/repositories/7"})
    )
    services.say("/github/repositories/7", Say(body))
    assert github.fetch_repository(services.web(), "old/owl").name == "new-home/owlnet"


def test_a_spent_budget_of_github_is_reported_and_not_tried_again(services):
    spent = Say(b'{"message": "API rate limit exceeded"}', JSON, 403, {"X-RateLimit-Remaining": "0"})
    services.say("/github/repos/example/owlnet", spent)
    web = services.web()
    with pytest.raises(Unreachable, match="daily limit"):
        github.fetch_repository(web, "example/owlnet")
    with pytest.raises(Unreachable, match="not asked again"):
        github.fetch_repository(web, "example/left-right")
    assert len(services.paths) == 1


def test_a_key_is_sent_in_a_header_with_the_word_before_it_and_never_in_an_address(services):
    github.fetch_repository(services.web(environ={"VLM_SURVEY_GITHUB_KEY": "sesame"}), "example/owlnet")
    path, headers = services.seen[0]
    assert headers["Authorization"] == "Bearer sesame"
    assert "sesame" not in path


def test_hugging_face_reports_public_models_by_name(services):
    found = huggingface.fetch_models(services.web(), ArxivId("2207.99907"))
    assert [model.url for model in found] == [
        "https://huggingface.co/finch-lab/seed-base",
        "https://huggingface.co/somebody/grain-counter-lora",
    ]
    assert huggingface.fetch_models(services.web(), ArxivId("2401.00001")) == []
    with pytest.raises(BadReply, match="too many"):
        huggingface.read(b'{"error": "too many"}')


def test_a_wait_until_2099_is_reported_and_not_waited_for(services):
    late = Say(b"", status=429, headers={"Retry-After": "Thu, 01 Jan 2099 00:00:00 GMT"})
    for path in ("/huggingface/api/models", "/github/repos/example/owlnet", "/openalex/works"):
        services.say(path, late)
    clock = Waiting()
    web = services.web(clock)
    with pytest.raises(Unreachable, match="it asks to wait"):
        huggingface.fetch_models(web, ArxivId("2207.99907"))
    with pytest.raises(Unreachable, match="it asks to wait"):
        github.fetch_repository(web, "example/owlnet")
    with pytest.raises(Unreachable, match="it asks to wait"):
        openalex_citations.fetch_works(web, "doi", ["10.5555/birds.2023.101"])
    assert sum(clock.slept) < 60


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        (200, LinkResult("fine")),
        (204, LinkResult("fine")),
        (404, LinkResult("gone", "404")),
        (410, LinkResult("gone", "410")),
        (403, LinkResult("blocked", "403")),
        (401, LinkResult("blocked", "401")),
        (500, LinkResult("blocked", "500")),
        (429, LinkResult("blocked", "429", busy=True)),
        (503, LinkResult("blocked", "503", busy=True)),
    ],
)
def test_only_404_and_410_say_that_a_page_is_gone(services, status, seen):
    services.say("/link/example.org/page", Say(b"", "text/html", status))
    probe = LinkProbe(services.web().settings, clock=Waiting())
    assert probe.probe("https://example.org/page") == seen


def test_a_redirect_is_followed_and_one_in_a_circle_says_nothing(services):
    settings = services.web().settings
    services.say(
        "/link/example.org/old", Say(status=302, headers={"Location": f"{services.base}/link/example.org/new"})
    )
    services.say(
        "/link/example.org/loop", Say(status=302, headers={"Location": f"{services.base}/link/example.org/loop"})
    )
    services.say("/link/example.org/out", Say(status=302, headers={"Location": "http://192.168.0.1/"}))
    probe = LinkProbe(settings, clock=Waiting())
    assert probe.probe("http://example.org/old").state == "fine"
    for path in ("loop", "out"):
        assert probe.probe(f"https://example.org/{path}").state == "blocked"


def test_a_host_inside_a_network_is_never_asked():
    probe = LinkProbe(Settings("test"), clock=Waiting(), resolve=lambda _host, _port: ["10.0.0.7"])
    assert probe.probe("https://intranet.example.org/page").state == "blocked"


def test_no_host_is_asked_more_often_than_once_a_second(services):
    clock = Waiting()
    probe = LinkProbe(services.web().settings, clock=clock)
    for number in range(3):
        probe.probe(f"https://example.org/{number}")
    probe.probe("https://other.example.org/")
    assert clock.slept == [1.0, 1.0]


def test_works_are_reported_by_every_identifier_and_do_not_cite_themselves():
    found = {
        one.work.id: one
        for one in openalex_citations.read_works((REPLIES / "openalex-citations" / "works.json").read_bytes())
    }
    assert found["W1"].work.references == ("W3", "W90")
    assert found["W1"].ids == {("doi", "10.5555/birds.2023.101"), ("pmid", "999000123")}
    assert found["W11"].ids == {("arxiv", "2303.99901")}
    assert found["W2"].work.cited_by == 1


@pytest.mark.parametrize(
    "reply",
    [
        {"results": [{"id": "W1"}]},
        {"results": [{"id": "W1", "cited_by_count": -1}]},
        {"results": None},
        {"error": "no"},
    ],
)
def test_a_work_without_a_count_is_a_bad_reply(reply):
    with pytest.raises(BadReply):
        openalex_citations.read_works(json.dumps(reply).encode())
