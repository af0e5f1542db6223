"""What a program of the bug hunt is made of: plain data, so that adding one is adding data only."""

from __future__ import annotations

from dataclasses import dataclass

EMPTY_LINE = "An empty line does nothing, right or wrong."


@dataclass(frozen=True)
class Hunt:
    """A small program with one mistake that somebody published, and all that is said about it.

    Parameters
    ----------
    name : str
        The mistake, as in the table of misconceptions where it is there ("double-softmax").
    symptom : str
        Another name, which a cell can show without telling the answer ("stuck-loss").
    title : str
        The symptom in a few words. It is shown before the mistake is found.
    lines : tuple of tuple
        The program. (code, reply) is a line that is right: the reply says what it does, and why
        that is fine. (code, reply, mended) is a line that a reader may accuse: the reply says why,
        and `mended` is what it should say. An empty line is ("",).
    hint : str
        Where to look, without the line.
    story : str
        Where it was found, and what it does to people.
    found_in : str
        The reference.
    catch : str
        Code that runs after the program, passes for the mended one, and would have failed.
    moral : str
        A sentence about that code.
    drawing : str
        Code of the cell below the program, which draws what it has computed; often empty.
    """

    name: str
    symptom: str
    title: str
    lines: tuple[tuple[str, ...], ...]
    hint: str
    story: str
    found_in: str
    catch: str
    moral: str
    drawing: str = ""

    @property
    def program(self) -> str:
        """The program as it stands in the notebook."""
        return "\n".join(line[0] for line in self.lines)

    @property
    def mended(self) -> str:
        """The program without the mistake."""
        return "\n".join(line[2] if len(line) == 3 else line[0] for line in self.lines)

    @property
    def wrong(self) -> frozenset[int]:
        """The numbers of the lines that may be accused, counted from 1."""
        return frozenset(n for n, line in enumerate(self.lines, 1) if len(line) == 3)

    def changes(self) -> list[tuple[int, str, str]]:
        """Return (number, before, after) of the lines that mending changes."""
        return [(n, *self._both(n)) for n in sorted(self.wrong) if len(set(self._both(n))) == 2]

    def reply(self, number: int) -> str:
        """Return what is said to a reader who accuses this line.

        Raises
        ------
        TypeError, ValueError
            If the program has no such line.
        """
        if isinstance(number, bool) or not isinstance(number, int):
            raise TypeError(f"line: expected a whole number, got {number!r}")
        if not 1 <= number <= len(self.lines):
            raise ValueError(f"line: expected 1 to {len(self.lines)}, got {number}")
        line = self.lines[number - 1]
        return line[1] if len(line) > 1 else EMPTY_LINE

    def _both(self, number: int) -> tuple[str, str]:
        line = self.lines[number - 1]
        return line[0], line[2]
