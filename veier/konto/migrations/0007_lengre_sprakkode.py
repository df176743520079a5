from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('konto', '0006_okter_til_avtrykk'),
    ]

    operations = [
        migrations.AlterField(
            model_name='tekstvisning',
            name='malform',
            field=models.CharField(max_length=8, verbose_name='målform'),
        ),
    ]
