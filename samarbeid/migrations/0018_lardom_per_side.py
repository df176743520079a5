"""Hver side skriver det den har lært av piloten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("samarbeid", "0017_uttrekk")]

    operations = [
        migrations.AddField(
            model_name="pilot",
            name="lardom_entreprenor",
            field=models.TextField(blank=True, verbose_name="det entreprenøren lærte"),
        ),
        migrations.AddField(
            model_name="pilot",
            name="lardom_offentlig",
            field=models.TextField(blank=True, verbose_name="det virksomheten lærte"),
        ),
    ]
