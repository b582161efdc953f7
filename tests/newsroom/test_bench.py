from __future__ import annotations

import json

import pytest

import benchmarks.__main__ as bench
from benchmarks.measuring import Work, compare
from benchmarks.results import Result, as_table, write_results

KEYS = ["name", "value", "unit", "floor", "bar", "holds"]


def spend(megabytes: int) -> str:
    print("what a work prints is not its answer")  # noqa: T201
    return f"{len(bytearray(megabytes * 2**20))}"


def test_compare__counts_cpu_and_memory_of_the_work_alone():
    ballast = bytearray(300 * 2**20)  # our own peak is not the work's
    small, large = (Work("tests.newsroom.test_bench:spend", {"megabytes": n}) for n in (1, 200))  # fmt: skip
    costs = compare({"small": small, "large": large}, rounds=1)
    assert costs["large"].value == str(200 * 2**20)
    assert 190 < costs["large"].memory - costs["small"].memory < 220
    assert costs["small"].memory < len(ballast) / 2**20
    assert 0 <= costs["small"].cpu < costs["large"].cpu


def test_compare__a_work_that_fails_is_no_figure():
    with pytest.raises(Exception, match="exit status 1"):
        compare({"wrong": Work("tests.newsroom.test_bench:nothing")}, rounds=1)


def test_result__holds_up_to_its_bar_or_from_it_on():
    assert Result.at_most("a", 1.1, "s", floor=1, times=1.15).holds
    assert not Result.at_most("a", 1.2, "s", floor=1, times=1.15).holds
    assert Result.at_least("a", 300, "/s", bar=250).holds
    assert not Result.at_least("a", 200, "/s", floor=100, times=2.5).holds
    with pytest.raises(ValueError, match="needs a bar"):
        Result.at_most("a", 1, "s", floor=1)


@pytest.fixture
def results(tmp_path, monkeypatch):
    found = {
        "fast": lambda scale: iter([Result("fast", scale or 1, "rows")]),
        "slow": lambda scale: iter([Result.at_most("slow", 3, "s", floor=1, times=2)]),
    }
    monkeypatch.setattr(bench, "find_benchmarks", lambda: found)
    monkeypatch.setattr(bench, "LATEST", tmp_path / "results/latest.json")
    return bench.LATEST


@pytest.mark.parametrize(("only", "status"), [("", 1), ("fast", 0), ("slow, fast", 1)])
def test_main__status_says_whether_all_bars_hold(results, monkeypatch, only, status):
    monkeypatch.setenv("ONLY", only)
    monkeypatch.setenv("SCALE", "5")
    assert bench.main() == status
    rows = json.loads(results.read_text())
    assert [list(row) for row in rows] == [KEYS] * len(rows)
    names = only.split(", ") if only else ["fast", "slow"]
    assert [row["name"] for row in rows] == names


def test_main__what_was_measured_before_one_failed_is_kept(results, monkeypatch):
    def broken(scale):
        yield Result("first", 1, "s")
        raise RuntimeError("out of disk")

    found = {"good": lambda scale: iter([Result("whole", 1, "s")]), "broken": broken}
    monkeypatch.setattr(bench, "find_benchmarks", lambda: found)
    monkeypatch.delenv("ONLY", raising=False)
    with pytest.raises(RuntimeError, match="out of disk"):
        bench.main()
    rows = json.loads(results.read_text())
    assert [row["name"] for row in rows] == ["whole", "first"]


@pytest.mark.parametrize(("variable", "value"), [("ONLY", "quick"), ("SCALE", "many")])
def test_main__what_is_not_there_is_said(results, monkeypatch, capsys, variable, value):
    monkeypatch.setenv(variable, value)
    assert bench.main() == 2
    assert value in capsys.readouterr().err
    assert not results.exists()


def test_table__lines_up_with_ratio_and_verdict(tmp_path):
    rows = [Result.at_most("CPU", 3, "s", floor=1, times=2), Result("told", 1, "MB")]
    assert as_table(rows).splitlines()[1:] == [
        "CPU     3 s    1 s   3.00  2 s     NO",
        "told   1 MB",
    ]
    write_results(rows, tmp_path / "new/latest.json")
    assert json.loads((tmp_path / "new/latest.json").read_text())[0]["bar"] == 2
