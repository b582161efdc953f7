"""docs/operating.md gives settings that systemd and the shell read alike."""

from __future__ import annotations

import re
import subprocess

from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "operating.md").read_text("utf-8")
# One setting a line, as systemd's EnvironmentFile has it: no comment behind a value.
SETTING = re.compile(r'([A-Z_]+)=(?:"([^"$`\\]*)"|([^\s"\'$`\\;&#]*))')


def environment_file() -> str:
    (block,) = re.findall(
        r"((?:^ {4}.*\n)+)", TEXT[: TEXT.index("systemd and the")], re.M
    )
    return "".join(line.strip() + "\n" for line in block.splitlines())


def test_settings__are_read_alike_by_systemd_and_the_shell() -> None:
    text = environment_file()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found = [SETTING.fullmatch(line) for line in lines]
    assert all(found), lines
    said = {one[1]: one[2] or one[3] or "" for one in found if one}
    assert {"SECRET_KEY", "SITE_NAME", "TRUSTED_PROXIES"} <= said.keys()
    shell = subprocess.run(  # noqa: S603
        ["/bin/sh", "-ec", f"set -a\n{text}\nenv -0"],
        env={},
        check=True,
        capture_output=True,
        text=True,
    )
    rows = (row.partition("=") for row in shell.stdout.split("\0") if row)
    assert said.items() <= {name: value for name, _, value in rows}.items()
    assert said["TRUSTED_PROXIES"] == "1"
