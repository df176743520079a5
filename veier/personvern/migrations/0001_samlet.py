import django.db.models.deletion
import uuid
import veier.personvern.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('personvern', '0001_personvern'),
        ('personvern', '0002_gjemt'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Eksport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('bestilt_tid', models.DateTimeField(auto_now_add=True, verbose_name='bestilt')),
                ('ferdig_tid', models.DateTimeField(blank=True, null=True, verbose_name='ferdig')),
                ('innhold', models.BinaryField(null=True, verbose_name='innhold')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='eksporter', to=settings.AUTH_USER_MODEL, verbose_name='bruker')),
            ],
            options={
                'verbose_name': 'eksport',
                'verbose_name_plural': 'eksporter',
                'ordering': ['-bestilt_tid'],
            },
        ),
        migrations.CreateModel(
            name='Slettebestilling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bestilt_tid', models.DateTimeField(auto_now_add=True, verbose_name='bestilt')),
                ('utfores_tid', models.DateTimeField(db_index=True, default=veier.personvern.models.om_angrefristen, verbose_name='slettes')),
                ('gjemt', models.JSONField(blank=True, default=list, editable=False, verbose_name='tatt bort så lenge')),
                ('bruker', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='slettebestilling', to=settings.AUTH_USER_MODEL, verbose_name='bruker')),
            ],
            options={
                'verbose_name': 'slettebestilling',
                'verbose_name_plural': 'slettebestillinger',
            },
        ),
    ]
