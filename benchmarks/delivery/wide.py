"""The table somebody makes first: all of a story in a row, its words in a column."""

from __future__ import annotations


def words_of(part: str) -> str:
    """Give the SQL of a story's words, as entries of our search have them.

    `part` says how SQL calls one of its parts, such as ``NEW.{}``.
    """
    return " || ".join(
        f"setweight(to_tsvector('articles_{way}', {part.format(name)}), '{weight}')"
        for way in ("english", "simple")
        for name, weight in (("headline", "A"), ("dek", "B"), ("body", "C"))
    )


WIDE = f"""
    CREATE TABLE wide_article (
        id bigserial PRIMARY KEY, slug text UNIQUE, headline text, dek text, body text,
        published_at timestamptz, detail bytea, item bytea, words tsvector);
    CREATE FUNCTION wide_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.words := {words_of("NEW.{}")};
        RETURN NEW;
    END $$"""
WIDE_INDEXES = """
    CREATE INDEX ON wide_article USING gin (words);
    CREATE INDEX ON wide_article (published_at DESC, id DESC);
    CREATE TRIGGER wide_words BEFORE INSERT OR UPDATE ON wide_article
        FOR EACH ROW EXECUTE FUNCTION wide_words()"""
