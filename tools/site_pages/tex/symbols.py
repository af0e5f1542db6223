r"""What each TeX command means: its sign, and its class, which decides the space around it.

The classes are those of TeX: ord (a letter), op (a function's name), big (a large operator), bin
(+ and its like), rel (= and its like), open, close, punct.
"""

import unicodedata

_GREEK = (
    "alpha beta gamma delta zeta eta theta iota kappa mu nu xi pi rho sigma tau upsilon chi psi"
    " omega"
)
GREEK = {
    **{name: unicodedata.lookup(f"GREEK SMALL LETTER {name.upper()}") for name in _GREEK.split()},
    "lambda": "λ", "phi": "ϕ", "varphi": "φ", "epsilon": "ϵ", "varepsilon": "ε",
    "vartheta": "ϑ", "varsigma": "ς", "varrho": "ϱ",
}  # fmt: skip
CAPITAL_GREEK = {
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
ORDINARY = {
    "infty": "∞", "partial": "∂", "nabla": "∇", "ell": "ℓ", "hbar": "ℏ", "emptyset": "∅",
    "varnothing": "∅", "forall": "∀", "exists": "∃", "top": "⊤", "bot": "⊥", "prime": "′",
    "dots": "…", "ldots": "…", "dotsc": "…", "cdots": "⋯", "dotsb": "⋯", "vdots": "⋮",
    "ddots": "⋱", "checkmark": "✓", "square": "□", "%": "%", "$": "$", "#": "#", "&": "&",
    "_": "_", "angle": "∠", "Re": "ℜ", "Im": "ℑ", "degree": "°", "star": "⋆",
}  # fmt: skip
BINARY = {
    "cdot": "⋅", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "circ": "∘",
    "odot": "⊙", "oplus": "⊕", "otimes": "⊗", "cup": "∪", "cap": "∩", "setminus": "∖",
    "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "bullet": "∙",
}  # fmt: skip
RELATIONS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "equiv": "≡", "sim": "∼", "simeq": "≃", "cong": "≅", "propto": "∝", "ll": "≪", "gg": "≫",
    "lesssim": "≲", "gtrsim": "≳", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂",
    "subseteq": "⊆", "supset": "⊃", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "gets": "←", "leftrightarrow": "↔", "mapsto": "↦", "Rightarrow": "⇒", "Leftarrow": "⇐",
    "Leftrightarrow": "⇔", "Longrightarrow": "⟹", "Longleftrightarrow": "⟺",
    "implies": "⟹", "iff": "⟺", "longrightarrow": "⟶", "longmapsto": "⟼", "uparrow": "↑",
    "downarrow": "↓", "mid": "∣", "parallel": "∥", "perp": "⟂", "coloneqq": "≔",
    "triangleq": "≜", "succ": "≻", "prec": "≺",
}  # fmt: skip
LARGE = {
    "sum": "∑", "prod": "∏", "coprod": "∐", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁",
    "int": "∫", "oint": "∮", "iint": "∬",
}  # fmt: skip
# Functions whose name is the command itself.
_FUNCTIONS = (
    "log ln lg exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan arg deg dim hom ker"
)
FUNCTIONS = tuple(_FUNCTIONS.split())
# Their index stands below them in a displayed formula.
LIMITS = ("max", "min", "sup", "inf", "lim", "det", "gcd", "Pr", "limsup", "liminf")
DELIMITERS = {
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", "{": "{", "}": "}",
    "lbrace": "{", "rbrace": "}", "vert": "|", "Vert": "‖", "lvert": "|", "rvert": "|",
    "lVert": "‖", "rVert": "‖", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "lbrack": "[", "rbrack": "]", "backslash": "\\",
}  # fmt: skip
OPENING = tuple("([{⟨⌊⌈")
CLOSING = tuple(")]}⟩⌋⌉")
STRUCK = {"=": "≠", r"\in": "∉", r"\equiv": "≢"}
# As TeX sets them: times the height of a line.
SIZES = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
# In em. A negative space has no counterpart that every browser knows.
SPACES = {
    ",": "0.1667em", ":": "0.2222em", ">": "0.2222em", ";": "0.2778em", " ": "0.3333em",
    "quad": "1em", "qquad": "2em", "!": "0em", "thinspace": "0.1667em", "enspace": "0.5em",
}  # fmt: skip
ACCENTS = {
    "hat": "^", "widehat": "^", "bar": "‾", "overline": "‾", "tilde": "~", "widetilde": "~",
    "vec": "→", "dot": "˙", "ddot": "¨", "check": "ˇ", "overrightarrow": "→",
}  # fmt: skip
STRETCHED = frozenset({"widehat", "overline", "widetilde", "overrightarrow"})
BRACES = {"overbrace": "⏞", "underbrace": "⏟"}

# The start of each alphabet of mathematics in Unicode, and the letters that had a place before.
_ALPHABETS = {
    "mathbf": (0x1D400, 0x1D41A, 0x1D7CE, {}),
    "boldsymbol": (0x1D468, 0x1D482, 0x1D7CE, {}),
    "mathcal": (0x1D49C, 0x1D4B6, None, dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ"))),
    "mathbb": (0x1D538, 0x1D552, 0x1D7D8, dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ"))),
    "mathsf": (0x1D5A0, 0x1D5BA, 0x1D7E2, {}),
    "mathtt": (0x1D670, 0x1D68A, 0x1D7F6, {}),
}
ALPHABETS = tuple(_ALPHABETS)


def in_alphabet(alphabet, letter):
    """Return the letter, or the digit, as this alphabet writes it; others stay as they are."""
    capitals, smalls, digits, earlier = _ALPHABETS[alphabet]
    if letter in earlier:
        return earlier[letter]
    if "A" <= letter <= "Z":
        return chr(capitals + ord(letter) - ord("A"))
    if "a" <= letter <= "z":
        return chr(smalls + ord(letter) - ord("a"))
    if digits and "0" <= letter <= "9":
        return chr(digits + ord(letter) - ord("0"))
    return letter
