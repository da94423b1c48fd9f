"""The server of a feed, learning, and the replay measure what they say they measure."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import math
from urllib.request import urlopen

import pytest
from benchmarks import learn_cues, watch
from benchmarks.feed_server import FeedServer, read_feed
from tests.conftest import ROOT
from tests.workflows.watch.conftest import FEED, NEW

from vlm_survey.model.harvest.cues import Combination, Cue, Cues
from vlm_survey.services import arxiv
from vlm_survey.store.cues import read_cues
from vlm_survey.workflows.watch.score import score_paper

TODAY = dt.date(2026, 3, 20)
CUES = Cues(
    cues=(Cue(name="heron", group="bird", pattern="herons?"), Cue(name="car", group="other", pattern="cars?")),
    combinations=(Combination(anywhere={"bird": 1}),),
)


def write(folder, week, papers, *, packed=False):
    text = "".join(json.dumps(one) + "\n" for one in papers)
    if packed:
        (folder / f"{week}.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    else:
        (folder / f"{week}.jsonl").write_text(text, encoding="utf-8")


@pytest.fixture
def feed(tmp_path):
    folder = tmp_path / "feed"
    folder.mkdir()
    write(folder, "2026-W10", FEED[:3])
    write(folder, "2026-W11", FEED[3:], packed=True)
    return folder


def test_a_feed_is_read_whole_and_each_paper_once(feed):
    write(feed, "2026-W12", FEED[:1])
    found = read_feed(feed)
    assert [one["id"] for one in found] == [one["id"] for one in FEED]
    assert {one["week"] for one in found} == {"2026-W10", "2026-W11"}


@pytest.fixture
def server(local_network):  # noqa: ARG001 - the test may connect to this machine
    with FeedServer(FEED) as running:
        yield running


def test_the_server_answers_in_pages_that_arxivs_reader_understands(server):
    query = {"search_query": "cat:cs.CV AND submittedDate:[202603020000 TO 202603022359]", "max_results": "2"}
    first = arxiv.read_listing(server.reply(query).encode(), 0, TODAY)
    assert [one.proposal.ids["arxiv"] for one in first.answers] == ["2603.00011", "2603.00012"]
    assert first.next == 2
    second = arxiv.read_listing(server.reply({**query, "start": "2"}).encode(), 2, TODAY)
    assert [one.proposal.ids["arxiv"] for one in second.answers] == ["2603.00013", "2603.00024"]
    assert second.next is None
    assert arxiv.read_listing(server.reply({"search_query": "cat:cs.RO"}).encode(), 0, TODAY).answers == ()
    (one,) = arxiv.read(server.reply({"id_list": "2603.00021"}).encode(), TODAY)
    assert one.proposal.title == "Prompting Medical Vision-Language Models"


def test_the_server_serves(server):
    with urlopen(f"{server.base}/query?id_list=2603.00011") as reply:  # noqa: S310 - our own
        assert b"HeronVL" in reply.read()


def rows(*texts):
    return [learn_cues.Seen(str(n), f"W{n // 4 % 2}", text, "", belongs) for n, (text, belongs) in enumerate(texts)]


def test_learning_finds_the_weights_of_least_loss():
    # One feature besides the start, in 8 of 10 papers that belong and 1 of 10 that do not.
    data = [((-1, 0), True, 8.0), ((-1,), True, 2.0), ((-1, 0), False, 1.0), ((-1,), False, 9.0)]
    weights = learn_cues.fit(data)

    def loss(start, weight):
        total = learn_cues.PENALTY / 2 * weight**2
        for found, belongs, count in data:
            value = start + (weight if 0 in found else 0)
            total += count * math.log(1 + math.exp(-value if belongs else value))
        return total

    best = loss(weights[-1], weights[0])
    assert all(loss(weights[-1] + a, weights[0] + b) >= best for a in (-0.01, 0, 0.01) for b in (-0.01, 0, 0.01))
    assert weights[0] > 0 > weights[-1]


def test_what_is_learned_distinguishes_the_subject_from_others():
    papers = rows(*[("A heron", True), ("A car", False)] * 8, *[("A heron in a car", False), ("Herons", True)] * 2)
    cues = learn_cues.learn(CUES, papers, [], precision=0.9)
    assert score_paper(cues, "Heron").proposed
    assert not score_paper(cues, "Car").proposed
    assert cues == learn_cues.learn(CUES, papers, [], precision=0.9), "the same numbers each time"
    assert [name for name, _count, _share in learn_cues.recall(cues, papers, few=1)] == ["all"]


def test_the_threshold_is_the_lowest_that_is_precise_enough():
    scores = [(3.0, True), (2.0, True), (1.0, False), (0.5, True), (0.0, False), (-1.0, False)]
    assert learn_cues.threshold(scores, 0.75) == 0.5
    assert learn_cues.threshold(scores, 1.0) == 2.0
    assert learn_cues.threshold([(1.0, False), (0.0, False)], 0.5) == 1.0
    assert learn_cues.threshold([(1.0, True), (0.0, True), (0.0, False)], 0.9) == 1.0, "equal scores go together"


@pytest.mark.usefixtures("local_network")
def test_a_replay_proposes_what_the_watch_would_and_is_measured(library, copy, feed):
    (copy / "watch.yaml").write_text("arxiv: {categories: [cs.CV, cs.CL]}\n", encoding="utf-8")
    papers, cues = read_feed(feed), read_cues(ROOT)
    found = watch.replay(copy, watch.without(library, papers), papers, {"2026-W10": cues, "2026-W11": cues})
    assert found == NEW
    truth = watch.belonging(library, papers, ["2603.00011", "2603.00021", "2603.00023"])
    every = watch.measure(papers, truth, found)[-1]
    assert (every.seen, every.belong, every.proposed, every.right) == (7, 3, 4, 2)
    assert (every.recall, every.precision) == (2 / 3, 2 / 4)
    assert "| all | 7 | 3 | 4 | 0.667 | 0.500 | 0.429 |" in watch.table([every])


def test_records_of_the_feed_are_hidden_from_the_replay_and_adjacent_ones_count_on_neither_side(library):
    ids = [{"id": str(paper.ids.arxiv), "week": "W"} for paper in library.papers if paper.ids.arxiv]
    assert ids
    assert all(library.at_identifier("arxiv", one["id"]) for one in ids)
    hidden = watch.without(library, ids)
    assert not any(hidden.at_identifier("arxiv", one["id"]) for one in ids)
    truth = watch.belonging(library, ids, [])
    adjacent = {str(paper.ids.arxiv) for paper in library.papers if paper.scope and paper.ids.arxiv}
    assert set(truth) == {one["id"] for one in ids} - adjacent
    assert all(truth.values())


def test_topics_are_those_of_records(library):
    ids = [{"id": str(paper.ids.arxiv), "week": "W"} for paper in library.papers if paper.ids.arxiv] * 5
    truth = watch.belonging(library, ids, [])
    found = watch.topics(library, ids, truth, set(truth))
    assert found
    assert {row.recall for row in found} == {1.0}
