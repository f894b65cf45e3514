"""The styles and scripts of the pages: by name, never by path."""

from typing import Any

import pytest

from engine.service.room.static_files import static_files


def test_each_file_is_served_as_what_it_is(client: Any) -> None:
    for name, file in static_files().items():
        served = client.get(f"/static/{name}")

        assert served.content == file.body, name
        assert served.headers["content-type"] == file.media_type
        assert served.headers["x-content-type-options"] == "nosniff"


def test_who_has_a_file_is_not_sent_it_again(client: Any) -> None:
    tag = client.get("/static/room.css").headers["etag"]

    again = client.get("/static/room.css", headers={"If-None-Match": tag})
    other = client.get("/static/room.css", headers={"If-None-Match": '"older"'})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "nothing.css",
        "../app.py",
        "..%2Fapp.py",
        "%2e%2e/app.py",
        "....//app.py",
        "room.css%00",
        "%2Fetc%2Fpasswd",
        "",
        ".",
    ],
)
def test_no_other_name_reaches_a_file(client: Any, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404
