"""Which snapshot a reader sees: anybody the newest one, the department any; now or as in a publication."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from duaal.foundation.kernel.actor import ANYONE, Actor, Role
from duaal.insight.statistics.layout import OfficialTable
from duaal.insight.statistics.models import Snapshot
from duaal.insight.statistics.publications import QUESTION_757, Publication
from duaal.insight.statistics.queries import snapshots, tables_of

SNAPSHOT = "momentopname"
STATE = "stand"


@dataclass(frozen=True, slots=True)
class Choice:
    """A snapshot, and the publication whose extraction day and school years are shown (None: as it is now).

    `others` are the snapshots that this reader may choose from; `query` keeps the choice in a link.
    """

    snapshot: Snapshot
    publication: Publication | None
    others: tuple[Snapshot, ...]
    query: str

    def tables(self, keys: tuple[str, ...]) -> dict[str, OfficialTable]:
        """The official tables with these keys, on this choice."""
        return tables_of(self.snapshot, keys=keys, publication=self.publication)

    @property
    def start(self) -> str:
        """The start of a query that keeps the choice and goes on: `?` or `?momentopname=X&`."""
        return f"{self.query}&" if self.query else "?"

    @property
    def published(self) -> Publication | None:
        """The publication that can be made again from this snapshot, None when the snapshot is older."""
        return QUESTION_757 if self.snapshot.as_of >= QUESTION_757.extraction else None


def may_choose_snapshot(actor: Actor) -> bool:
    """Whether the actor may look at older snapshots: the department only."""
    return actor.role == Role.DEPARTMENT


def choose(request: HttpRequest) -> Choice | None:
    """What the URL asks for; None when there is no snapshot at all.

    Raises `PermissionDenied` when the reader may not see that snapshot, `Http404` when nothing has that name.
    """
    actor: Actor = getattr(request, "actor", ANYONE)
    allowed = snapshots() if may_choose_snapshot(actor) else snapshots()[:1]
    found = tuple(allowed)
    if not found:
        return None
    code = request.GET.get(SNAPSHOT, "")
    snapshot = next((one for one in found if one.code == code), None) if code else found[0]
    if snapshot is None:
        if may_choose_snapshot(actor):
            raise Http404
        raise PermissionDenied
    choice = Choice(snapshot, None, found if len(found) > 1 else (), "")
    asked = request.GET.get(STATE, "")
    if asked and (choice.published is None or asked != choice.published.code):
        raise Http404
    publication = choice.published if asked else None
    kept = {SNAPSHOT: code} if code else {}
    query = urlencode(kept | ({STATE: asked} if asked else {}))
    return Choice(snapshot, publication, choice.others, f"?{query}" if query else "")
