"""Facts about hosts: which serve https, host code or data, search, or shorten links; and links that lists often get wrong."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SERVE_HTTPS = frozenset(
    [
        "aclanthology.org",
        "arxiv.org",
        "biorxiv.org",
        "bitbucket.org",
        "cell.com",
        "cvpr.thecvf.com",
        "dl.acm.org",
        "doi.org",
        "drive.google.com",
        "dx.doi.org",
        "ecva.net",
        "frontiersin.org",
        "gitee.com",
        "github.com",
        "gitlab.com",
        "huggingface.co",
        "ieeexplore.ieee.org",
        "jmlr.org",
        "kaggle.com",
        "link.springer.com",
        "mdpi.com",
        "medrxiv.org",
        "nature.com",
        "ncbi.nlm.nih.gov",
        "openaccess.thecvf.com",
        "ojs.aaai.org",
        "openreview.net",
        "papers.miccai.org",
        "papers.nips.cc",
        "physionet.org",
        "pmc.ncbi.nlm.nih.gov",
        "proceedings.mlr.press",
        "proceedings.neurips.cc",
        "pubmed.ncbi.nlm.nih.gov",
        "researchgate.net",
        "sciencedirect.com",
        "sites.google.com",
        "youtube.com",
        "zenodo.org",
    ]
)
"""Hosts, without www, that serve the same pages over https."""

DATA_HOSTS = frozenset(["data.mendeley.com", "figshare.com", "kaggle.com", "physionet.org", "zenodo.org"])
"""Hosts of data."""

PAGE_HOSTS = (".github.io", ".gitlab.io")
"""Suffixes of hosts that serve project pages from repositories."""

AGGREGATORS = frozenset(
    [
        "ai.updf.com",
        "aimedicalcompendium.com",
        "aminer.cn",
        "arxivlens.com",
        "biocloudy.com",
        "deepai.org",
        "med4.mdlalibrary.com",
        "medizin.vip",
        "mendeley.com",
        "paperswithcode.com",
        "pdfslide.us",
        "readkong.com",
        "scholar.archive.org",
        "semanticscholar.org",
        "sindex.sdl.edu.sa",
        "vdocuments.mx",
    ]
)
"""Hosts, without www, that show titles and abstracts of papers which others published."""

SEARCH_HOSTS = frozenset(["bing.com", "google.com", "google.com.hk", "mp.weixin.qq.com", "scholar.google.com"])
"""Hosts whose addresses are searches or temporary pages."""

PREPRINT_DOIS = frozenset(
    [
        "10.1101",
        "10.2139",
        "10.20944",
        "10.21203",
        "10.22541",
        "10.26434",
        "10.31219",
        "10.36227",
        "10.48550",
        "10.64898",
    ]
)
"""DOI prefixes of preprint servers: bioRxiv, medRxiv and openRxiv, SSRN, Preprints.org, Research Square, Authorea,
ChemRxiv, OSF, TechRxiv, arXiv and others.
"""

CODE_HOSTS = frozenset(["bitbucket.org", "codeberg.org", "gitee.com", "github.com", "gitlab.com"])
"""Hosts where the path of a repository has two segments: account and name."""

ACCOUNT_PAGES = frozenset(
    [
        "collections",
        "dashboard",
        "discover",
        "enterprise",
        "explore",
        "features",
        "issues",
        "login",
        "marketplace",
        "notifications",
        "orgs",
        "pulls",
        "search",
        "settings",
        "signup",
        "sponsors",
        "stars",
        "topics",
        "trending",
        "users",
    ]
)
"""First path segments on these hosts that are not accounts."""

SHORTENERS = frozenset(
    [
        "aka.ms",
        "bit.ly",
        "buff.ly",
        "cutt.ly",
        "dwz.cn",
        "git.io",
        "goo.gl",
        "is.gd",
        "lnkd.in",
        "ow.ly",
        "rb.gy",
        "rebrand.ly",
        "shorturl.at",
        "t.cn",
        "t.co",
        "t.ly",
        "tiny.cc",
        "tinyurl.com",
        "url.cn",
        "v.gd",
    ]
)
"""Hosts of link shorteners."""

KNOWN_WRONG = {
    "github.com/fxsjy/jieba": "a Chinese word splitter",
    "github.com/huggingface/transformers": "a library that many papers use",
    "github.com/pytorch/pytorch": "a library that many papers use",
    "github.com/tylin/coco-caption": "the scoring code of another paper",
}
"""Addresses (host without www, path) that lists give for the wrong papers, each with what it really is."""

_RESERVED = re.compile(r"(.*\.)?(example|example\.(com|net|org)|invalid|test|localhost)")


def is_reserved(address: str) -> bool:
    """Return whether the host of `address` is reserved for examples (RFC 2606)."""
    return bool(_RESERVED.fullmatch(urlsplit(address).hostname or ""))
