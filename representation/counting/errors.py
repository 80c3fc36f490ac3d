"""What can be wrong with the input of a count: codes with parameters, which the wording makes sentences."""

from representation.counting.wording.say import say


class CountingError(ValueError):
    """The count cannot be made. `str` is one English line; `say` gives it in another language."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def say(self, language: str = "en") -> str:
        """One line, without a full stop's worth of jargon, fit for standard error or a page."""
        return say(f"error.{self.code}", language, **self.params)

    def __str__(self) -> str:
        return self.say()


class FileError(CountingError):
    """A file that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, code: str, **params: object) -> None:
        super().__init__(code, **params)
        self.line = line

    def say(self, language: str = "en") -> str:
        """The same line, led by the number of the line that is wrong."""
        return say("error.at_line", language, line=self.line, problem=super().say(language))


class LotNeeded(CountingError):
    """A tie that only a lot can break, and no lot, or one that leaves out somebody tied."""


class Infeasible(CountingError):
    """Reserved seats that no set of winners could satisfy; told before any paper is counted."""
