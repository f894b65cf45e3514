"""Compare, in the browser: one limit changed, checked, and its smallest example."""

import io
import zipfile
from pathlib import Path

from playwright.sync_api import expect
from room_service import ROOT
from room_window import Window

# The machine that runs this may have other work.
expect.set_options(timeout=30_000)
FACE = "urgent/sudden-face-numbness"
FEET = "chronic/symmetric-neuropathy-diabetes"


def opened(window: Window, rule: str) -> str:
    window.open(f"/compare?rule={rule}")
    window.page.locator("html[data-ready]").wait_for()
    window.page.locator("#checked .badge.good").wait_for()
    return window.page.input_value("#text")


def test_two_days_for_one_show_the_smallest_patient_between(window: Window) -> None:
    text = opened(window, FACE)
    page = window.page
    page.fill("#text", text.replace("within: 24 hours", "within: 48 hours", 1))
    page.locator("#checked .badge.good").wait_for()

    page.get_by_role("button", name="Compare").click()

    example = page.locator(".changes li", has_text="fires (critical)").first
    expect(example).to_contain_text("25 hours ago")
    expect(page.locator("ins").first).to_have_text("48")
    expect(page.locator("del").first).to_have_text("24")
    expect(page.locator(".compared")).to_contain_text("of its own cases fail")
    expect(page.locator("#progress")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    page.locator("#result [data-done=true]").wait_for()
    window.is_accessible()
    window.is_clean()


def test_a_small_rule_is_compared_to_the_end(window: Window) -> None:
    text = opened(window, FEET)
    page = window.page
    page.fill("#text", text.replace("at-least: 4 weeks", "at-least: 5 weeks", 1))
    page.get_by_role("button", name="Compare").click()

    page.locator("#result [data-done=true]").wait_for(timeout=60_000)
    expect(page.locator(".changes .example").first).to_contain_text("4 weeks ago")
    expect(page.locator("#result")).to_contain_text("kind")
    window.is_clean()


def test_a_fault_is_named_while_typing_with_its_page(window: Window) -> None:
    text = opened(window, FEET)
    window.page.fill("#text", text.replace("urgency: ", "urgency: very-", 1))

    fault = window.page.locator(".faults tbody tr").first
    expect(fault).to_contain_text("line 4")
    fault.get_by_role("link").click()
    expect(window.page.locator("h1")).to_contain_text("RF109")
    window.is_clean()


def test_an_archive_is_taken_and_a_bad_one_refused_in_words(
    window: Window, tmp_path: Path
) -> None:
    content = (ROOT / "rules" / f"{FEET}.yaml").read_bytes()
    for name, inside in (("good", f"rules/{FEET}.yaml"), ("bad", f"../{FEET}.yaml")):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.writestr(inside, content)
        (tmp_path / f"{name}.zip").write_bytes(written.getvalue())
    page = window.page
    window.open("/compare")
    page.locator("html[data-ready]").wait_for()

    page.get_by_label("Or choose files, or a zip").set_input_files(
        tmp_path / "good.zip"
    )
    expect(page.locator("#checked")).to_contain_text(f"{FEET}.yaml")
    page.get_by_label("Or choose files, or a zip").set_input_files(tmp_path / "bad.zip")
    expect(page.locator("#fault")).to_contain_text("plain letters")
    assert window.dialogs == []


def test_markup_in_a_proposal_is_shown_as_text(window: Window) -> None:
    text = opened(window, FEET)
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    page = window.page
    page.fill("#text", text.replace("title: ", f"title: {hostile} ", 1))
    page.get_by_role("button", name="Compare").click()

    expect(page.locator(".compared h3")).to_contain_text("<img src=x")
    page.locator("#result [data-done=true]").wait_for(timeout=60_000)
    window.is_clean()


def test_a_chosen_directory_brings_the_button_and_the_result_into_view(
    window: Window,
) -> None:
    """Of the directory the files that are no rules are counted by themselves."""
    page = window.page
    window.open("/compare")
    page.locator("html[data-ready]").wait_for()

    page.get_by_label("Or a directory of rules").set_input_files(ROOT / "rules")

    whole = sum(path.is_file() for path in (ROOT / "rules").rglob("*"))
    rules = len(list((ROOT / "rules").rglob("*.yaml")))
    button = page.get_by_role("button", name="Compare", exact=True)
    said = page.get_by_text(f"{rules} rule files ({whole - rules} files")
    expect(said).to_be_in_viewport()
    expect(button).to_be_in_viewport()
    expect(button).to_be_focused()
    page.locator("#checked .badge.good").wait_for()
    expect(button).to_be_in_viewport()
    expect(page.locator("#checked")).to_contain_text(f"{rules} files")
    button.click()
    page.locator("#result [data-done=true]").wait_for(timeout=60_000)
    expect(page.get_by_role("heading", name="What would change")).to_be_focused()
    expect(page.locator("#result").get_by_text("No difference")).to_be_in_viewport()
    window.is_accessible()
    window.is_clean()


def test_the_result_of_a_typed_rule_is_scrolled_to(window: Window) -> None:
    text = opened(window, FEET)
    page = window.page
    page.fill("#text", text.replace("at-least: 4 weeks", "at-least: 5 weeks", 1))

    page.get_by_role("button", name="Compare", exact=True).click()

    page.locator("#result [data-done=true]").wait_for(timeout=60_000)
    expect(page.locator(".compared .bad-word").first).to_be_in_viewport()
    head = page.get_by_role("heading", name="What would change").element_handle()
    # The page may still be on its way there.
    page.wait_for_function(
        "head => { const { top } = head.getBoundingClientRect();"
        " return 0 <= top && top < 60 }",
        arg=head,
    )
