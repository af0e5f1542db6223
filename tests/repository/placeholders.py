"""Words that stand where a decision is missing."""

import re

PLACEHOLDER = re.compile(
    r"example\.(?:invalid|com|org|net)"
    r"|//[^/\s\"')]+/owner/|//owner\.|/gh/owner/"
    r"|<(?:the |your )?(?:address|name|url|host|owner)\b[^>=]*>"
    r"|\b(?:TODO|FIXME|TBD|lorem ipsum)\b|\byour[-_](?:name|org|user|repo)",
    re.IGNORECASE,
)


def placeholders(text):
    """Return every placeholder in what a reader sees."""
    return [found[0] for found in PLACEHOLDER.finditer(text)]
