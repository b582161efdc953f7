from django.db import migrations


class Migration(migrations.Migration):
    """Have the photos of live stories looked after once, for their placeholders."""

    dependencies = [
        ("articles", "0011_unprepared_documents"),
        ("media", "0008_renditions_made_ahead"),
    ]

    operations = [
        migrations.RunSQL(
            """
            INSERT INTO media_renditionorder (photo_id, tries, at)
            SELECT DISTINCT photo.id, 0, now()
            FROM media_photo AS photo
            JOIN articles_photouse AS place ON place.photo_id = photo.id
            JOIN articles_article AS article
                ON article.live_revision_id = place.revision_id
            WHERE photo.sha256 IS NOT NULL
            """,
            migrations.RunSQL.noop,
        ),
    ]
