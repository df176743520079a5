from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('grense', '0001_teller'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Teller',
            fields=[
                ('avtrykk', models.CharField(max_length=43, primary_key=True, serialize=False, verbose_name='avtrykk')),
                ('ledig_tid', models.DateTimeField(verbose_name='alt er ledig igjen')),
                ('vent', models.FloatField(default=0, verbose_name='sekundene det siste forsøket måtte vente')),
            ],
            options={
                'verbose_name': 'teller',
                'verbose_name_plural': 'tellere',
            },
        ),
        # Tellerne tåler å bli borte, og skal ikke koste en skriving til disken hver gang noen spør.
        migrations.RunSQL(
            "ALTER TABLE grense_teller SET UNLOGGED, SET (fillfactor = 70)",
            "ALTER TABLE grense_teller SET LOGGED",
        ),
    ]
