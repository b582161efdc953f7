import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, UnaccentExtension
from django.db import migrations, models

STEMMED = [
    "arabic",
    "armenian",
    "basque",
    "catalan",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hindi",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
    "yiddish",
]
MAKE = """
    CREATE TEXT SEARCH CONFIGURATION articles_{name} (COPY = pg_catalog.{name});
    ALTER TEXT SEARCH CONFIGURATION articles_{name}
        ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {dictionary};
"""
# The release before this one knows no entries, and unpublishes all the same.
FOLLOW = """
    ALTER TABLE articles_searchentry ADD CONSTRAINT search_entry_has_document
        FOREIGN KEY (document_id) REFERENCES articles_publisheddocument
        ON DELETE CASCADE
"""


def configuration(name, dictionary):
    return migrations.RunSQL(
        MAKE.format(name=name, dictionary=dictionary),
        f"DROP TEXT SEARCH CONFIGURATION articles_{name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_kept_answers"),
    ]

    operations = [
        UnaccentExtension(),
        configuration("simple", "simple"),
        *(configuration(name, f"{name}_stem") for name in STEMMED),
        migrations.AddField(
            model_name="publisheddocument",
            name="detail_gzip",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="gzip_of",
            field=models.CharField(db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="valid_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="next_detail",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="next_etag",
            field=models.CharField(db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="next_gzip",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="next_item",
            field=models.BinaryField(null=True),
        ),
        AddConstraintNotValid(
            model_name="publisheddocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("next_detail__isnull", False),
                        ("next_etag__gt", ""),
                        ("next_gzip__isnull", False),
                        ("next_item__isnull", False),
                        ("valid_until__isnull", False),
                    ),
                    models.Q(
                        ("next_detail__isnull", True),
                        ("next_etag", ""),
                        ("next_gzip__isnull", True),
                        ("next_item__isnull", True),
                        ("valid_until__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="document_has_what_follows",
            ),
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.publisheddocument",
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                ("text", models.TextField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="search_words"
                    ),
                    models.Index(
                        fields=["-published_at", "-document"], name="search_newest"
                    ),
                ]
            },
        ),
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
    ]
