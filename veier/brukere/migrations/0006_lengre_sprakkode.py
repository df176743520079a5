import veier.sprak
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brukere', '0005_pagaende'),
    ]

    operations = [
        migrations.AlterField(
            model_name='bruker',
            name='malform',
            field=models.CharField(choices=veier.sprak.valg, default='nb', max_length=8, verbose_name='målform'),
        ),
    ]
