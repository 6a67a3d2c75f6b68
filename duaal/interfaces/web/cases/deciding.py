"""How a body decided, as a form of the steps that decide and as a line of the decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.assessing import body_of, law_of
from duaal.casework.recognition.facts import Body, VoterGroup
from duaal.casework.recognition.labels import VOTE_WAY, VOTER_GROUP
from duaal.casework.recognition.models import Application, SanctionDecision
from duaal.casework.recognition.rules.grant import allowed_voters
from duaal.casework.recognition.rules.votes import Ballot, DecisionMode, Votes, VoteWay
from duaal.interfaces.web.cases.forms import RemarkForm

MANDATE, VOTE, SERVICE = "mandate", "vote", "service"
MOST_MEMBERS = 99

HOW = {
    MANDATE: gettext_lazy("De leden lieten dit over aan ons, volgens het huishoudelijk reglement"),
    VOTE: gettext_lazy("De leden stemden over dit dossier"),
    SERVICE: gettext_lazy("De dienst die de regering aanwees, besliste"),
}


@dataclass(frozen=True, slots=True)
class GroupFields:
    """One group of members with the fields for its votes."""

    name: str
    fields: tuple[BoundField, ...]


class BallotForm(forms.Form):
    """How the body took a decision. An officer who decides under the mandate changes nothing here.

    Members who may not vote on this file stand apart: a vote of theirs is written down as it was cast, and
    then the decision is refused.
    """

    how = forms.ChoiceField(
        label=gettext_lazy("Hoe is beslist?"), widget=forms.RadioSelect, initial=MANDATE, required=False
    )

    def __init__(self, *args: Any, allowed: frozenset[VoterGroup], body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allowed = allowed
        ways = HOW if body == Body.FLEMISH else {MANDATE: HOW[MANDATE], VOTE: HOW[VOTE]}
        self.fields["how"].choices = list(ways.items())  # type: ignore[attr-defined]
        for group, way in _cells():
            self.fields[_name(group, way)] = forms.IntegerField(
                label=_("%(group)s %(way)s") % {"group": VOTER_GROUP[group], "way": VOTE_WAY[way]},
                required=False,
                min_value=0,
                max_value=MOST_MEMBERS,
                error_messages={"invalid": gettext_lazy("Vul een aantal in, bijvoorbeeld 3.")},
            )

    def voters(self) -> list[GroupFields]:
        """The groups that may vote on this file."""
        return [self._group(group) for group in VoterGroup if group in self.allowed]

    def others(self) -> list[GroupFields]:
        """The groups that sit in a body but may not vote on this file."""
        return [self._group(group) for group in VoterGroup if group not in self.allowed]

    def others_typed(self) -> bool:
        """Whether a vote of a group that may not vote was typed, so that the page shows where."""
        return any(self[_name(group, way)].value() for group, way in _cells() if group not in self.allowed)

    def clean_how(self) -> str:
        return self.cleaned_data["how"] or MANDATE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        votes = self._votes()
        if cleaned["how"] == VOTE and not votes:
            self.add_error(
                "how", _("Vul in hoeveel leden voor of tegen stemden, of kies een ander antwoord.")
            )
        elif cleaned["how"] != VOTE and votes:
            self.add_error("how", _("U vulde stemmen in. Kies “%(vote)s”, of wis de stemmen.") % HOW)
        return cleaned

    def ballot(self) -> Ballot:
        """How the body decided, of a form without mistakes."""
        if self.cleaned_data["how"] == SERVICE:
            return Ballot(DecisionMode.ENTRUSTED_SERVICE)
        return Ballot(votes=self._votes())

    def add_error(self, field: str | None, error: ValidationError | str) -> None:  # type: ignore[override]
        """An error about the votes as a whole stands at the question how was decided."""
        super().add_error("how" if field == "votes" else field, error)

    def anchor_of(self, reason: str) -> str:
        """The id of the field that a reason code is about; empty when it is about none."""
        return str(self["how"].auto_id) if reason in {"VOTERS", "entrusted_elsewhere"} else ""

    def _votes(self) -> tuple[Votes, ...]:
        given = ((group, way, self.cleaned_data.get(_name(group, way))) for group, way in _cells())
        return tuple(Votes(group, way, number) for group, way, number in given if number)

    def _group(self, group: VoterGroup) -> GroupFields:
        return GroupFields(str(VOTER_GROUP[group]), tuple(self[_name(group, way)] for way in VoteWay))


class DecisionForm(BallotForm, RemarkForm):
    """A decision on a case: how the body took it, with a remark."""

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        body = body_of(application)
        super().__init__(*args, allowed=allowed_voters(body, law_of(application)), body=body, **kwargs)


def ballot_lines(decided: Application | SanctionDecision) -> tuple[str, ...]:
    """How a decided case or a sanction was decided, in words: a sentence, and a line per group that voted."""
    if not decided.decision_mode:
        return ()
    ballot = Ballot.from_rows(decided.decision_mode, decided.voters)
    if ballot.mode == DecisionMode.ENTRUSTED_SERVICE:
        return (_("De dienst die de regering aanwees, besliste."),)
    if not ballot.voters:
        return (_("Beslist volgens het huishoudelijk reglement, zonder aparte stemming."),)
    groups = [group for group in VoterGroup if group in ballot.voters]
    return (_("De leden stemden."), *(_tally(group, ballot.votes) for group in groups))


def _tally(group: VoterGroup, votes: Iterable[Votes]) -> str:
    counts = {one.way: one.number for one in votes if one.group == group}
    said = ", ".join(f"{counts[way]} {VOTE_WAY[way]}" for way in VoteWay if way in counts)
    return _("%(group)s: %(votes)s") % {"group": VOTER_GROUP[group], "votes": said}


def _cells() -> Iterator[tuple[VoterGroup, VoteWay]]:
    return ((group, way) for group in VoterGroup for way in VoteWay)


def _name(group: VoterGroup, way: VoteWay) -> str:
    return f"votes_{group}_{way}"
