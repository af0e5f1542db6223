"""The course's public address, and the links that depend on it (`make links`).

They stand in README.md and, for a hub with nbgitpuller, in docs/classroom/README.md. Their words
are in tools/links.jinja.

The address stands in no file. It is what GITHUB_REPOSITORY says, as in a workflow on GitHub, or
where `git remote get-url origin` leads. Where neither says anything, README.md begins with
`make serve`, and the site shows no link that would need one.
"""

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Template

ROOT = Path(__file__).resolve().parent.parent
FILES = ("README.md", "docs/classroom/README.md")


def address(environment=os.environ, root=ROOT):
    """Return the repository's public address, ``https://<host>/<owner>/<name>``, or None.

    Parameters
    ----------
    environment : mapping
        GITHUB_REPOSITORY, ``<owner>/<name>``, and GITHUB_SERVER_URL are read.
    root : Path
        A working copy; its remote ``origin`` is asked when the environment says nothing.
    """
    if name := environment.get("GITHUB_REPOSITORY"):
        return https(f"{environment.get('GITHUB_SERVER_URL') or 'https://github.com'}/{name}")
    command = ["git", "-C", str(root), "remote", "get-url", "origin"]
    try:
        return https(subprocess.run(command, capture_output=True, text=True).stdout.strip())
    except FileNotFoundError:  # a copy without git
        return None


def https(remote):
    """Return the https form of a remote; None for a path, or what else no reader could open.

    Examples
    --------
    >>> https("git@github.com:ada/lessons.git")
    'https://github.com/ada/lessons'
    >>> https("/srv/lessons.git") is None
    True
    """
    # ada@host:path is how ssh and scp take it.
    parts = urlsplit(re.sub(r"^([^/:]+):(?!/)", r"ssh://\1/", remote))
    host = parts.netloc if parts.scheme in ("http", "https") else parts.hostname or ""
    host = host.rpartition("@")[2]
    path = parts.path.strip("/").removesuffix(".git")
    if parts.scheme not in ("http", "https", "ssh") or "." not in host or "/" not in path:
        return None
    return f"https://{host}/{path}"


def links(repository):
    """Return the links that follow from the repository's address.

    Parameters
    ----------
    repository : str or None
        As `address` returns it.

    Returns
    -------
    dict
        ``repository``, ``binder``, to which the name of a lesson's file is added, and ``site``.
        Binder and the site are known on GitHub alone: elsewhere, and without an address, what is
        not known is None.

    Examples
    --------
    >>> links("https://github.com/ada/lessons")["site"]
    'https://ada.github.io/lessons/'
    """
    binder = site = None
    if found := re.fullmatch(r"https://github\.com/([^/]+)/([^/]+)", repository or ""):
        owner, name = found.groups()
        binder = f"https://mybinder.org/v2/gh/{owner}/{name}/HEAD?urlpath=lab/tree/notebooks/"
        pages = f"{owner.lower()}.github.io"
        site = f"https://{pages}/" if name.lower() == pages else f"https://{pages}/{name}/"
    return {"repository": repository, "binder": binder, "site": site}


def with_links(text, repository):
    """Return the text of a file with its parts written for `repository`, or for None."""
    lessons = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    template = Template((ROOT / "tools" / "links.jinja").read_text(encoding="utf-8"))
    parts = template.make_module({**links(repository), "lessons": lessons})
    marked = r"(<!-- links:(\w+) -->\n).*?(\n<!-- links:end -->)"
    return re.sub(marked, lambda m: f"{m[1]}{getattr(parts, m[2])()}{m[3]}", text, flags=re.DOTALL)


def main(environment=os.environ, root=ROOT):
    """Rewrite the files."""
    found = address(environment, root)
    for path in (root / name for name in FILES):
        text = with_links(path.read_text(encoding="utf-8"), found)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"The links are written for {found or 'a copy without a public address'}")


if __name__ == "__main__":
    main()
