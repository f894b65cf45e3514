"""Whatever was sent -> a flat sequence of resources."""

from typing import Any

import pytest

from engine.errors import BundleError
from engine.fhir.unwrap import unwrap, unwrap_documents


def observation(identity: str = "1", **elements: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "id": identity, **elements}


def bundle(*resources: Any, **elements: Any) -> dict[str, Any]:
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "entry": entries, **elements}


def places(data: Any) -> list[str]:
    return [item.place for item in unwrap(data).found]


def codes(data: Any) -> list[tuple[str, str, bool]]:
    return [(one.code, one.place, one.blocking) for one in unwrap(data).problems]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (observation(), [""]),
        ([observation("1"), observation("2")], ["[0]", "[1]"]),
        (bundle(observation()), ["entry[0].resource"]),
        (bundle(observation(), type="searchset"), ["entry[0].resource"]),
        (bundle(bundle(observation())), ["entry[0].resource.entry[0].resource"]),
        ({"response": {"status": "200"}, "resource": observation()}, ["resource"]),
        ({"resourceType": "Bundle", "entry": [observation()]}, ["entry[0]"]),
        (
            {"resourceType": "Parameters", "parameter": [{"resource": observation()}]},
            ["parameter[0].resource"],
        ),
        (observation(contained=[observation("2")]), ["", "contained[0]"]),
        (
            {
                "resourceType": "Composition",
                "section": [{"section": [{"entry": [{"resource": observation()}]}]}],
            },
            ["", "section[0].section[0].entry[0].resource"],
        ),
        ({"resourceType": "Bundle"}, []),
        ({"resourceType": "Bundle", "entry": None}, []),
        (None, []),
        ([], []),
    ],
)
def test_every_wrapping_gives_its_resources(data: Any, expected: list[str]) -> None:
    assert places(data) == expected
    assert codes(data) == []


@pytest.mark.parametrize("data", ["text", 1, {"a": 1}, [{"a": 1}], {"hook": "x"}])
def test_a_body_that_is_no_fhir_at_all_is_refused(data: Any) -> None:
    with pytest.raises(BundleError, match="resourceType is missing"):
        unwrap(data)


@pytest.mark.parametrize("kind", [None, 1, ["Observation"], {}])
def test_an_entry_that_is_no_fhir_is_a_problem_beside_the_others(kind: Any) -> None:
    data = bundle({"resourceType": kind}, observation())

    assert codes(data) == [("not-fhir", "entry[0].resource", True)]
    assert places(data) == ["entry[1].resource"]


def test_a_contained_thing_without_a_type_is_a_problem() -> None:
    assert codes(observation(contained=[{"id": "x"}])) == [
        ("not-fhir", "contained[0]", True)
    ]


@pytest.mark.parametrize(
    ("severity", "blocking"), [("error", True), ("fatal", True), ("warning", False)]
)
def test_an_outcome_of_errors_blocks_and_one_of_warnings_does_not(
    severity: str, blocking: bool
) -> None:
    outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": severity}]}

    assert codes(bundle(outcome)) == [
        ("operation-outcome", "entry[0].resource", blocking)
    ]


def test_a_part_that_failed_blocks() -> None:
    data = {"resourceType": "Bundle", "entry": [{"response": {"status": "404"}}]}

    assert codes(data) == [
        ("failed-part", "entry[0].response", True),
        ("entry-without-resource", "entry[0]", False),
    ]


def test_the_same_resource_in_two_places_counts_once() -> None:
    assert places(bundle(observation(), observation())) == ["entry[0].resource"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"lastUpdated": "2026-01-01T00:00:00Z"}, {"lastUpdated": "2026-01-02"}),
        ({"versionId": "9"}, {"versionId": "10"}),
    ],
)
def test_the_newest_version_is_kept(first: Any, second: Any) -> None:
    old, new = observation(meta=first, status="final"), observation(meta=second)

    for pair in ([old, new], [new, old]):
        (kept,) = unwrap(pair).found

        assert kept.resource == new


def test_versions_without_an_order_are_both_kept_and_noted() -> None:
    data = bundle(observation(status="final"), observation(status="amended"))

    assert places(data) == ["entry[0].resource", "entry[1].resource"]
    assert codes(data) == [("same-id-differs", "entry[1].resource", False)]


def test_tags_alone_make_no_difference() -> None:
    data = bundle(observation(meta={"tag": []}), observation(meta={"source": "x"}))

    assert places(data) == ["entry[0].resource"]
    assert codes(data) == []


