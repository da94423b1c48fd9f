"""Draw docs/assets/share.png, the picture that other websites show beside a link to this one: `make share`.

It is the picture of the field below the name, without numbers, so that it stays true while papers come.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser.chromium import find

from vlm_survey import read_survey
from vlm_survey.figures.charts.dot_plot_svg import LIGHT, field_svg
from vlm_survey.figures.charts.field_plot import FieldPlot, field_plot

ROOT = Path(__file__).parents[2]
SIZE = {"width": 1200, "height": 630}


def page(found: FieldPlot) -> str:
    """Return the picture as a page of its own, with the website's fonts and colours."""
    fonts = (ROOT / "docs" / "assets" / "fonts").as_uri()
    dots = "".join(f".vs-dots--{number}{{stroke:{ink};fill:none}}" for number, ink in enumerate(LIGHT.dots))
    return f"""<!doctype html><style>
@font-face {{ font-family: Display; src: url({fonts}/source-serif-4.woff2); font-weight: 200 900 }}
@font-face {{ font-family: Text; src: url({fonts}/source-sans-3.woff2); font-weight: 200 900 }}
body {{ margin: 0; padding: 56px 64px 0; background: {LIGHT.paper}; color: {LIGHT.ink}; font: 24px/1.35 Text }}
h1 {{ margin: 0 0 10px; font: 600 60px/1.1 Display; letter-spacing: -0.012em }}
p {{ margin: 0 0 34px; color: {LIGHT.soft} }}
svg {{ display: block; width: 1072px }} .vs-dots__years {{ stroke: {LIGHT.line} }} {dots}
</style><h1>Medical vision-language models</h1>
<p>vlm-survey: every paper a dot, by month, task and adaptation strategy</p>
{field_svg(found.wide, found.title)}"""


def main() -> None:
    """Write the picture. Raises SystemExit where the records give none."""
    found = field_plot(read_survey(ROOT).core)
    if not found:
        raise SystemExit("no paper has a year, so there is no picture")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(), args=["--no-sandbox", "--allow-file-access-from-files"]
        )
        shown = browser.new_page(viewport=SIZE)
        draft = ROOT / "build" / "share.html"
        draft.parent.mkdir(exist_ok=True)
        draft.write_text(page(found), encoding="utf-8")
        shown.goto(draft.as_uri())
        shown.evaluate("document.fonts.ready")
        shown.screenshot(path=str(ROOT / "docs" / "assets" / "share.png"))
        browser.close()


if __name__ == "__main__":
    main()
