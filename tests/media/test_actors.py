"""Who acts."""

from __future__ import annotations

from media.actors import Actor


class Person:
    pk = 7

    def __init__(self, is_active: bool) -> None:
        self.is_active = is_active

    def get_username(self) -> str:
        return "ada"

    def get_all_permissions(self) -> set[str]:
        return {"articles.add_article"}


def test_actor__of_a_person_holds_what_the_person_holds():
    actor = Actor.of(Person(is_active=True))
    assert (actor.name, actor.user_id, actor.is_system) == ("ada", 7, False)
    assert actor.has("articles.add_article")
    assert not actor.has("articles.publish_article")


def test_actor__of_somebody_inactive_holds_nothing():
    assert not Actor.of(Person(is_active=False)).has("articles.add_article")


def test_actor__system_holds_all_and_names_its_run():
    actor = Actor.system("import_articles", "run-1")
    assert actor.is_system
    assert actor.has("anything")
    assert (actor.name, actor.run, actor.user_id) == (
        "import_articles",
        "run-1",
        None,
    )
