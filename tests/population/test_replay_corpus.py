"""Third-party records through the replay: every encounter is answered.

The corpus is no part of the project; without it these tests are skipped.
"""

from pathlib import Path

import pytest
from replayed import evaluations, ran, replay

SYNTHEA = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "synthea"

pytestmark = pytest.mark.skipif(
    not SYNTHEA.is_dir(), reason="the corpus beside the checkout is not there"
)


def test_every_encounter_of_every_synthea_patient_is_answered(tmp_path: Path) -> None:
    replay(SYNTHEA, out=tmp_path / "out")

    run, rows = ran(tmp_path / "out"), evaluations(tmp_path / "out")
    counts = run["counts"]
    assert (counts["patients"], counts["patients_not_sent"]) == (31, 0)
    assert counts["encounters"] == {"evaluated": counts["resources"]["Encounter"]}
    assert len(rows) == counts["resources"]["Encounter"]
    assert counts["rejected"] == {}
    assert sum(one["differing"] for one in rows) == 0
    assert all(one["site"] and one["age_band"] and one["sex"] for one in rows)


def test_names_of_patients_in_names_of_files_are_not_told(tmp_path: Path) -> None:
    path = next(SYNTHEA.iterdir())
    replay(path, out=tmp_path / "out")

    said = (tmp_path / "out" / "run.json").read_text()
    assert path.name.split("_")[0] not in said
    assert "document " in said
