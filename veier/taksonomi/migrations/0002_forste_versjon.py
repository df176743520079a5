from django.db import migrations


def lag(apps, _redigerer):
    apps.get_model("taksonomi", "Referanseversjon").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    """Den ene raden triggerne øker."""

    dependencies = [("taksonomi", "0001_initial")]
    operations = [migrations.RunPython(lag, migrations.RunPython.noop)]
