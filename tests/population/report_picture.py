"""From made-up patients to the pictures of docs/replay-report.md.

`python tests/population/report_picture.py`: an export of 3,000 patients with
known answers, replayed with the rules that ship and, as "before", with two of
stroke in shadow; the labels are the known answers. A minute or two.
"""

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from made_exports import FACE, patients, write_export
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screenshots"
WIDTHS = {"desktop": 1280, "phone": 390}
LONGEST = 2400  # pixels
PINPRICK = Path(sys.executable).with_name("pinprick")
QUIETLY = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main(number: int = 3000) -> None:
    """Write a picture a width."""
    with tempfile.TemporaryDirectory() as folder:
        page = report(Path(folder), number)
        for name, png in pictures(page).items():
            file = PICTURES / f"replay-report-{name}.png"
            file.write_bytes(png)
            print(f"{file} {len(png) // 1024} KB")


def report(folder: Path, number: int) -> Path:
    """The page of a replay of so many patients, with everything beside it."""
    expected = write_export(folder / "export", patients(number))
    key, labels = folder / "key", folder / "labels.csv"
    key.write_text("of made-up patients, no secret", encoding="utf-8")
    with labels.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["patient", "time", "urgency"])
        for patient, visits in expected.items():
            for time, fires in visits.items():
                urgency = "emergency" if FACE[0] in fires else "none"
                rows.writerow([patient, time.isoformat(), urgency])
    _run("replay", folder / "export", "--out", folder / "after", "--key-file", key)
    before = ["--rules", rules_before(folder), "--key-file", key]
    _run("replay", folder / "export", "--out", folder / "before", *before)
    beside = ["--against", folder / "before", "--labels", labels, "--key-file", key]
    _run("report", folder / "after", "--html", folder / "report.html", *beside)
    return folder / "report.html"


def rules_before(folder: Path) -> Path:
    """The rules that ship, two of stroke in shadow."""
    made = folder / "rules"
    shutil.copytree(ROOT / "rules", made)
    for name in FACE:
        file = made / f"{name}.yaml"
        said = file.read_text(encoding="utf-8")
        file.write_text(said.replace("status: active", "status: shadow"), "utf-8")
    return made


def pictures(page: Path) -> dict[str, bytes]:
    """The upper part of the page, by the name of its width, as PNG."""
    made = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=QUIETLY
        )
        for name, width in WIDTHS.items():
            shown = browser.new_page(viewport={"width": width, "height": 900})
            shown.goto(page.as_uri())
            image = Image.open(io.BytesIO(shown.screenshot(full_page=True)))
            cut = image.crop((0, 0, image.width, min(image.height, LONGEST)))
            out = io.BytesIO()
            few = cut.convert("RGB").quantize(96, Image.Quantize.FASTOCTREE, dither=0)
            few.save(out, "PNG", optimize=True)
            made[name] = out.getvalue()
        browser.close()
    return made


def _run(*words: object) -> None:
    subprocess.run([str(PINPRICK), *map(str, words)], check=True)


if __name__ == "__main__":
    main()
