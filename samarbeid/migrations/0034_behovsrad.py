"""Listen over behov får rader som katalogen, og endres virksomheten bak, gjøres radene om."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

PART = """
CREATE OR REPLACE FUNCTION samarbeid_katalog_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
  INSERT INTO samarbeid_katalogko (slag, nummer)
    SELECT DISTINCT 'entreprenor', entreprenor_id FROM entreprenorer_referanse WHERE part_id = NEW.id;
  %s
  RETURN NULL;
END $$;
"""
BEHOVENE = """INSERT INTO samarbeid_katalogko (slag, nummer)
    SELECT 'behov', id FROM kommuner_behov WHERE part_id = NEW.id
    UNION SELECT 'behov', behov_id FROM kommuner_tilslutning WHERE part_id = NEW.id;"""


class Migration(migrations.Migration):
    dependencies = [
        ("kommuner", "0012_kontaktnummer"),
        ("samarbeid", "0033_invitert_uten_brev"),
    ]

    operations = [
        migrations.CreateModel(
            name="Behovsrad",
            fields=[
                (
                    "behov",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="kommuner.behov",
                        verbose_name="behov",
                    ),
                ),
                ("publisert_tid", models.DateTimeField(verbose_name="publisert")),
                (
                    "merker",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        default=list,
                        size=None,
                        verbose_name="merker",
                    ),
                ),
            ],
            options={
                "verbose_name": "rad i listen over behov",
                "verbose_name_plural": "rader i listen over behov",
            },
        ),
        migrations.AddField(
            model_name="katalogendring",
            name="slag",
            field=models.CharField(
                choices=[("entreprenor", "Entreprenør"), ("behov", "Behov")],
                default="entreprenor",
                max_length=12,
                verbose_name="slag",
            ),
        ),
        migrations.AddConstraint(
            model_name="katalogendring",
            constraint=models.CheckConstraint(
                condition=models.Q(("slag__in", ["entreprenor", "behov"])),
                name="samarbeid_katalogendring_slag_kode",
                violation_error_code="slag",
                violation_error_message="Velg en av verdiene i listen.",
            ),
        ),
        migrations.RunSQL(PART % BEHOVENE, PART % ""),
        # Radene som skal finnes fra før, lages av jobben.
        migrations.RunSQL(
            "INSERT INTO samarbeid_katalogko (slag, nummer) SELECT 'behov', id FROM kommuner_behov",
            migrations.RunSQL.noop,
        ),
    ]
