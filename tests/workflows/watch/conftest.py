"""A watch of the invented library: a feed of seven papers on two days, a server in arXiv's form, cues and settings."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from benchmarks.feed_server import FeedServer
from tests.conftest import ROOT
from tests.fake_services import FakeServices, Waiting

from vlm_survey.services.http.client import Web
from vlm_survey.services.http.service import Settings
from vlm_survey.store import read_survey
from vlm_survey.store.cues import read_cues, read_watch
from vlm_survey.workflows.watch.watch import Watch

TODAY = dt.date(2026, 3, 20)


def paper(number, title, abstract, *, day="2026-03-02", categories=("cs.CV",), authors=("Ada Heron",)):
    return {
        "id": f"2603.{number:05}",
        "title": title,
        "abstract": abstract,
        "authors": list(authors),
        "categories": list(categories),
        "comment": None,
        "date": day,
    }


IN_SCOPE = (
    "We present a vision-language model that answers questions about radiology images and writes clinical reports."
)
OUT_OF_SCOPE = "We plan the paths of vehicles in traffic scenes with a large transformer."
FEED = (
    paper(
        11,
        "HeronVL: A Vision-Language Model for Chest X-ray Report Generation",
        IN_SCOPE,
        categories=("cs.CV", "cs.CL"),
    ),
    paper(12, "Driving without Maps", OUT_OF_SCOPE, authors=("Bea Wren",)),
    paper(13, "Visual Question Answering on Pathology Slides with GPT", IN_SCOPE, authors=("Cy Finch",)),
    paper(21, "Prompting Medical Vision-Language Models", IN_SCOPE, day="2026-03-03", authors=("Di Swan",)),
    paper(
        22, "Text-Guided Segmentation of Polyps in Endoscopy Video", IN_SCOPE, day="2026-03-03", authors=("Ed Rail",)
    ),
    paper(23, "Sorting Networks", OUT_OF_SCOPE, day="2026-03-03", authors=("Flo Rook",)),
    # The very title and people of an invented record, under another identifier.
    paper(24, "OwlNet: Contrastive Night Vision for Chest X-ray Reports", IN_SCOPE, authors=("Märta Lindqvist",)),
)
NEW = {"2603.00011", "2603.00013", "2603.00021", "2603.00022"}

SETTINGS = """\
arxiv: {categories: [cs.CV, cs.CL], settle: 7}
first: 14
"""


@pytest.fixture
def home(copy):
    shutil.copy(ROOT / "cues.yaml", copy)
    (copy / "watch.yaml").write_text(SETTINGS, encoding="utf-8")
    return copy


@pytest.fixture
def feed(local_network):  # noqa: ARG001 - the test may connect to this machine
    with FeedServer(FEED) as server:
        yield server


@pytest.fixture
def services(local_network):  # noqa: ARG001 - the test may connect to this machine
    with FakeServices() as running:
        yield running


@pytest.fixture
def watch(home):
    """Make a watch of the library that asks a server (or several services, by their variables)."""

    def make(where, **changes):
        environ = where.environ if isinstance(where, FakeServices) else {"VLM_SURVEY_ARXIV_URL": where.base}
        given = {
            "root": home,
            "survey": read_survey(home),
            "settings": read_watch(home),
            "cues": read_cues(home),
            "web": Web(Settings("vlm-survey/test", environ), clock=Waiting()),
            "today": TODAY,
            "since": dt.date(2026, 3, 1),
            "until": dt.date(2026, 3, 4),
        }
        return Watch(**{**given, **changes})

    return make


def run(watch):
    return list(watch.run(watch.tasks()))


def found(steps):
    return [one for step in steps for one in step.proposals]


def identifiers(proposals):
    return sorted(str(one.ids.arxiv) for one in proposals)
