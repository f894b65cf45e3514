"""Try it, from a click to a card: by mouse, by keyboard, by file, by paste."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from room_service import ROOT
from room_window import Window

# The machine that runs this may have other work.
expect.set_options(timeout=30_000)
FACE = "urgent/sudden-face-numbness"
# Half a second passes before anything is asked of the service.
SLOWLY = """() => {
  const ask = window.fetch;
  window.fetch = async (...asked) => {
    await new Promise((go) => setTimeout(go, 500));
    return ask(...asked);
  };
}"""
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture
def trial(window: Window) -> Window:
    window.open("/try")
    window.page.locator("html[data-ready]").wait_for()
    return window


def part(window: Window, site: str, side: str) -> Locator:
    return window.page.locator(f"path[data-site={site}][data-side={side}]").first


def example(name: str) -> str:
    return (ROOT / "fhir_examples" / name).read_text(encoding="utf-8")


def paste(window: Window, text: str, now: str = "") -> None:
    page = window.page
    page.get_by_role("tab", name="Paste records").click()
    page.get_by_label("As if now were").fill(now)
    page.get_by_label("FHIR records, or a CDS Hooks request").fill(text)


def card(window: Window, summary: str) -> None:
    window.page.locator(".ehr .summary", has_text=summary).wait_for()


def nothing_was_told(window: Window, *secrets: str) -> None:
    """No address holds anything of a patient, and nothing else went wrong."""
    for url in (*window.requests, window.page.url):
        assert not [secret for secret in secrets if secret in url], url
    window.is_clean()


def test_two_presses_lead_to_a_critical_card(trial: Window) -> None:
    part(trial, "face", "left").click()
    trial.page.get_by_role("button", name="2 hours ago").first.click()

    card(trial, "Sudden face numbness - possible stroke or TIA")
    assert trial.page.locator("[data-field=site]").first.input_value() == "face"
    rests_on = trial.page.get_by_text("Statement/1")
    expect(rests_on).to_be_hidden()
    trial.page.get_by_text("Why this card").click()
    expect(rests_on).to_be_visible()
    trial.page.locator("#changes:not([aria-busy]) h4").first.wait_for()
    trial.is_accessible()
    nothing_was_told(trial, "numbness", "2%20hours")


def pressed(window: Window) -> set[str]:
    """The parts of the outline that are of the picked finding."""
    parts = window.page.locator("path[aria-pressed=true]").all()
    return {
        f"{p.get_attribute('data-side')} {p.get_attribute('data-site')}" for p in parts
    }


def told(window: Window) -> list[Any]:
    """What the form holds, as the tab keeps it."""
    kept = "JSON.parse(sessionStorage.getItem('pinprick-try'))"
    found: list[Any] = window.page.evaluate(kept)
    return found


def test_the_other_side_pressed_as_well_is_both_and_again_is_none(
    trial: Window,
) -> None:
    side = trial.page.locator("[data-field=side]").first

    part(trial, "feet", "left").click()
    part(trial, "feet", "right").click()
    assert side.input_value() == "both"
    part(trial, "feet", "left").click()
    assert side.input_value() == "right"
    part(trial, "feet", "right").click()
    assert side.input_value() == ""
    assert told(trial) == [{"finding": "numbness"}]


def test_a_second_part_is_added_to_the_finding_and_again_removed(
    trial: Window,
) -> None:
    part(trial, "face", "left").click()
    part(trial, "forearm", "left").click()

    expect(trial.page.locator("fieldset.statement")).to_have_count(1)
    assert pressed(trial) == {"left face", "left forearm"}
    numb = {"finding": "numbness", "site": ["face", "forearm"], "side": "left"}
    assert told(trial) == [numb]
    expect(trial.page.locator("#body-help")).to_contain_text("press again to remove")
    trial.page.get_by_role("button", name="2 hours ago").first.click()
    card(trial, "Sudden face numbness - possible stroke or TIA")
    trial.page.locator("summary", has_text="Sudden numbness of one side").wait_for()
    trial.page.locator("#changes:not([aria-busy]) h4").first.wait_for()
    trial.is_accessible()

    part(trial, "face", "left").click()
    assert pressed(trial) == {"left forearm"}
    assert told(trial) == [
        {"finding": "numbness", "site": "forearm", "side": "left"}
        | {"began": "2 hours ago"}
    ]


def test_an_added_part_can_be_removed_by_its_name(trial: Window) -> None:
    part(trial, "face", "left").click()
    part(trial, "forearm", "left").click()

    trial.page.get_by_role("button", name="Remove forearm").click()

    assert pressed(trial) == {"left face"}
    expect(trial.page.locator(".also:visible")).to_have_count(0)


def test_parts_of_different_sides_are_findings_of_their_own(trial: Window) -> None:
    """One entry has one side: a face on the left is never made one on both."""
    part(trial, "face", "left").click()
    part(trial, "feet", "left").click()
    part(trial, "feet", "right").click()

    places = [(one["site"], one["side"]) for one in told(trial)]
    assert places == [("face", "left"), ("feet", "both")]
    assert trial.page.locator("path.elsewhere").count() > 0
    part(trial, "feet", "left").click()
    part(trial, "feet", "right").click()
    assert [one["site"] for one in told(trial)] == ["face"]


def test_a_diagnosis_that_has_no_place_is_not_asked_where(trial: Window) -> None:
    find = trial.page.get_by_label("Add a finding, result or drug")
    part(trial, "face", "left").click()
    find.fill("diabetes")
    find.press("Enter")

    added = trial.page.locator("fieldset[data-word=diabetes]")
    expect(added).to_be_visible()
    expect(added.get_by_text("symmetrical")).to_be_hidden()
    expect(added.get_by_label("Where")).to_be_hidden()
    expect(trial.page.locator("#where-of")).to_have_text("numbness or tingling")
    part(trial, "forearm", "left").click()
    expect(part(trial, "forearm", "left")).to_have_attribute("aria-pressed", "true")
    assert told(trial)[0]["site"] == ["face", "forearm"]
    assert told(trial)[1] == {"finding": "diabetes"}


def test_a_result_without_a_value_is_still_there_after_a_reload(
    trial: Window,
) -> None:
    find = trial.page.get_by_label("Add a finding, result or drug")
    find.fill("hba1c")
    find.press("Enter")
    expect(trial.page.get_by_text("Without a value it is not part")).to_be_visible()

    trial.page.reload()
    trial.page.locator("html[data-ready]").wait_for()

    trial.page.get_by_label("Value").fill("7.1")
    expect(trial.page.get_by_text("Without a value it is not part")).to_be_hidden()
    assert told(trial)[-1] == {"measure": "hba1c", "value": "7.1 %"}
    trial.is_clean()


def test_a_change_that_is_tried_is_shown_with_its_place(trial: Window) -> None:
    part(trial, "face", "left").click()
    trial.page.get_by_role("button", name="2 hours ago").first.click()
    change = trial.page.locator("#changes li", has_text="dental anaesthetic (left)")

    change.get_by_role("button", name="Try this").first.click()

    block = trial.page.locator("fieldset[data-word=dental-anaesthetic]")
    expect(block.locator("[data-field=side]")).to_be_visible()
    expect(block.locator("[data-field=side]")).to_have_value("left")
    card(trial, "Sudden face numbness")


def test_without_a_mouse_it_is_as_far(trial: Window) -> None:
    """Tab to the outline, arrows to the hand, Enter; then the time, then a finding."""
    page = trial.page
    page.get_by_role("tab", name="Describe").focus()
    page.keyboard.press("Tab")
    label = page.locator("path:focus").get_attribute("aria-label")
    assert label == "Face, left, front"
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    moved = page.locator("path:focus").get_attribute("aria-label")
    assert moved != label
    for _ in range(8):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="2 hours ago").first.focus()
    page.keyboard.press("Space")

    card(trial, "possible stroke or TIA")
    page.get_by_label("Add a finding, result or drug").focus()
    page.keyboard.type("slurr")
    page.keyboard.press("Enter")
    expect(page.locator("fieldset.statement")).to_have_count(2)
    trial.is_clean()


def test_a_word_that_patients_use_finds_the_finding(trial: Window) -> None:
    trial.page.get_by_label("Add a finding, result or drug").fill("pins and need")

    first = trial.page.locator("#found button").first
    expect(first).to_have_text("numbness or tingling")


def test_a_result_and_a_drug_are_part_of_the_patient(trial: Window) -> None:
    page = trial.page
    find = page.get_by_label("Add a finding, result or drug")
    part(trial, "feet", "left").click()
    part(trial, "feet", "right").click()
    page.get_by_label("symmetrical").check()
    page.get_by_role("button", name="3 months ago").first.click()
    find.fill("hba1c")
    find.press("Enter")
    page.get_by_label("Value").fill("7.1")

    card(trial, "diabetes")
    find.fill("metformin")
    find.press("Enter")
    page.locator("details.as-case summary").click()
    shown = page.locator("#case-text")
    expect(shown).to_contain_text("{drug: metformin}")
    expect(shown).to_contain_text('{measure: hba1c, value: "7.1 %"}')
    trial.is_clean()


def test_what_was_tried_is_copied_as_a_case(trial: Window) -> None:
    page = trial.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    part(trial, "face", "left").click()
    page.get_by_role("button", name="2 hours ago").first.click()
    card(trial, "possible stroke or TIA")

    page.locator("details.as-case summary").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("Copied.").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    line = "- {finding: numbness, site: face, side: left, began: 2 hours ago}"
    assert line in copied
    assert "expect: fires" in copied


def test_a_copy_waits_for_the_answer_to_the_last_change(trial: Window) -> None:
    page = trial.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    part(trial, "face", "left").click()
    card(trial, "possible stroke or TIA")
    page.locator("details.as-case summary").click()
    page.evaluate(SLOWLY)

    page.get_by_role("button", name="2 hours ago").first.click()
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("Copied.").wait_for()

    assert "began: 2 hours ago" in page.evaluate("navigator.clipboard.readText()")
    trial.is_clean()


def test_a_change_that_would_silence_the_rule_can_be_tried(trial: Window) -> None:
    page = trial.page
    part(trial, "face", "left").click()
    page.get_by_role("button", name="2 hours ago").first.click()
    page.get_by_label("Look at one rule").select_option(FACE)
    change = page.locator("#changes li", has_text="more than 24 hours ago")
    expect(change).to_contain_text("quiet")

    change.get_by_role("button", name="Try this").click()

    rule = page.locator(f"details[data-rule='{FACE}']")
    expect(rule.locator(".badge").first).to_have_text("quiet")
    assert page.locator("[data-field=amount]").first.input_value() == "25"


def test_a_rule_brings_its_cases_to_start_from(window: Window) -> None:
    window.open(f"/try?rule={FACE}")
    window.page.locator("html[data-ready]").wait_for()
    chosen = window.page.get_by_label("Start from one of its cases")

    chosen.select_option(index=1)

    rule = window.page.locator(f"details[data-rule='{FACE}'][open]")
    rule.wait_for()
    assert rule.locator(".truth").count() > 1
    window.is_clean()


def test_rules_are_found_by_name_answer_and_question(trial: Window) -> None:
    page = trial.page
    page.locator("details.quiet").wait_for()
    page.get_by_label("Find a rule").fill("carpal")

    shown = page.locator("details[data-rule]:visible")
    expect(shown).to_have_count(1)
    page.get_by_label("Answer", exact=True).select_option("fires")
    expect(shown).to_have_count(0)


def test_a_dropped_bundle_is_answered_with_the_place_of_each_record(
    trial: Window,
) -> None:
    page = trial.page
    page.get_by_role("tab", name="Paste records").click()
    page.get_by_label("As if now were").fill("2026-11-20T15:00")
    text = example("bundles/sudden-face-numbness.json")
    dropped = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "<b>bundle</b>.json"));
            return data;
        }""",
        text,
    )
    page.dispatch_event("main", "drop", {"dataTransfer": dropped})

    card(trial, "possible stroke or TIA")
    page.locator("details[data-outcome=fires] summary").first.click()
    page.locator(".record code", has_text="entry[").first.wait_for()
    trial.is_accessible()
    nothing_was_told(trial, "entry", "Patient/")


