from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations, models

from media.migrating import BuildIndex

# The youngest first: no older one that has stayed behind is younger than they.
MAKE_YOUNG = """
    UPDATE articles_searchentry SET age = 0 WHERE document_id IN (
        SELECT document_id FROM articles_searchentry WHERE age = 2
        ORDER BY published_at DESC, document_id DESC LIMIT 500
        FOR UPDATE
    )
"""


def make_young(apps, schema_editor):
    for _ in range(40):
        schema_editor.execute(MAKE_YOUNG)


def words_of(age):
    return BuildIndex(
        model_name="searchentry",
        index=GinIndex(
            condition=models.Q(("age", age)),
            fastupdate=False,
            fields=["words"],
            name=f"search_words_{age}",
        ),
    )


class Migration(migrations.Migration):
    # A million entries are read through, while readers and writers go on.
    atomic = False

    dependencies = [
        ("articles", "0016_ages_of_search_entries"),
    ]

    operations = [
        BuildIndex(
            model_name="searchentry",
            index=models.Index(
                fields=["age", "-published_at", "-document"], name="search_by_age"
            ),
        ),
        migrations.RunPython(make_young, migrations.RunPython.noop),
        *(words_of(age) for age in range(3)),
        RemoveIndexConcurrently("searchentry", "search_words"),
        RemoveIndexConcurrently("searchentry", "search_newest"),
    ]
