"""The course's public address, and the links that depend on it (`make links`).

They stand in README.md and, for a hub with nbgitpuller, in docs/classroom/README.md. Their words
are in tools/links.jinja.

No source holds the address: it is where `git remote get-url origin` leads, in a workflow too.
Where that is no public place, README.md begins with `make serve`, and the site shows no link that
would need one.
"""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Template

ROOT = Path(__file__).resolve().parent.parent
FILES = ("README.md", "docs/classroom/README.md")


def address(root=ROOT):
    """Return the public address of a working copy, ``https://<host>/<owner>/<name>``, or None."""
    command = ["git", "-C", str(root), "remote", "get-url", "origin"]
    try:
        return https(subprocess.run(command, capture_output=True, text=True).stdout.strip())
    except FileNotFoundError:  # a computer without git
        return None


def https(remote):
    """Return the https form of a remote; None for a path, or what else no reader could open.

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
    """Return the links that follow from an address, or from None; what is not known is None.

    To ``binder`` the name of a lesson's file is added. It and ``site`` are known on GitHub alone.

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


def main(root=ROOT):
    """Rewrite the files."""
    found = address(root)
    for path in (root / name for name in FILES):
        text = with_links(path.read_text(encoding="utf-8"), found)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"The links are written for {found or 'a copy without a public address'}")


if __name__ == "__main__":
    main()
