"""What full text finds: the words of each live story, in a narrow table."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from articles.models.delivery import PublishedDocument

# Of each age but the last there are so many entries, the youngest first.
MOST_OF_AGE = (20_000, 200_000)
# The languages PostgreSQL has stems for. Each has a configuration `articles_…` that
# takes accents off first; all others are read by `articles_simple`: words as written.
SIMPLE = "articles_simple"
_STEMMED = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def configuration_of(language: str) -> str:
    """Give the text search configuration for a language tag."""
    stemmed = _STEMMED.get(language.partition("-")[0].lower())
    return f"articles_{stemmed}" if stemmed else SIMPLE


def tag_of(name: str, value: str) -> str:
    """Give the word that stands for a filter; nobody can type it, nor its start."""
    return f"={name}={value}"


class SearchEntry(models.Model):
    """The words of one live story, written in the transaction that delivers it.

    `words` holds each word by its stem and as it is written, headline (A) over dek and
    kicker (B) over body (C) over byline and topics (D); and, as a word nobody can type
    (`=section=news`), everything lists are filtered by. `text` is the body for snippets:
    read for those alone. Both say only what the delivered document says.

    Entries are of age 0 until a sweep finds enough younger ones (`MOST_OF_AGE`): most
    searches end among these. One that gets another date starts anew. What comes in and
    is older than an entry of the last age is of that age at once.
    """

    document = models.OneToOneField(
        PublishedDocument,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="search_entry",
        db_constraint=False,  # the database's own deletes the entry with its document
    )
    published_at = models.DateTimeField()
    words = SearchVectorField()
    text = models.TextField()
    age = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        indexes = [
            # Readers are many and stories few: none of their searches sorts in what
            # was published since.
            *(
                GinIndex(
                    fields=["words"],
                    condition=Q(age=age),
                    name=f"search_words_{age}",
                    fastupdate=False,
                )
                for age in range(len(MOST_OF_AGE) + 1)
            ),
            models.Index(
                fields=["age", "-published_at", "-document"], name="search_by_age"
            ),
        ]

    def __str__(self) -> str:
        return str(self.document_id)
