"""Every page of the room as a picture: `make screenshots`."""

import io
import sys
import tempfile
from itertools import product
from pathlib import Path

from made_up_use import fill
from PIL import Image
from playwright.sync_api import Browser
from room_pages import PAGES, Shown
from room_service import chromium, serving_room
from room_window import DESKTOP, PHONE, opened

SIZES = {"desktop": DESKTOP, "phone": PHONE}
LONGEST = 2400  # pixels: what is below says little more about the look of a page
COLOURS = 40
LARGEST = 150 * 1024


def main(folder: Path) -> int:
    """Write a picture of each page and width; 1 if one is too large."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes: list[int] = []
    with tempfile.TemporaryDirectory() as data, chromium() as browser:
        fill(Path(data))
        with serving_room(Path(data)) as base:
            for shown, width in product(PAGES, SIZES):
                file = folder / f"{shown.name}-{width}.png"
                file.write_bytes(_taken(browser, base, shown, width))
                sizes.append(file.stat().st_size)
                print(f"{file} {sizes[-1] // 1024} KB")
    return int(max(sizes) > LARGEST)


def _taken(browser: Browser, base: str, shown: Shown, width: str) -> bytes:
    with opened(browser, base, SIZES[width], color_scheme="light") as window:
        window.open(shown.path)
        if shown.prepare:
            shown.prepare(window.page)
        window.page.evaluate("scrollTo(0, 0)")  # what sticks stands where it begins
        taken = window.page.screenshot(full_page=True, animations="disabled")
    return _small(taken)


def _small(png: bytes) -> bytes:
    image = Image.open(io.BytesIO(png)).convert("RGB")
    cut = image.crop((0, 0, image.width, min(image.height, LONGEST)))
    few = cut.quantize(palette=_palette(cut), dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


def _palette(image: Image.Image) -> Image.Image:
    """The colours that most of a page is made of, so that each stays itself."""
    counted = sorted(image.getcolors(image.width * image.height) or (), reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted[:COLOURS] for part in colour])
    return palette


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
