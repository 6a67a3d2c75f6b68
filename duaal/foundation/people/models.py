from django.db import models


class Person(models.Model):
    """A natural person (`natuurlijke persoon`): mentor, learner, representative or officer; not a login.

    The national number (`rijksregisternummer` or `bisnummer`) is stored encrypted; `national_number_key` is
    its keyed hash, for look-up. It leaves this package in clear only through `reveal_national_number`. From
    `erased_on` nobody is to be recognised in the row: no name, no number, of the birth date only the year.
    """

    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    birth_date = models.DateField()
    national_number_cipher = models.BinaryField(null=True)
    national_number_key = models.BinaryField(max_length=32, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("national_number_key",),
                name="people_one_person_per_national_number",
                violation_error_message="Er bestaat al een persoon met dit rijksregisternummer.",
            ),
            models.CheckConstraint(
                condition=models.Q(national_number_cipher__isnull=True, national_number_key__isnull=True)
                | models.Q(national_number_cipher__isnull=False, national_number_key__isnull=False),
                name="people_number_and_key_together",
                violation_error_message="Een rijksregisternummer wordt altijd met zijn zoeksleutel bewaard.",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_on__isnull=True) | models.Q(national_number_key__isnull=True),
                name="people_erased_without_number",
                violation_error_message="Van een gewiste persoon blijft geen rijksregisternummer bewaard.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"
