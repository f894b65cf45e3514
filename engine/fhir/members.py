"""The parts that a panel names."""

from engine.fhir.fields import Element, listed, objects, words


def members(resource: Element) -> tuple[str, ...]:
    """The references of a panel's parts: hasMember, or related (STU3)."""
    if "hasMember" not in resource and "related" not in resource:
        return ()
    related = [
        item.get("target")
        for item in objects(resource.get("related"))
        if item.get("type") == "has-member"
    ]
    given = objects([*listed(resource.get("hasMember")), *related])
    return tuple(text for item in given if (text := words(item.get("reference"))))
