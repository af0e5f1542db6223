"""The course's public address, and the links that depend on it (`make links`).

They stand in README.md and, for a hub with nbgitpuller, in docs/classroom/README.md.

The address stands in no file. It is what GITHUB_REPOSITORY says, as in a workflow on GitHub, or
where `git remote get-url origin` leads. Where neither says anything, README.md begins with
`make serve`, and the site shows no link that would need one.
"""

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
FIRST_LESSON = "notebooks/00_start_here.ipynb"

HEAD = "| | |\n|---|---|"
OWN_MACHINE = (
    "| **On your own machine** | Python 3.11 or newer and `make`. One command sets it up, below. |"
)
# Each part of README.md: with an address, and without.
PARTS = {
    "start": (
        "**[Open it in your browser]({site})**",
        "**`make serve`** builds the course as a site and serves it on this machine:"
        " Python itself runs in the browser's tab. **`make lab`** opens it in JupyterLab.",
    ),
    "ways": (
        f"{HEAD}\n| **In the browser alone** | [Open the site]({{site}}): Python itself runs in the"
        " tab, nothing to install, offline after the first visit. |\n"
        "| **Binder** | [Start it on Binder]({binder}): nothing to install, a minute or two of"
        f" waiting. |\n{OWN_MACHINE}",
        f"{HEAD}\n| **In the browser alone** | `make serve`, or the folder that `make site` writes"
        " on any web server: Python itself runs in the tab, offline after the first visit. |\n"
        "| **Binder** | Give a Binder the address of your copy: `binder/` says what it needs. |\n"
        f"{OWN_MACHINE}",
    ),
    "copy": (
        "```sh\ngit clone {repository} softmax-lessons && cd softmax-lessons\nmake lab\n```",
        "```sh\nmake lab\n```",
    ),
}
CLASSROOM = "docs/classroom/README.md"
LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
PULL = "https://HUB/hub/user-redirect/git-pull?repo={repository}&urlpath=lab/tree/{folder}"
# The part of CLASSROOM. It needs the repository alone, so it may lie on any host.
CLASSROOM_PARTS = {
    "pull": (
        "\n".join(["```text", *(f"{PULL}/notebooks/{name}" for name in LESSONS), "```"]),
        "This copy has no public address that a hub could fetch from: give it one (a remote"
        " `origin`), and `make links` writes the links here.",
    ),
}


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
    short = re.fullmatch(r"([^/:]+):(?!/)(.+)", remote)  # ada@host:path, as ssh and scp take it
    parts = urlsplit(f"ssh://{short[1]}/{short[2]}" if short else remote)
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
        ``repository``, ``binder`` and ``site``. Binder and the site are known on GitHub alone:
        elsewhere, and without an address, what is not known is None.

    Examples
    --------
    >>> links("https://github.com/ada/lessons")["site"]
    'https://ada.github.io/lessons/'
    """
    binder = site = None
    if found := re.fullmatch(r"https://github\.com/([^/]+)/([^/]+)", repository or ""):
        owner, name = found.groups()
        binder = f"https://mybinder.org/v2/gh/{owner}/{name}/HEAD?urlpath=lab/tree/{FIRST_LESSON}"
        pages = f"{owner.lower()}.github.io"
        site = f"https://{pages}/" if name.lower() == pages else f"https://{pages}/{name}/"
    return {"repository": repository, "binder": binder, "site": site}


def with_links(readme, repository, parts=PARTS):
    """Return the text of README.md with its parts written for `repository`, or for None.

    Raises
    ------
    ValueError
        When it does not hold each of `parts` once.
    """
    known = links(repository)
    known["folder"] = repository and repository.rpartition("/")[2]  # where nbgitpuller puts it
    for name, (with_address, without) in parts.items():
        needed = re.findall(r"{(\w+)}", with_address)
        text = with_address.format(**known) if all(known[n] for n in needed) else without
        before, start, rest = readme.partition(f"<!-- links:{name} -->\n")
        _, end, after = rest.partition("\n<!-- links:end -->")
        if not end or start in after:
            raise ValueError(f"expected <!-- links:{name} --> ... <!-- links:end --> once")
        readme = before + start + text + end + after
    return readme


def main(environment=os.environ, root=ROOT):
    """Rewrite README.md and docs/classroom/README.md."""
    found = address(environment, root)
    for name, parts in (("README.md", PARTS), (CLASSROOM, CLASSROOM_PARTS)):
        path = root / name
        text = with_links(path.read_text(encoding="utf-8"), found, parts)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"The links are written for {found or 'a copy without a public address'}")


if __name__ == "__main__":
    main()
