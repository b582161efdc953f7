"""Roles are groups with exactly the permissions the table names."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from newsroom.roles import ROLES
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_set_up_roles__gives_exactly_the_tables_permissions(capsys):
    call_command("set_up_roles")
    extra = Permission.objects.get(codename="delete_article")
    Group.objects.get(name="reporter").permissions.add(extra)
    call_command("set_up_roles")
    assert "reporter: " in capsys.readouterr().out
    for role, names in ROLES.items():
        assert make_user(role).get_all_permissions() == names


def test_set_up_roles__says_what_to_do_before_migrate():
    Permission.objects.filter(codename="publish_article").delete()
    with pytest.raises(CommandError, match=r"Run migrate first.*publish_article"):
        call_command("set_up_roles")


def test_roles__grow_from_reporter_to_publisher():
    assert ROLES["reporter"] < ROLES["editor"] < ROLES["publisher"]
    assert "articles.publish_article" not in ROLES["editor"]
    assert "articles.add_article" not in ROLES["photo"]
