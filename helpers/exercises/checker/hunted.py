"""What a program of the bug hunt is made of: plain data, so that adding one is adding data only."""

from dataclasses import dataclass

from helpers.arguments import read_count

EMPTY_LINE = "An empty line does nothing, right or wrong."


@dataclass(frozen=True)
class Hunt:
    """A small program with one mistake that somebody published, and all that is said about it.

    Of its lines (code, reply) is right: the reply says what it does, and why that is fine.
    (code, reply, mended) may be accused: the reply says why, and `mended` what it should say. An
    empty line is ("",).
    """

    name: str  # the mistake, as in the table of misconceptions where it is there
    symptom: str  # a name that a cell can show without telling the answer ("stuck-loss")
    title: str  # the symptom in a few words, shown before the mistake is found
    lines: tuple[tuple[str, ...], ...]
    hint: str  # where to look, without the line
    story: str  # where it was found, and what it does to people
    found_in: str
    catch: str  # code that runs after the program, passes for the mended one, and would have failed
    moral: str  # a sentence about that code
    drawing: str = ""  # code of the cell below the program, which draws what it has computed

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

    def reply(self, number: int) -> str:
        """Return what is said of this line; TypeError or ValueError if there is no such line."""
        line = self.lines[read_count(number, "line", at_most=len(self.lines)) - 1]
        return line[1] if len(line) > 1 else EMPTY_LINE
