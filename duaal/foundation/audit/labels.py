"""Dutch sentences for what is wrong in the audit trail."""

from django.utils.translation import gettext as _

from duaal.foundation.audit.verify import Fault, Problem


def fault_sentence(fault: Fault) -> str:
    """One sentence that names the entry or the seal."""
    text = _sentences()[fault.problem]
    values = {
        "file": f"{fault.file_kind} {fault.file_id}",
        "seq": fault.seq,
        "step": fault.step,
        "until": fault.until,
        "seal": fault.seal,
    }
    if fault.problem is Problem.REMOVED and not fault.step:
        text = _("Regel %(seq)s van dossier %(file)s is verwijderd, met alles wat erna kwam.")
    if fault.problem is Problem.REWRITTEN and fault.seq == fault.until:
        text = _("Regel %(seq)s van dossier %(file)s (stap %(step)s) is herschreven.")
    return text % values


def _sentences() -> dict[Problem, str]:
    return {
        Problem.ALTERED: _("Regel %(seq)s van dossier %(file)s (stap %(step)s) is gewijzigd."),
        Problem.REMOVED: _(
            "Regel %(seq)s van dossier %(file)s is verwijderd; de volgende die er nog staat is stap %(step)s."
        ),
        Problem.ADDED: _(
            "Regel %(seq)s van dossier %(file)s is er buiten de toepassing bij gezet; "
            "de laatste die er staat is stap %(step)s."
        ),
        Problem.REWRITTEN: _(
            "Een van de regels %(seq)s tot en met %(until)s van dossier %(file)s is herschreven; "
            "regel %(until)s is stap %(step)s."
        ),
        Problem.CHAIN_REMOVED: _(
            "De kop van dossier %(file)s is verwijderd; de laatste regel is %(seq)s (stap %(step)s)."
        ),
        Problem.SEALED_HEAD_REMOVED: _(
            "Het zegel over regel %(seq)s van dossier %(file)s is verwijderd; "
            "het laatste wat er staat is stap %(step)s."
        ),
        Problem.SEAL_ALTERED: _(
            "Zegel %(seal)s is gewijzigd, of gemaakt met een andere sleutel dan AUDIT_SEAL_KEY."
        ),
        Problem.SEAL_REMOVED: _("Zegel %(seal)s is verwijderd."),
    }
