"""`hustings rules`: every rule is listed with how its text is known, and shown with its example counted."""

import json

import pytest
from click.testing import CliRunner

from hustings import rule_words, shelf
from hustings.cli import cli


def printed(*words: str) -> str:
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_the_list_names_every_rule_and_marks_those_not_read():
    text = printed("rules", "list")
    assert max(map(len, text.splitlines())) <= 80
    entries = " ".join(text.split())
    for key, rule in shelf.rules().items():
        entry = entries.partition(f" {key} {rule.name} reads ")[2]
        unread = entry.startswith(f"{rule_words.reads(rule)}; source: not read")
        assert entry and unread == (rule.known == "not read")


@pytest.mark.parametrize("key", sorted(shelf.rules()))
def test_a_rule_is_shown_whole_with_its_example_counted(key):
    rule, text = shelf.rule(key), printed("rules", "show", key)
    assert max(map(len, text.splitlines())) <= 80
    words = " ".join(text.split())
    for part in (rule.source, rule.ties, rule.arithmetic, *rule.clauses.values(), *rule.cites.values()):
        assert " ".join(part.split()) in words
    assert (rule.checked or "no published count or printed example yet") in words
    if rule.example is not None:
        assert f"An example of {key}" in text and "\nELECTED  " in text


def test_as_json_a_rule_is_the_same_in_the_list_and_alone():
    listed = json.loads(printed("rules", "list", "--json"))
    assert [one["key"] for one in listed] == sorted(shelf.rules())
    for one in listed:
        assert one == json.loads(printed("rules", "show", one["key"], "--json"))
    assert {key for one in listed for key in one} >= {"source", "known", "clauses", "cites", "checked"}


def test_rules_stand_under_their_families():
    grouped = rule_words.by_family(shelf.rules().values())
    assert sum(len(some) for _, some in grouped) == len(shelf.rules())
    assert all(rule.family == family for family, some in grouped for rule in some)
