"""What a demo needs before it can be served; each part is skipped when it is there already."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils import timezone

from duaal.foundation.accounts.models import User
from duaal.foundation.kernel.fact_file import WrongFile
from duaal.foundation.kernel.today import today
from duaal.insight.statistics.models import Snapshot
from duaal.insight.statistics.snapshots import Damaged, NotSaved, take
from duaal.insight.statistics.tables import count_for_pages
from duaal.interfaces.cli.commands.migrate import migrations_to_do
from duaal.interfaces.cli.stop import Stop
from duaal.register.organisations.models import Company
from duaal.synthetic.populate import NotEmpty, populate

SEED = 1


def migrate() -> bool:
    """Brings the tables up to date; whether there was something to do."""
    if not migrations_to_do():
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def collect_static_files() -> bool:
    """Collects the style sheet and scripts when one changed since the last time; whether it did."""
    mark = Path(settings.STATIC_ROOT) / "collected.txt"
    now = _digest_of_static_files()
    if mark.exists() and mark.read_text() == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now)
    return True


def fill_register() -> bool:
    """Fills an empty register with an invented Flanders; whether it was empty.

    Filling is one transaction: what an earlier start did not finish is not there at all.
    """
    if Company.objects.exists():
        return False
    try:
        populate(scale=1, seed=SEED, today=today(), report=_silent)
    except NotEmpty as problem:
        raise Stop(
            "Deze databank heeft geen ondernemingen maar wel een spoor van beslissingen. "
            "Geef met DATABASE_URL een lege databank op."
        ) from problem
    except WrongFile as problem:
        raise Stop(problem.sentence) from problem
    return True


def take_first_snapshot() -> bool:
    """Takes a snapshot and counts its tables when there is none; whether there was none."""
    if Snapshot.objects.exists():
        return False
    try:
        count_for_pages(take(as_of=today(), taken_at=timezone.now()))
    except (NotSaved, Damaged) as problem:
        raise Stop(str(problem)) from problem
    return True


def demo_accounts() -> list[tuple[str, str]]:
    """E-mail address and description of each account that a visitor of the demo may enter."""
    return list(
        User.objects.filter(is_demo=True, is_active=True)
        .order_by("pk")
        .values_list("email", "demo_description")
    )


def _digest_of_static_files() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _silent(*progress: object) -> None:
    """The demo says one line per part, not one per table."""
