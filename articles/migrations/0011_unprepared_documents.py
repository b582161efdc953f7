from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models

from media.migrating import BuildIndex


class Migration(migrations.Migration):
    # A million documents are read through, while readers and writers go on.
    atomic = False

    dependencies = [
        ("articles", "0010_search_and_twins"),
    ]

    operations = [
        BuildIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("gzip_of", models.F("detail_etag")), _negated=True),
                fields=["article"],
                name="document_unprepared",
            ),
        ),
        ValidateConstraint(
            model_name="publisheddocument", name="document_has_what_follows"
        ),
    ]
