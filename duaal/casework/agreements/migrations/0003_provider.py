import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0002_end_reason'),
        ('organisations', '0003_providers'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='provider',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.provider'),
        ),
    ]
