"""Provide the colours of figures outside the website, where no stylesheet exists: the site's light colours."""

from __future__ import annotations

STYLE = """\
text{font-family:"Source Sans 3","Noto Sans","DejaVu Sans",sans-serif;font-size:13px;fill:#1d2729}\
.vf-small{font-size:12px;fill:#4d5b5e}.vf-strong{font-weight:600}.vf-count{fill:#4d5b5e}\
.vf-plain{fill:#fcfcfa;stroke:#8b9896}.vf-frame{fill:none;stroke:#8b9896;stroke-dasharray:2 4}\
.vf-trained{fill:#d3e8e8;stroke:#0b6670;stroke-width:1.6}.vf-frozen{fill:#fcfcfa;stroke:#6b7779;stroke-dasharray:5 3}\
.vf-sheet{fill:#fff;stroke:#8b9896}.vf-writing{stroke:#8b9896;stroke-width:2;fill:none}\
.vf-film{fill:#26363a;stroke:none}.vf-lung{fill:#8fa3a5}.vf-hole{fill:#fcfcfa;stroke:#8a4b08;stroke-dasharray:3 2}\
.vf-region{fill:none;stroke:#8a4b08;stroke-width:1.6}.vf-cell{fill:#7fa9ac}.vf-learned{fill:#0b6670}\
.vf-match{fill:#0b6670;fill-opacity:.28}.vf-miss{fill:#8b9896;fill-opacity:.14}\
.vf-line,.vf-tie{stroke:#4d5b5e;fill:none}.vf-tie{stroke:#8a4b08;stroke-width:1.4}.vf-dot{fill:#0b6670}.vf-person{fill:#4d5b5e}\
.vf-arrow{stroke:#4d5b5e;stroke-width:1.4;fill:none}.vf-arrow-head{fill:#4d5b5e}\
.vf-back{stroke:#8a4b08;stroke-width:1.4;fill:none;stroke-dasharray:5 3}.vf-back-head{fill:#8a4b08}\
.vf-know{stroke:#0b6670;stroke-width:1.6;fill:none}.vf-know-head{fill:#0b6670}\
.vf-bar{fill:#0b6670;fill-opacity:.75}.vf-rule{stroke:#d9dfdd;fill:none}"""
"""The classes of docs/assets/css/figures.css, with the values of its light variables."""
