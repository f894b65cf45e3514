"""The page of a rule, as a reader with five minutes goes through it."""

import re
from urllib.parse import unquote

import httpx
from playwright.sync_api import expect
from room_window import Window

RULE = "/rules/urgent/sudden-face-numbness"
ORDER = [
    "What it does",
    "As a picture",
    "The card",
    "Evidence",
    "Harm",
    "Words and codes",
    "Cases",
    "Mutants",
    "Merged with",
    "History",
    "Signatures",
]


def test_a_reader_meets_what_matters_first(window: Window) -> None:
    window.open(RULE)

    headings = window.page.locator("article h2").all_inner_texts()
    assert headings == ORDER
    assert window.page.locator("nav.contents a").all_inner_texts() == ORDER
    assert "Emergency" in window.page.locator(".rule-head").inner_text()


def test_the_card_is_the_one_that_the_service_sends(window: Window) -> None:
    window.open(RULE)
    record = {
        "resourceType": "Condition",
        "id": "1",
        "code": {"text": "Sudden numbness of left face"},
        "onsetDateTime": "2026-11-20T13:30:00Z",
        "recordedDate": "2026-11-20T15:30:00Z",
    }
    now = {"now": "2026-11-20T15:30:00Z", "patient": "1"}
    sent = httpx.post(f"{window.base}/evaluate", json=record, params=now).json()

    card = window.page.get_by_role("region", name="The card when it fires")
    (first, *_) = sent["cards"]
    assert first["summary"] in card.inner_text()
    assert first["indicator"] in (card.get_attribute("class") or "")
    # Other rules add suggestions of their own to the card that was sent.
    labels = [suggestion["label"] for suggestion in first["suggestions"]]
    shown = card.locator(".pill").all_inner_texts()
    assert shown and set(shown) <= set(labels)
    assert first["source"]["label"] in card.inner_text()
    assert "**" not in card.inner_text()


def test_the_cases_are_folded_counted_and_narrowed(window: Window) -> None:
    window.open(RULE)
    page = window.page
    rows = page.locator("table.cases tbody tr")
    expect(rows.first).to_be_hidden()
    page.locator(".strip").get_by_role("link", name="63 pass").click()

    expect(rows.first).to_be_visible()
    whole = rows.count()
    for word in ("Fires", "Asks", "Quiet"):
        button = page.get_by_role("button", name=re.compile(f"^{word} \\d+$"))
        button.click()
        count = int(button.inner_text().split()[1])
        assert rows.filter(visible=True).count() == count > 0
        expect(page.get_by_text(f"{count} of {whole} cases shown")).to_be_visible()
    page.get_by_role("button", name="Red 0").click()
    assert rows.filter(visible=True).count() == 0
    page.get_by_role("button", name=f"All {whole}").click()
    assert rows.filter(visible=True).count() == whole
    window.is_accessible()
    window.is_clean()


def test_a_case_names_the_rule_that_answers_in_its_place(window: Window) -> None:
    window.open(f"{RULE}#cases")

    row = window.page.locator("table.cases tr", has_text="25 hours belongs to")
    expect(row).to_contain_text(
        "Fires instead: Sudden numbness that lasted beyond a day"
    )


def test_a_case_opens_in_try_it_with_its_patient(window: Window) -> None:
    window.open(f"{RULE}#cases")
    page = window.page

    link = page.get_by_role("link", name="a dental block this morning lowers it")
    address = link.get_attribute("href") or ""
    assert re.fullmatch(r"/try\?rule=[^&]+&case=\d+", address)
    link.click()

    page.locator("html[data-ready]").wait_for()
    assert unquote(page.url) == f"{window.base}{address.partition('&case=')[0]}"
    statements = page.locator("#statements > *")
    expect(statements).to_have_count(2)
    expect(statements.nth(1)).to_contain_text("dental anaesthetic")
    page.locator(".ehr.warning").first.wait_for()
    page.locator("[data-field=side]").first.select_option("right")
    page.reload()
    page.locator("html[data-ready]").wait_for()
    expect(statements).to_have_count(2)
    expect(page.locator("[data-field=side]").first).to_have_value("right")
    assert not [url for url in window.requests if "dental" in url]
    window.is_clean()


def test_the_page_is_shorter_than_seven_windows(window: Window) -> None:
    window.open(RULE)

    assert window.page.evaluate("document.documentElement.scrollHeight") < 7 * 900


def test_a_word_opens_to_its_codes(window: Window) -> None:
    window.open(RULE)
    page = window.page

    page.locator("summary", has_text="numbness or tingling").focus()
    page.keyboard.press("Enter")

    codes = page.get_by_role("region", name="Codes of numbness or tingling")
    expect(codes.get_by_text("44077006")).to_be_visible()


def test_the_picture_is_one_that_fits_the_window(window: Window, phone: Window) -> None:
    wide, narrow = (_drawn(one) for one in (window, phone))

    assert (wide, narrow) == (840, 440)


def _drawn(window: Window) -> int:
    window.open(RULE)
    image = window.page.locator("img.picture")
    image.scroll_into_view_if_needed()
    window.page.wait_for_function("document.querySelector('img.picture').complete")
    found = re.findall(r"narrow=true", image.evaluate("one => one.currentSrc"))
    return 440 if found else 840


def test_the_keyboard_reaches_the_content_first(window: Window) -> None:
    window.open(RULE)
    page = window.page

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"


def test_what_can_be_pressed_is_large_enough(phone: Window) -> None:
    """WCAG 2.2, 2.5.8: 24 pixels, links inside a sentence apart."""
    phone.open(RULE)

    small = phone.page.evaluate(
        """[...document.querySelectorAll("a, button, summary, select, input")]
        .filter(one => one.checkVisibility() && !one.closest("p, li, td, th, .skip"))
        .filter(one => one.getBoundingClientRect().height < 24)
        .map(one => one.textContent)"""
    )

    assert small == []


def test_mutants_run_when_asked_and_are_counted_afterwards(window: Window) -> None:
    window.open("/rules/chronic/numb-chin")
    window.page.get_by_role("link", name="Run the mutants now").click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Mutants")
    assert "✓ none" in window.page.locator(".strip").inner_text()

    window.open("/rules/chronic/numb-chin")

    mutants = window.page.locator("section", has=window.page.locator("#mutants"))
    assert re.search(r"\d+ noticed, 0 not noticed", mutants.inner_text())
