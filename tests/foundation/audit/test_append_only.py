import pytest
from django.db import IntegrityError, connection

from duaal.foundation.audit.models import Chain, Entry, Seal, SealedHead
from duaal.foundation.audit.seal import seal
from tests.foundation.audit.files import MOMENT, write

pytestmark = pytest.mark.django_db
REFUSED = "Het spoor wordt nooit gewijzigd of gewist"


@pytest.fixture
def sealed_entry():
    entry = write()
    seal(at=MOMENT)
    return entry


@pytest.mark.usefixtures("sealed_entry")
@pytest.mark.parametrize("model", [Entry, Seal, SealedHead, Chain])
def test_the_database_refuses_to_remove(model):
    with pytest.raises(IntegrityError, match=f"{REFUSED}: DELETE op {model._meta.db_table}"):
        model.objects.all()._raw_delete("default")


@pytest.mark.usefixtures("sealed_entry")
@pytest.mark.parametrize(
    ("model", "change"),
    [
        pytest.param(Entry, {"remark": "iets anders"}, id="entry"),
        pytest.param(Seal, {"heads_count": 2}, id="seal"),
        pytest.param(SealedHead, {"seq": 2}, id="sealed head"),
        pytest.param(Chain, {"last_seq": 0}, id="head moved back"),
        pytest.param(Chain, {"sealed_seq": 0}, id="seal mark moved back"),
        pytest.param(Chain, {"last_hash": bytes(32)}, id="other hash on the same place"),
        pytest.param(Chain, {"file_id": 9}, id="head given to another file"),
    ],
)
def test_the_database_refuses_to_alter(model, change):
    with pytest.raises(IntegrityError, match=f"{REFUSED}: UPDATE op {model._meta.db_table}"):
        model.objects.update(**change)


@pytest.mark.usefixtures("sealed_entry")
@pytest.mark.parametrize("table", ["audit_entry", "audit_seal, audit_sealedhead", "audit_chain"])
def test_the_database_refuses_to_empty_a_table(table):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL duaal.emptying_allowed = 'off'")

        with pytest.raises(IntegrityError, match=f"{REFUSED}: TRUNCATE"):
            cursor.execute(f"TRUNCATE {table} CASCADE")
