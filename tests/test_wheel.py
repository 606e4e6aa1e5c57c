"""The built wheel alone runs the main job: templates and data are inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_main_job_from_the_wheel(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = tmp_path.glob("*.whl")
    inside = tmp_path / "inside"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(inside)
    report = tmp_path / "report.html"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import checker, sys; assert 'inside' in checker.__file__, checker.__file__;"
            "from checker.cli import main; main()",
            "check",
            str(ROOT / "examples" / "lantern_2021q1_call.txt"),
            "-o",
            str(report),
        ],
        cwd=inside,
        env={**os.environ, "PYTHONPATH": str(inside)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr
    assert "</html>" in report.read_text(encoding="utf-8")
