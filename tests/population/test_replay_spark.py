"""The same bytes on Apache Spark."""

from pathlib import Path

import pytest
from made_exports import BAD_LINES, patients, write_export
from replayed import replay, written


def test_spark_answers_what_one_machine_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Java optimises for hours of work; here it costs more than it gains.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    export = tmp_path / "export"
    write_export(export, patients(80), [line for line, _ in BAD_LINES], 100)

    replay(export, out=tmp_path / "here")
    replay(export, out=tmp_path / "spark", spark="local[1]")

    assert written(tmp_path / "spark") == written(tmp_path / "here")
