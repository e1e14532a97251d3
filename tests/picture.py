"""Take the picture of the HTML report that README shows: `make picture`, on a machine with a Chromium."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pages import browser, page

from attrib.analyze import analyze
from attrib.lexicon import load
from attrib.readers import read

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"
SIZE = {"width": 1180, "height": 955}
POINTED_AT = "#d1-s2"


def main() -> None:
    """Write docs/report.png: the sample article, one statement pointed at."""
    [sample] = (ROOT / "seeds").glob("*.txt")
    draft = read(sample)._replace(path=f"seeds/{sample.name}")
    with TemporaryDirectory() as folder, browser() as running:
        path = Path(folder, "report.html")
        path.write_text(page(analyze(draft, load(()))), encoding="utf-8")
        tab = running.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        tab.goto(path.as_uri())
        tab.locator("article h2").evaluate("node => window.scrollTo(0, node.getBoundingClientRect().top - 30)")
        tab.hover(POINTED_AT)
        PICTURE.parent.mkdir(exist_ok=True)
        tab.screenshot(path=PICTURE)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