def test_a_pasted_hooks_request_gets_the_cards_of_the_hook(trial: Window) -> None:
    paste(trial, example("hooks/sudden-face-numbness.json"), "2026-11-20T15:00")

    card(trial, "possible stroke or TIA")
    nothing_was_told(trial, "patientId")


def test_what_cannot_be_read_is_said_with_its_place(trial: Window) -> None:
    paste(trial, '{"resourceType": "Bundle",')

    expect(trial.page.locator("#fault")).to_contain_text("line 1")
    assert trial.page.locator(".ehr").count() == 0


def test_markup_in_records_is_shown_as_text(trial: Window) -> None:
    condition: dict[str, Any] = {
        "resourceType": "Condition",
        "id": "1",
        "subject": {"reference": "Patient/1"},
        "code": {"text": f"Sudden numbness of the left face {HOSTILE}"},
        "recordedDate": "2026-11-20T14:00:00Z",
    }
    paste(trial, json.dumps(condition), "2026-11-20T15:00")

    trial.page.locator("details[data-outcome] summary").first.click()
    trial.page.locator(".record q", has_text="<img src=x").first.wait_for()
    trial.is_clean()


def test_after_a_reload_the_tab_still_has_its_patient_and_another_has_not(
    trial: Window,
) -> None:
    part(trial, "face", "left").click()
    trial.page.locator("[data-rule]").first.wait_for(state="attached")
    trial.page.reload()
    trial.page.locator("html[data-ready]").wait_for()

    assert trial.page.locator("[data-field=site]").first.input_value() == "face"
    assert trial.page.evaluate("localStorage.length") == 0
    other = trial.page.context.new_page()
    other.goto(f"{trial.base}/try")
    other.locator("html[data-ready]").wait_for()
    assert other.locator("[data-field=site]").first.input_value() == ""


