"""What a link says of a panel: values for its controls, as texts, and back."""

from helpers.live.controls import Choice, Slider, Toggle

# What people write in a link for a control with another name.
OTHER_NAMES = {"T": "temperature"}


def values_of(specs, texts):
    """Read what a link says into control values.

    Parameters
    ----------
    specs : dict
        A panel's controls: name -> `Slider`, `Choice`, `Toggle`, `Button` or `State`.
    texts : dict
        From name to text, as they stand in the link. A list such as "10,2,-3" under "z" is for the
        controls z1, z2 and z3; "T" is the temperature.

    Returns
    -------
    dict
        Values as `Panel.set` takes them.

    Raises
    ------
    ValueError
        If a name or a value is none of the panel's; the message names it, and what was expected.

    Examples
    --------
    >>> values_of({"z1": Slider("z₁", 0.0, -5.0, 5.0), "z2": Slider("z₂", 0.0, -5.0, 5.0)},
    ...           {"z": "1,-2.5"})
    {'z1': 1.0, 'z2': -2.5}
    """
    found = {}
    for name, text in texts.items():
        name = OTHER_NAMES.get(name, name) if name not in specs else name
        parts = {name: text}
        if name not in specs and f"{name}1" in specs:
            parts = {f"{name}{n}": part for n, part in enumerate(str(text).split(","), start=1)}
        for control, part in parts.items():
            found[control] = _value(specs, control, str(part).strip())
    return found


def texts_of(specs, values):
    """Return what a link says so that `values_of` gives these values: name -> text."""
    return {
        name: _text(specs[name], value)
        for name, value in values.items()
        if isinstance(specs[name], (Slider, Choice, Toggle))
    }


def _value(specs, name, text):
    spec = specs.get(name)
    if isinstance(spec, Slider):
        try:
            number = float(text)
        except ValueError:
            raise ValueError(f"{name}: expected a number, got {text!r}") from None
        return spec.check(name, number)
    if isinstance(spec, Toggle):
        if text not in ("0", "1"):
            raise ValueError(f"{name}: expected 0 or 1, got {text!r}")
        return text == "1"
    if isinstance(spec, Choice):
        known = {_text(spec, value): value for _, value in spec.pairs()}
        if text not in known:
            raise ValueError(f"{name}: expected one of {', '.join(known)}, got {text!r}")
        return known[text]
    known = [n for n, s in specs.items() if isinstance(s, (Slider, Choice, Toggle))]
    raise ValueError(f"{name}: expected one of the controls {', '.join(known)}")


def _text(spec, value):
    if isinstance(spec, Toggle):
        return "1" if value else "0"
    return f"{value:.12g}" if isinstance(spec, Slider) else str(value)
