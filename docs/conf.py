"""How the documentation is built. Nothing here or in its pages asks for the network."""

from __future__ import annotations

import sys
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import _generate  # noqa: E402 (it stands beside this file)
import _live  # noqa: E402
import hustings  # noqa: E402

project = "hustings"
author = "The hustings developers"
version = release = hustings.__version__
html_title = f"hustings {version}"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 3
exclude_patterns = ["_*", "live"]
suppress_warnings = ["toc.empty_glob"]

# Docstrings are plain text with `names` in single quotes of code.
default_role = "literal"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

smartquotes = False

html_theme = "furo"
html_theme_options = {"top_of_page_buttons": []}
html_copy_source = False
# Pages that stand by themselves beside the documentation's own (`_live` makes them).
html_extra_path = ["live"]
(HERE / "live").mkdir(exist_ok=True)
html_last_updated_fmt = None
pygments_style = "tango"


def readable(
    app: Sphinx,
    what: str,
    name: str,
    obj: object,
    options: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """Defaults made on the spot are no Python that Sphinx could link: say that there is one, no more."""
    return (signature.replace("<factory>", "..."), returns) if signature else (signature, returns)


def setup(app: Sphinx) -> None:
    """Write the pages that are made from the program itself before the others are read."""
    app.add_lexer("csv", TextLexer)  # blocks of files in CSV; Pygments knows no such language
    app.connect("builder-inited", lambda _: _generate.write(HERE / "reference" / "generated"))
    app.connect("builder-inited", lambda _: _live.write(HERE))
    app.connect("autodoc-process-signature", readable)
