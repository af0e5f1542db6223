"""Every function that differs from a solution in one small place, or by another shift."""

import re
from contextlib import suppress

import numpy as np

TERM = r"[\w.]+(?:\([^()]*\)|\[[^]]*\])?"  # a name, a number, a call or an entry
# What stands in the place of the maximum: of `Z` with the arguments `axis=1, keepdims=True`, say.
SHIFTS = (
    *("np.mean({1}, {2})", "np.median({1}, {2})", "np.min({1}, {2})", "np.abs({1}).max({2})"),
    *("{1}[..., :1]", "{1}[..., -1:]", "{1}.max()", "0.0", "1.0"),
)
# Pattern -> what stands in its place; {1} is its first group.
CHANGES = {
    r" \+ ": (" - ",),
    r" - ": (" + ",),
    r" \* ": (" / ",),
    r" / ": (" * ",),
    rf"{TERM} [-+*/@] ": ("",),
    rf" [-+*/@] {TERM}": ("",),
    rf"({TERM}) ([-/@]) ({TERM})": ("{3} {2} {1}",),
    r"(\w+)\.max\(([^()]*)\)": SHIFTS,
    r"\.sum\(": (".mean(",),
    r"\.mean\(": (".sum(",),
    r"\.argmax\(": (".argmin(",),
    r"np\.exp\(": ("np.log(",),
    r" ([<>]) ": (" {1}= ",),
    r" ([<>])= ": (" {1} ",),
    r"\.T\b": ("",),
    r"\b(?:axis|keepdims)=\w+(?:, )?": ("",),
    "True": ("False",),
    r"\b\d+\b(?!\.)": ("({0} + 1)", "({0} - 1)"),
    r"(?<=[(=,\[]) ?-": ("",),
    r"return (.+)$": ("return -({1})",),
    r"return (.+), (.+)": ("return {2}, {1}",),
    r" [-+]= ": (" = ",),
    r"\n +\S+ [-+]= .*": ("",),
    r"(\w+) = (.+)$": ("{1} = 2 * ({2})",),
}


def mutants(source, name):
    """Return (source, function) for each way of changing one place of the source."""
    head, body = re.sub(" *#.*", "", source).strip().split("\n", 1)
    parameters = re.search(r"\((.*)\)", head)[1].split(", ")
    changes = dict(CHANGES)
    for one in parameters:
        changes[rf"\b{one}\b(?!=)"] = [other for other in parameters if other != one]
    found = {}
    for pattern, others in changes.items():
        for place in re.finditer(pattern, body, re.MULTILINE):
            for other in others:
                new = other.format(place[0], *place.groups())
                if new == place[0]:
                    continue
                text = f"{head}\n{body[: place.start()]}{new}{body[place.end() :]}"
                namespace = {"np": np}
                with suppress(SyntaxError):  # the pieces do not fit everywhere
                    exec(text, namespace)
                    found[text] = namespace[name]
    return found.items()
