"""The whole of it, as a newsroom meets it: installed from the wheel, set up, in the way of a bad commit, in CI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_report_formats import READERS

from attrib.reports import REPORTS

ROOT = Path(__file__).parents[1]
yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: pip install -e '.[test]'")
pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="the scripts of an environment stand elsewhere there"),
]
FLOOD = (
    "Hujan mengguyur Desa Sukamaju sejak subuh.",
    '"Sumur kami kering sejak Mei," kata Kepala Desa Sukamaju Darma Lesmana.',
)
SPEAKER = "Jaksa Sukamaju Rini Astuti mengatakan pada Senin sore di kantornya bahwa"
ACCUSED = "bupati itu menyuap tiga anggota dewan."
AT = ACCUSED.index("menyuap") + 1
COLUMN = "Konon, bupati itu akan mundur. Kebijakannya gagal total."
HIDDEN = "Gudang itu kosong, kata seorang pegawai yang enggan disebut namanya atas permintaan keluarga."


class Newsroom:
    """A repository with drafts, and an environment in which nothing but the wheel is attrib."""

    def __init__(self, folder: Path, environment: Path) -> None:
        self.folder = folder
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON", "VIRTUAL_ENV"))
        }
        self.environment = {
            **kept,
            "PATH": os.pathsep.join((str(environment / "bin"), sysconfig.get_path("scripts"), os.environ["PATH"])),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
            "ATTRIB_CACHE_DIR": str(folder.parent / "kas"),
        }
        self.does("git", "init", "-q", "-b", "main")
        self.does("git", "config", "user.email", "meja@redaksi.example")
        self.does("git", "config", "user.name", "Meja Sunting")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    def does(self, *command: str, status: int = 0) -> str:
        """Run a command, which must end so; return its output."""
        done = self.run(*command)
        assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def write(self, name: str, *paragraphs: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")

    def commit(self, message: str, *how: str) -> subprocess.CompletedProcess[str]:
        self.does("git", "add", "-A")
        return self.run("git", "commit", "-q", "-m", message, *how)

    def findings(self, *options: str) -> list[tuple[str, str]]:
        """Return the path and the code of all that a check reports."""
        done = self.run("attrib", "check", "--format", "json", *options)
        assert done.returncode in (0, 1), done.stderr
        return [(file["path"], f["code"]) for file in json.loads(done.stdout)["files"] for f in file["findings"]]


@pytest.fixture
def newsroom(wheel: Path, tmp_path: Path) -> Newsroom:
    """Install the wheel in a new environment, which borrows what it needs from that of the tests, and no attrib."""
    environment, repository = tmp_path / "env", tmp_path / "redaksi"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(python)]
    done = subprocess.run([*pip, "install", "--no-index", "--no-deps", str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    library = next((environment / "lib").glob("python*/site-packages"))
    (library / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    repository.mkdir()
    return Newsroom(repository, environment)


def test_a_newsroom_takes_up_attrib_and_keeps_to_it(newsroom: Newsroom, tmp_path: Path) -> None:
    # It is the wheel that runs, and it brings its rules.
    where = newsroom.does("python", "-c", "import attrib; print(attrib.__file__)").strip()
    assert Path(where).is_relative_to(tmp_path / "env")
    assert "METONYM" in newsroom.does("atribusi", "rules", "list", "--format", "json")

    # Settings are begun with, and then made the newsroom's own.
    newsroom.does("attrib", "init", "--ci", "github", "--ci", "gitlab")
    with (newsroom.folder / "attrib.toml").open("a", encoding="utf-8") as file:
        file.write(
            'anonymity-reasons = ["atas permintaan keluarga"]\nmin-severity = "warning"\n'
            '[[override]]\npaths = ["opini/**"]\nsection = "opinion"\nextend-ignore = ["RUMOR"]\n'
        )
    newsroom.write("naskah/banjir.txt", *FLOOD, HIDDEN)
    newsroom.write("opini/kolom.md", COLUMN)
    newsroom.write("naskah/lama.txt", "Konon, jalan itu akan ditutup.")
    rows = [line.split("\t") for line in newsroom.does("attrib", "check", "--show-files").splitlines()]
    assert [(path, section) for path, section, *_ in rows] == [
        ("naskah/banjir.txt", "hard-news"),
        ("naskah/lama.txt", "hard-news"),
        ("opini/kolom.md", "opinion"),
    ]
    assert 'anonymity-reasons = ["atas permintaan keluarga"]' in newsroom.does("attrib", "check", "--show-settings")
    old = newsroom.findings()
    assert ("naskah/lama.txt", "RUMOR") in old and {path for path, _ in old} == {"naskah/lama.txt"}

    # What is old is written down, once; from then on the settings leave it out.
    newsroom.does("attrib", "baseline", "--reason", "sebelum attrib dipakai", "--owner", "meja sunting")
    settings = newsroom.folder / "attrib.toml"
    uncommented = settings.read_text(encoding="utf-8").replace("# baseline = ", "baseline = ")
    settings.write_text(uncommented, encoding="utf-8")
    assert newsroom.findings() == []
    assert newsroom.commit("Awal").returncode == 0

    # The hook stands in the way of a commit until the draft says who says so.
    hook = hooked(newsroom)
    newsroom.write("naskah/bupati.txt", ACCUSED)
    refused = newsroom.commit("Bupati")
    assert (
        refused.returncode == 1 and f"naskah/bupati.txt:1:{AT}: error ACCUSE-NOSRC" in refused.stdout + refused.stderr
    )
    assert hook["id"] in refused.stdout + refused.stderr
    newsroom.write("naskah/bupati.txt", f"{SPEAKER}\n{ACCUSED}")
    passed = newsroom.commit("Bupati, dengan sumber")
    assert passed.returncode == 0, passed.stdout + passed.stderr

    # On a branch somebody deletes the line with the speaker. That of the accusation, nobody touched.
    newsroom.does("git", "switch", "-q", "-c", "usul")
    newsroom.write("naskah/bupati.txt", ACCUSED)
    newsroom.does("git", "commit", "-q", "-a", "--no-verify", "-m", "Lebih ringkas")
    assert ACCUSED not in newsroom.does("git", "diff", "--unified=0", "main", "--", "naskah")
    new = newsroom.findings("--diff-base", "main")
    assert ("naskah/bupati.txt", "ACCUSE-NOSRC") in new and {path for path, _ in new} == {"naskah/bupati.txt"}
    newsroom.does("attrib", "check", "--diff-base", "main", "-q", status=1)
    newsroom.does("git", "switch", "-q", "main")
    newsroom.does("attrib", "check", "-q")

    # What was old is mended, and leaves the baseline.
    newsroom.write("naskah/lama.txt", '"Jalan itu akan ditutup," kata Camat Sukamaju Rina Maharani.')
    told = newsroom.run("attrib", "check")
    assert told.returncode == 0 and f"{len(old)} di baseline sudah beres" in told.stderr
    newsroom.does("attrib", "baseline", "--prune")
    assert json.loads((newsroom.folder / ".attrib-baseline.json").read_text("utf-8"))["findings"] == []

    # One run writes every report, and each is what its readers expect.
    newsroom.does("git", "switch", "-q", "-f", "usul")
    reports = [f"--report={form}:laporan/{form}" for form in REPORTS]
    (newsroom.folder / "laporan").mkdir()
    done = newsroom.run("attrib", "check", *reports, "--diff-base", "main", "--format", "concise")
    assert done.returncode == 1 and f"naskah/bupati.txt:1:{AT}: error ACCUSE-NOSRC" in done.stdout
    for form in REPORTS:
        assert_read(form, (newsroom.folder / "laporan" / form).read_text(encoding="utf-8"))


def hooked(newsroom: Newsroom) -> Any:
    """Install the hook of our manifest; its environment is the one that there is, so that no network is needed."""
    if newsroom.run("pre-commit", "--version").returncode:
        pytest.skip("pre-commit is not installed: pip install -e '.[test]'")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    hook |= {"language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (newsroom.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    newsroom.does("pre-commit", "install")
    return hook


def assert_read(form: str, text: str) -> None:
    """Let a reader of a format, or its schema, take a report."""
    if form in READERS:
        READERS[form](text)
    elif form == "json":
        schema = json.loads((ROOT / "attrib" / "reports" / "attrib-report-1.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(json.loads(text), schema)
    elif form == "html":
        assert (
            text.lower().startswith("<!doctype html>") and text.rstrip().endswith("</html>") and "<script" not in text
        )
    else:
        assert form in ("table", "concise", "statistics")
    assert "ACCUSE-NOSRC" in text
