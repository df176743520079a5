"""Feltet begge sider skrev over for hverandre, er borte."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("samarbeid", "0019_flytt_lardommen")]

    operations = [migrations.RemoveField(model_name="pilot", name="lardom")]
