"""`duaal clocks`: recomputes every deadline now, as the worker does each hour."""

import argparse
from datetime import date

from django.db import transaction

from duaal.casework.recognition.actions.clocks import ClockRun, recompute_clocks
from duaal.casework.recognition.sanctions.clocks import SanctionClockRun, recompute_sanction_clocks
from duaal.flows.processes import sanction
from duaal.flows.processes.end_alerts import alert_of_ends
from duaal.flows.processes.rescue import end_at_closed_places
from duaal.foundation.kernel.today import today

NAME = "clocks"
HELP = "rekent elke termijn nu na, zoals het werkproces elk uur doet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="bewaar; zonder deze optie wordt niets bewaard")


def run(args: argparse.Namespace) -> int:
    """Says how many files changed; without `--write` everything is taken back."""
    if args.write:
        withdrawn, sanctions, done, alerted = _recompute(on=today())
    else:
        with transaction.atomic():
            withdrawn, sanctions, done, alerted = _recompute(on=today())
            transaction.set_rollback(True)
    print(
        f"{done.flagged} termijnen bijgewerkt, {done.discontinued} dossiers stopgezet zonder antwoord, "
        f"{done.expired} erkenningen verlopen, {done.lapsed} mentoren te laat met de opleiding, "
        f"{done.made_final} weigeringen definitief, {done.mandates_ended} machtigingen verlopen, "
        f"{done.closed} erkenningen gestopt met hun vestiging, "
        f"{done.reminded} herinneringen aan een vraag, "
        f"{done.noticed} berichten over een einde, {alerted} keer verwittigd bij lopende overeenkomsten"
    )
    print(
        f"{withdrawn} opheffingen ingegaan, {sanctions.actions_overdue} acties te laat, "
        f"{sanctions.precautions_lapsed} voorzorgsmaatregelen verstreken, "
        f"{sanctions.exclusions_ended} uitsluitingen voorbij"
    )
    print("Bewaard." if args.write else "Niets bewaard; doe het met --write.")
    return 0


def _recompute(*, on: date) -> tuple[int, SanctionClockRun, ClockRun, int]:
    """Every clock, in the order of the worker."""
    withdrawn, sanctions = sanction.carry_out_due(on=on), recompute_sanction_clocks(on=on)
    done = recompute_clocks(on=on)
    end_at_closed_places(on=on)
    return withdrawn, sanctions, done, alert_of_ends(on=on)
