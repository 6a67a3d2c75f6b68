"""How a command stops on wrong input: one sentence, no traceback."""


class Stop(Exception):
    """One Dutch sentence for standard error, with the value and what to do, and the exit code (never 0)."""

    def __init__(self, sentence: str, *, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code
