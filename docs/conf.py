"""The documentation as a site: `make site`, into build/site."""

from importlib.metadata import version as version_of

project = "Pinprick"
author = "The Pinprick team"
release = version = version_of("pinprick")
copyright = "the Pinprick team, Apache-2.0"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["rule-checks/README.md"]

myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"
# A page that links a folder of the repository: GitHub shows it, a site cannot.
# An example with a tab in YAML is there because it is wrong.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]

html_theme = "furo"
html_title = f"Pinprick {release}"
html_static_path: list[str] = []
html_theme_options = {"navigation_with_keys": True}
# Nothing is loaded from anywhere else, and nobody is counted.
html_show_sourcelink = False
