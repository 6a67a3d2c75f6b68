"""What is wrong in a lawbook or casebook file, and where; in Dutch, for those who know the law."""

from pathlib import Path


class WrongFile(Exception):
    """A file that cannot be read as what it should be: file, line when known, key, and what is wrong."""

    def __init__(self, path: Path, key: str, problem: str, line: int | None = None) -> None:
        place = f"{path}, regel {line}" if line is not None else str(path)
        super().__init__(f"{place}: {key}: {problem}" if key else f"{place}: {problem}")
        self.path = path
        self.key = key
        self.problem = problem
        self.line = line
