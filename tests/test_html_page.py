"""The HTML report in a real browser: nothing asked for, links to be seen by pointer and keyboard, paper, axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import HOSTILE, browser, checked, hostile, page
from samples import TEXT

from attrib.model import Failure

WORDS = (
    f"{TEXT}\n\n"
    '"Kami akan memperbaiki jembatan itu," kata Darma. Perbaikannya akan selesai bulan depan. '
    "Pemerintah kabupaten menyiapkan dana Rp 2 miliar.\n"
)
WIDTHS = {"wide": 1280, "narrow": 390}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "laporan.html"
    broken = Failure("drafts/rusak.txt", f"is binary {HOSTILE}")
    made = page(checked(WORDS), hostile(), failures=(broken,), lang="en")
    path.write_text(made, encoding="utf-8")
    return path


def opened(chromium: Any, path: Path, width: str = "wide", scheme: str = "light", script: bool = True) -> Any:
    size = {"width": WIDTHS[width], "height": 900}
    context = chromium.new_context(
        viewport=size, color_scheme=scheme, java_script_enabled=script, reduced_motion="reduce"
    )
    tab = context.new_page()
    tab.goto(path.as_uri())
    return tab


def background(node: Any) -> str:
    colour: str = node.evaluate("node => getComputedStyle(node).backgroundColor")
    return colour


def test_nothing_is_asked_for_and_nothing_complains(chromium: Any, written: Path) -> None:
    tab = chromium.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto(written.as_uri())
    tab.hover("#d1-s3")
    # What the style sheet does shows that the policy let it through.
    assert tab.locator("#d1-c3").is_visible()
    assert [url for url in asked if not url.startswith("data:")] == [written.as_uri()] and said == []


def test_pointing_at_a_statement_shows_its_source_without_any_script(chromium: Any, written: Path) -> None:
    tab = opened(chromium, written, script=False)
    card = tab.locator("#d1-c3")
    assert not card.is_visible()
    tab.hover("#d1-s3")
    assert card.is_visible() and "Darma Lesmana" in card.inner_text()
    box = card.bounding_box()
    assert box["y"] + box["height"] <= 900 and box["x"] == 0


def test_the_keyboard_shows_what_the_pointer_shows(chromium: Any, written: Path) -> None:
    tab = opened(chromium, written)
    tab.focus("#d1-s2 .flag")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.s, .note').id") == "d1-n1"
    tab.locator("#d1-s3 .m").focus()
    assert tab.locator("#d1-c3").is_visible()
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#d1-e1"
    assert background(tab.locator("#d1-e1")) != "rgba(0, 0, 0, 0)"


def test_a_source_lights_up_all_that_rests_on_it(chromium: Any, written: Path) -> None:
    tab = opened(chromium, written)
    tied = tab.locator("#d1-top .s.e1")
    assert tied.count() >= 2
    before = [background(tied.nth(n)) for n in range(tied.count())]
    tab.hover("#d1-s3")
    after = [background(tied.nth(n)) for n in range(tied.count())]
    assert len(set(after)) == 1 and not set(after) & set(before)
    assert background(tab.locator("#d1-e1")) == after[0]
    # Another draft's first source has nothing to do with it.
    assert background(tab.locator("#d2-s3")) == before[0]


def test_a_note_and_its_statement_light_up_together(chromium: Any, written: Path) -> None:
    tab = opened(chromium, written)
    statement, note = tab.locator("#d1-s2"), tab.locator("#d1-n1")
    before = background(statement)
    note.hover()
    assert background(statement) != before


@pytest.mark.parametrize("width", WIDTHS)
def test_notes_stand_beside_their_statement_or_below_where_there_is_no_room(
    chromium: Any, written: Path, width: str
) -> None:
    tab = opened(chromium, written, width)
    words, note = tab.locator("#d1-s2").bounding_box(), tab.locator("#d1-n1").bounding_box()
    if width == "wide":
        assert note["x"] > words["x"] + words["width"] and abs(note["y"] - words["y"]) < 30
    else:
        assert note["y"] >= words["y"] + words["height"]
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(chromium: Any, written: Path, width: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: pip install -e '.[browser]'")
    tab = opened(chromium, written, width, scheme)
    for shown in ("#d1-s3", "#d1-s2", "#d1-e1"):
        tab.hover(shown)
        found = axe.Axe().run(tab).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_dark_is_dark(chromium: Any, written: Path) -> None:
    light, dark = (background(opened(chromium, written, scheme=s).locator("body")) for s in ("light", "dark"))
    assert [sum(map(int, re.findall(r"\d+", colour))) > 380 for colour in (light, dark)] == [True, False]


def test_the_page_prints(chromium: Any, written: Path) -> None:
    tab = opened(chromium, written, scheme="dark")
    printed = tab.pdf(format="A4", prefer_css_page_size=True)
    assert printed.startswith(b"%PDF") and 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 12
    tab.emulate_media(media="print", color_scheme="dark")
    assert background(tab.locator("body")) == "rgb(255, 255, 255)"
    tab.hover("#d1-s3")
    assert not tab.locator("#d1-c3").is_visible()
    assert tab.locator("#d1-s3 .m").is_visible() and tab.locator("#d1-s2 .flag").is_visible()
    assert background(tab.locator("#d1-s3")) != "rgba(0, 0, 0, 0)"


def test_a_heavy_page_draws_what_is_in_sight_and_still_shows_cards(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "besar.html"
    paragraph = '"Harga beras naik," kata Budi Santoso. Jembatan itu dilaporkan ambruk.\n\n'
    path.write_text(page(checked(paragraph * 1100)), encoding="utf-8")
    tab = opened(chromium, path)
    assert tab.evaluate("document.body.className") == "heavy"
    far = tab.locator("#d1-s2001")
    far.scroll_into_view_if_needed()
    far.hover()
    box = tab.locator("#d1-c2001").bounding_box()
    assert box["x"] == 0 and abs(box["y"] + box["height"] - 900) <= 1
