from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_worker_beats"),
    ]

    operations = [
        # Words and text lie apart whatever their size: what is searched by stays narrow.
        migrations.RunSQL(
            "ALTER TABLE articles_searchentry SET (toast_tuple_target = 128)",
            "ALTER TABLE articles_searchentry RESET (toast_tuple_target)",
        ),
    ]
