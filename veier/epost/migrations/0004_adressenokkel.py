from django.db import migrations, models

import veier.kryptering


class Migration(migrations.Migration):

    dependencies = [
        ("epost", "0003_svar_til"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adressenokkel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("forseglet", veier.kryptering.Forseglet(editable=False, verbose_name="forseglet nøkkel")),
                ("laget_tid", models.DateTimeField(auto_now_add=True, verbose_name="laget")),
            ],
            options={
                "verbose_name": "nøkkel til avmeldingene",
                "verbose_name_plural": "nøkler til avmeldingene",
            },
        ),
    ]
