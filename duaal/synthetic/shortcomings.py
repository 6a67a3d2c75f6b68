"""What partnerships find at recognised workplaces in the invented Flanders, and what is written about it."""

from dataclasses import dataclass

from duaal.casework.recognition.sanctions.rules import CONDITIONS
from duaal.casework.recognition.sanctions.states import WithdrawalGround


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A condition or a duty (`code`) that is not kept, in the words of who writes in the file."""

    code: str
    description: str
    action: str
    follow_up: str
    report: str
    result: str
    reaction: str
    heard: str
    decision: str
    danger: str = ""

    @property
    def ground(self) -> WithdrawalGround:
        lost = self.code in CONDITIONS
        return WithdrawalGround.CONDITION_LOST if lost else WithdrawalGround.DUTY_BREACH


MACHINES = Shortcoming(
    code="U1",
    description="Op de vestiging ontbreken machines die het opleidingsplan vraagt.",
    action="Zorgen dat de leerling op de ontbrekende machines kan werken.",
    follow_up="Het opleidingsplan aanpassen aan de machines die er zijn.",
    report="De bestelling is geplaatst, de levering is toegezegd.",
    result="De machines staan er en de leerling werkt ermee.",
    reaction="We huren de machines sinds deze maand. De overeenkomst zit hierbij.",
    heard="De zaakvoerder legde uit dat de machines pas in het voorjaar aangekocht kunnen worden.",
    decision="De vestiging is niet meer uitgerust om het opleidingsplan uit te voeren.",
)
MENTOR = Shortcoming(
    code="M5",
    description="De mentor werkt niet meer in de onderneming en staat nog als mentor in het dossier.",
    action="Een andere mentor aanduiden die op de werkvloer staat.",
    follow_up="De nieuwe mentor inschrijven voor de mentoropleiding.",
    report="Een collega neemt de begeleiding over.",
    result="Er is weer een mentor aanwezig op de werkvloer.",
    reaction="We zoeken al weken en vinden niemand met genoeg ervaring.",
    heard="De onderneming bevestigde dat niemand de leerling op de werkvloer begeleidt.",
    decision="Niemand in de onderneming kan de leerling nog begeleiden.",
)
MEANS = Shortcoming(
    code="U2",
    description="De onderneming betaalt haar bijdragen niet meer en vroeg uitstel.",
    action="Een afbetalingsplan bezorgen.",
    follow_up="Een nieuw attest van de sociale zekerheid bezorgen.",
    report="Het afbetalingsplan is aangevraagd.",
    result="Het afbetalingsplan is goedgekeurd en wordt gevolgd.",
    reaction="Een grote klant betaalt laat. Tegen het einde van het jaar is alles in orde.",
    heard="De boekhouder gaf toelichting bij de schulden; een plan is er nog niet.",
    decision="De onderneming is niet meer draagkrachtig genoeg om de opleiding te verzekeren.",
)
SAFETY = Shortcoming(
    code="D10",
    description="De leerling werkte op hoogte zonder valbeveiliging.",
    action="De risicoanalyse aanvullen en de valbeveiliging in orde brengen.",
    follow_up="Een veiligheidsinstructie geven aan alle leerlingen.",
    report="De preventieadviseur kwam langs, zijn verslag volgt.",
    result="De preventieadviseur bevestigt dat de werkplek veilig is.",
    reaction="Dit gebeurde één keer en zonder ons medeweten.",
    heard="De onderneming erkent wat gebeurde en vindt de maatregelen te zwaar.",
    decision="De werkplek is herhaaldelijk niet veilig voor de leerling.",
    danger="De leerling werkt op hoogte zonder valbeveiliging.",
)
TASKS = Shortcoming(
    code="D14",
    description="De leerling doet vooral taken die niet in het opleidingsplan staan.",
    action="De taken van de leerling afstemmen op het opleidingsplan.",
    follow_up="Elke week de taken overlopen met de trajectbegeleider.",
    report="Vanaf nu staat de planning van de leerling op papier.",
    result="De leerling oefent weer wat in het plan staat.",
    reaction="In drukke weken helpt iedereen overal. Dat hoort bij het werk.",
    heard="De mentor gaf toe dat er voor de opleiding weinig tijd is.",
    decision="De leerling doet na de begeleiding nog altijd taken buiten het opleidingsplan.",
    danger="De leerling bedient een machine waarvoor hij te jong is.",
)
LESSONS = Shortcoming(
    code="D5",
    description="De leerling moet werken op dagen waarop hij les heeft.",
    action="De werkroosters afstemmen op het lessenrooster.",
    follow_up="De aanwezigheden elke maand bezorgen aan de school.",
    report="De roosters van de volgende maand zijn aangepast.",
    result="De leerling is weer in alle lessen aanwezig.",
    reaction="De leerling koos er zelf voor om te komen werken.",
    heard="De onderneming belooft beterschap, zoals bij het vorige gesprek.",
    decision="De onderneming houdt de leerling weg van de lessen, ook na verwittiging.",
    danger="De leerling werkt nachten die niet toegelaten zijn.",
)

LOST = (MACHINES, MENTOR, MEANS)
BREACHES = (SAFETY, TASKS, LESSONS)
SHORTCOMINGS = (MACHINES, TASKS, MENTOR, SAFETY, LESSONS, MEANS)
