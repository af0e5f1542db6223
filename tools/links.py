"""Write the links of README.md from the one place that knows the public address (`make links`).

[project.urls] Repository in pyproject.toml is that place. README.md holds the links as reference
definitions between two markers, and uses them by name: [start it on Binder][binder].
"""

import re
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
START, END = "<!-- links:start -->", "<!-- links:end -->"
FIRST_LESSON = "notebooks/00_start_here.ipynb"


def repository(pyproject):
    """Return the repository's address from the text of pyproject.toml."""
    return tomllib.loads(pyproject)["project"]["urls"]["Repository"]


def links(address):
    """Return the links that follow from the repository's address.

    Parameters
    ----------
    address : str
        ``https://<host>/<owner>/<name>``.

    Returns
    -------
    dict
        ``repository``, ``binder`` and ``site``, each an address.

    Raises
    ------
    ValueError
        When the address is not of that form.

    Examples
    --------
    >>> links("https://example.invalid/ada/lessons")["site"]
    'https://ada.github.io/lessons/'
    """
    parts = urlsplit(address)
    path = re.fullmatch(r"/([\w.-]+)/([\w.-]+?)(?:\.git)?/?", parts.path)
    if parts.scheme != "https" or not parts.netloc or path is None:
        raise ValueError(
            f"[project.urls] Repository in pyproject.toml is {address!r};"
            " expected https://<host>/<owner>/<name>"
        )
    owner, name = path.groups()
    return {
        "repository": f"https://{parts.netloc}/{owner}/{name}",
        "binder": f"https://mybinder.org/v2/gh/{owner}/{name}/HEAD"
        f"?urlpath=lab/tree/{FIRST_LESSON}",
        "site": f"https://{owner.lower()}.github.io/{name}/",
    }


def with_links(readme, address):
    """Return the text of README.md with the definitions of `address` between its markers."""
    if readme.count(START) != 1 or readme.count(END) != 1:
        raise ValueError(f"README.md must hold {START} and {END} once each")
    before, rest = readme.split(START)
    after = rest.split(END)[1]
    lines = [f"[{name}]: {link}" for name, link in links(address).items()]
    return "\n".join([before + START, *lines, END + after])


def main(root=ROOT):
    """Rewrite README.md."""
    readme = root / "README.md"
    address = repository((root / "pyproject.toml").read_text(encoding="utf-8"))
    text = with_links(readme.read_text(encoding="utf-8"), address)
    readme.write_text(text, encoding="utf-8", newline="\n")
    for name, link in links(address).items():
        print(f"{name:<11} {link}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