def test_on_a_telephone_the_first_line_of_the_answer_stays_in_sight(
    phone: Window,
) -> None:
    phone.open("/try")
    phone.page.locator("html[data-ready]").wait_for()
    part(phone, "face", "left").tap()
    phone.page.get_by_role("button", name="2 hours ago").first.tap()

    glance = phone.page.locator("#glance")
    expect(glance).to_contain_text("possible stroke or TIA")
    expect(glance).to_be_in_viewport()
    phone.fits()
    # Beside the card it would say the same again; at the end it lies over nothing.
    phone.page.locator("#changes:not([aria-busy]) h4").first.wait_for()
    phone.page.locator(".ehr .summary").first.scroll_into_view_if_needed()
    expect(glance).to_be_hidden()
    phone.page.evaluate("scrollTo(0, 0)")
    expect(glance).to_be_visible()
    phone.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    phone.is_accessible()


def test_without_scripts_the_box_still_answers(window: Window) -> None:
    browser = window.page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{window.base}/try")
    page.get_by_label("FHIR records, or a CDS Hooks request").fill(
        example("bundles/sudden-face-numbness.json")
    )
    page.get_by_label("As if now were").fill("2026-11-20T15:00")
    page.get_by_role("button", name="Evaluate").click()

    page.locator(".ehr .summary", has_text="possible stroke").wait_for()
    assert page.url == f"{window.base}/try"
    plain.close()
