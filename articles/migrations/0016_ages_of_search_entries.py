from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_narrow_search_entries"),
    ]

    operations = [
        # Entries that are there are of the last age: nothing is written to them.
        migrations.AddField(
            model_name="searchentry",
            name="age",
            field=models.SmallIntegerField(db_default=2, default=0),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="age",
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
    ]
