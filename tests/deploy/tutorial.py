"""docs/tutorial-operator.md as chapters and commands."""

import re

from deploy_files import ROOT

PAGE = ROOT / "docs" / "tutorial-operator.md"


def chapter(title: str) -> str:
    """What stands below a heading of the second level, up to the next."""
    parts = re.split(r"^## (.+)$", PAGE.read_text(), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def commands(text: str) -> list[str]:
    """The blocks of commands, each as a script."""
    return re.findall(r"^```sh\n(.+?)^```$", text, re.M | re.S)
