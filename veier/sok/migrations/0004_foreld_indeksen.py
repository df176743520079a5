"""Indeksen må bygges på nytt: radene fra før har ikke det trefflisten viser."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sok", "0003_vist_i_trefflisten")]

    operations = [migrations.RunSQL("DELETE FROM sok_indeksversjon", migrations.RunSQL.noop)]
