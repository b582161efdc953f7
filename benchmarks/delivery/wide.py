"""The search somebody writes first: one wide table, its words in a column of it."""

from __future__ import annotations

WIDE = """
    CREATE TABLE wide_article (
        id bigserial PRIMARY KEY, slug text UNIQUE, headline text, dek text, body text,
        published_at timestamptz, detail bytea, item bytea, words tsvector);
    CREATE FUNCTION wide_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.words := setweight(to_tsvector('english', NEW.headline), 'A')
            || setweight(to_tsvector('english', NEW.dek), 'B')
            || setweight(to_tsvector('english', NEW.body), 'C');
        RETURN NEW;
    END $$"""
WIDE_INDEXES = """
    CREATE INDEX ON wide_article USING gin (words);
    CREATE INDEX ON wide_article (published_at DESC, id DESC);
    CREATE TRIGGER wide_words BEFORE INSERT OR UPDATE ON wide_article
        FOR EACH ROW EXECUTE FUNCTION wide_words();
    ANALYZE wide_article"""
_NAIVE = """
    SELECT item FROM wide_article, websearch_to_tsquery('english', %s) AS q
    WHERE words @@ q ORDER BY {order} LIMIT 20"""
NAIVE = {
    "newest": _NAIVE.format(order="published_at DESC, id DESC"),
    "rank": _NAIVE.format(order="ts_rank(words, q) DESC, published_at DESC"),
}
