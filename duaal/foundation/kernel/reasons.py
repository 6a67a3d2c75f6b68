"""Reasons: why a step is refused now. A reason is a code; its Dutch words stand in `labels.py`."""


class Refused(Exception):
    """A step that the actor may do, but not now. `reasons` lists every reason, never only the first."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        if not reasons:
            raise ValueError("a refusal needs at least one reason")
        super().__init__(", ".join(reasons))
        self.reasons = reasons


WRONG_STATE = "wrong_state"