def test_resources_without_an_id_are_the_same_by_full_url() -> None:
    entry = {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Observation"}}
    named = {"fullUrl": "urn:uuid:1", "resource": observation("7")}

    twice = unwrap({"resourceType": "Bundle", "entry": [entry, entry]})
    different = unwrap({"resourceType": "Bundle", "entry": [entry, named]})
    nameless = unwrap([{"resourceType": "Observation"}] * 2)

    assert [len(each.found) for each in (twice, different, nameless)] == [1, 2, 2]


def test_what_a_history_says_was_deleted_is_not_used() -> None:
    deletion = {"request": {"method": "DELETE", "url": "Observation/1"}}
    older = {"resource": observation()}
    data = {"resourceType": "Bundle", "type": "history", "entry": [deletion, older]}

    assert places(data) == []
    assert [code for code, _, _ in codes(data)] == ["deleted-record"] * 2


def test_a_next_page_is_noted_with_the_oldest_date_of_this_one() -> None:
    link = [{"relation": "next", "url": "http://ehr/next"}]
    dated = [
        observation("1", effectiveDateTime="2026-03-01T00:00:00Z"),
        observation("2", effectivePeriod={"start": "2026-02-01T00:00:00Z"}),
    ]

    (page,) = unwrap(bundle(*dated, link=link)).pages
    (undated,) = unwrap(bundle(*dated, observation("3"), link=link)).pages
    (empty,) = unwrap(bundle(link=link)).pages

    assert page.oldest is not None
    assert page.oldest.start.isoformat() == "2026-02-01T00:00:00+00:00"
    assert (undated.oldest, empty.oldest) == (None, None)


def test_several_documents_are_one_sequence() -> None:
    unwrapped = unwrap_documents([("line 1", observation()), ("line 2", observation())])

    assert [item.place for item in unwrapped.found] == ["line 1"]


@pytest.mark.parametrize("entry", [{}, {"fullUrl": "http://ehr.example/Condition/1"}])
@pytest.mark.parametrize("resource", [{}, {"resource": None}, {"resource": []}])
def test_an_entry_of_a_search_without_its_resource_blocks(
    entry: dict[str, Any], resource: dict[str, Any]
) -> None:
    data = {"resourceType": "Bundle", "type": "searchset", "entry": [entry | resource]}

    assert codes(data) == [("entry-without-resource", "entry[0]", True)]


@pytest.mark.parametrize("part", ["response", "request"])
def test_an_entry_of_a_transaction_needs_no_resource(part: str) -> None:
    entry = {part: {"status": "204", "method": "DELETE"}}
    data = {"resourceType": "Bundle", "type": "transaction-response", "entry": [entry]}

    assert codes(data) == [("entry-without-resource", "entry[0]", False)]


@pytest.mark.parametrize("entries", ["x", "", 7, False, [7], [None]])
def test_entries_of_an_unknown_shape_block(entries: Any) -> None:
    data = {"resourceType": "Bundle", "type": "searchset", "entry": entries}

    assert codes(data) == [("not-fhir", "entry[0]", True)]


@pytest.mark.parametrize("parameter", [7, ["x"], [None]])
def test_parameters_of_an_unknown_shape_block(parameter: Any) -> None:
    data = {"resourceType": "Parameters", "parameter": parameter}

    assert codes(data) == [("not-fhir", "parameter[0]", True)]


@pytest.mark.parametrize("part", [7, "x", None, [], {"resourceType": 7}])
def test_a_contained_thing_that_is_no_resource_blocks(part: Any) -> None:
    found = codes(observation(contained=[part]))

    assert found == [("not-fhir", "contained[0]", True)]


def test_a_contained_resource_of_a_misspelt_type_blocks() -> None:
    found = codes(observation(contained=[{"resourceType": "Conditions"}]))

    assert found == [("unknown-type", "contained[0]", True)]


@pytest.mark.parametrize(
    ("total", "places"),
    [(2, ["total"]), (1, []), (0, []), (None, []), (True, []), ("2", [])],
)
def test_a_bundle_with_fewer_entries_than_its_total_is_a_part(
    total: Any, places: list[str]
) -> None:
    data = bundle(observation(), type="searchset", total=total)

    assert [page.place for page in unwrap(data).pages] == places


def test_a_bundle_that_names_its_next_page_is_one_part_not_two() -> None:
    link = [{"relation": "next", "url": "http://ehr.example/?page=2"}]

    (page,) = unwrap(bundle(observation(), total=2, link=link)).pages

    assert page.place == "link"
