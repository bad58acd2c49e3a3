"""The wheel: everything the program needs is inside, and it runs from anywhere."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; its dependencies come from this one."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    folders = "Scripts" if os.name == "nt" else "bin"
    python = home / folders / "python"
    site = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    with zipfile.ZipFile(wheel) as files:
        files.extractall(site)
    # A path file read through another path file is not run, so the editable install stays out.
    dependencies = sysconfig.get_path("purelib")
    (Path(site) / "dependencies.pth").write_text(dependencies + "\n", encoding="utf-8")
    return python


def ran(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed Python in a folder, away from the checkout."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    places = {f"GAPWIZARD_{name}": str(folder / name) for name in ("DATA", "CONFIG", "CACHE")}
    return subprocess.run(
        [python, *words],
        cwd=folder,
        env={**own, **places, "GAPWIZARD_LANG": "en"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )


class TestTheWheel:
    def test_carries_questionnaires_templates_words_and_the_sample(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as files:
            names = set(files.namelist())
        for folder in ("questionnaires", "templates"):
            for file in (ROOT / folder).rglob("*"):
                if file.is_file():
                    assert f"gapwizard/{folder}/{file.relative_to(ROOT / folder)}" in names
        assert {f"gapwizard/demo/{name}.json" for name in ("northlight", "lanxiu")} <= names
        assert any(name.startswith("gapwizard/locale/") and name.endswith(".mo") for name in names)

    def test_names_its_command(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as files:
            (entry,) = [n for n in files.namelist() if n.endswith("entry_points.txt")]
            assert "gapwizard = gapwizard.__main__:main" in files.read(entry).decode()

    def test_prints_the_report_of_the_sample_from_an_empty_folder(
        self, installed: Path, tmp_path: Path
    ) -> None:
        where = ran(installed, tmp_path, "-c", "import gapwizard; print(gapwizard.__file__)")
        assert Path(where.stdout.strip()).is_relative_to(installed.parent.parent)
        report = ran(installed, tmp_path, "-m", "gapwizard", "demo", "--report")
        assert report.stdout.startswith("---\n")
        assert "Northlight" in report.stdout
