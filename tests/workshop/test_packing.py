"""Packs: installed whole or not at all, from a folder or a zip, and never out of their folder."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from scenarios.packs import Library, shipped_folder
from scenarios.problems import RightpartyError
from simulator.commands.main import main
from simulator.workshop.packing import install, read_installed, remove

LABEL = 'pack: my-pack\ntitle: My pack\nversion: "{version}"\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack folder with one scenario and one person of its own."""
    folder = tmp_path / "source"
    for kind, name, called in (("personas", "maria-lopez", "my-maria"), ("library", "us/hospital-bill", "my-bill")):
        text = (shipped_folder() / kind / f"{name}.yaml").read_text(encoding="utf-8")
        text = text.replace("persona: maria-lopez", "persona: my-maria").replace(
            "scenario: hospital-bill", "scenario: my-bill"
        )
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{called}.yaml").write_text(text, encoding="utf-8")
    (folder / "pack.yaml").write_text(LABEL.format(version=1), encoding="utf-8")
    (folder / "LICENSE").write_text("CC BY 4.0\n", encoding="utf-8")
    return folder


def zipped(path: Path, members: dict[str, str | bytes]) -> Path:
    """A zip of these members, whatever their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def members_of(pack: Path, below: str = "") -> dict[str, str | bytes]:
    """The files of a pack by their name in a zip."""
    return {below + path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*") if path.is_file()}


def test_a_folder_is_installed_and_its_scenarios_can_be_practised(pack: Path, tmp_path: Path) -> None:
    """Everything is there, and a newer version takes its place."""
    home = tmp_path / "home"
    label, before, _ = install(pack, home)
    assert (label.pack, label.version, before) == ("my-pack", "1", None)
    assert Library([home / "my-pack"]).scenario("my-bill").persona == "my-maria"
    assert (home / "my-pack" / "LICENSE").is_file()
    (pack / "pack.yaml").write_text(LABEL.format(version=2), encoding="utf-8")
    assert install(pack, home, [home / "my-pack"])[1] == "1"
    assert [each.label.version for each in read_installed(home)[0]] == ["2"]
    remove("my-pack", home)
    assert read_installed(home) == ([], [])
    with pytest.raises(RightpartyError, match="No pack"):
        remove("my-pack", home)


@pytest.mark.parametrize("below", ["", "my-pack-main/"])
def test_a_zip_of_the_folder_or_of_its_contents_is_the_same(pack: Path, tmp_path: Path, below: str) -> None:
    """People zip both ways."""
    archive = zipped(tmp_path / "p.zip", members_of(pack, below))
    assert install(archive, tmp_path / "home")[0].pack == "my-pack"
    assert (tmp_path / "home" / "my-pack" / "library" / "my-bill.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../outside.yaml", "outside its folder"),
        ("library/../../outside.yaml", "outside its folder"),
        ("/etc/outside.yaml", "outside its folder"),
        ("C:/outside.yaml", "outside its folder"),
        ("library\\..\\..\\outside.yaml", "outside its folder"),
        ("library/run.py", "no text"),
        ("library/run.so", "no text"),
    ],
)
def test_a_zip_that_wants_out_or_brings_programs_is_refused(pack: Path, tmp_path: Path, name: str, says: str) -> None:
    """One clear line, and nothing is left behind."""
    archive = zipped(tmp_path / "p.zip", {**members_of(pack), name: "x: 1\n"})
    with pytest.raises(RightpartyError, match=says):
        install(archive, tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []
    assert not list(tmp_path.rglob("outside.yaml"))


def test_links_bombs_and_broken_archives_are_refused(pack: Path, tmp_path: Path) -> None:
    """A link in a zip or a folder, fifty megabytes of zeros, a zip cut short, a file that is none."""
    home = tmp_path / "home"
    link = zipfile.ZipInfo("library/link.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = zipped(tmp_path / "link.zip", members_of(pack))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(RightpartyError, match="a link"):
        install(path, home)
    bomb = zipped(tmp_path / "bomb.zip", {**members_of(pack), "library/big.yaml": b"0" * 50_000_001})
    assert bomb.stat().st_size < 200_000
    with pytest.raises(RightpartyError, match="larger than 50 MB"):
        install(bomb, home)
    (pack / "library" / "link.yaml").symlink_to("/etc/hostname")
    with pytest.raises(RightpartyError, match="a link"):
        install(pack, home)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(io.BytesIO(bomb.read_bytes()).read(400))
    with pytest.raises(RightpartyError, match="neither a folder nor a zip"):
        install(cut, home)
    assert list(home.iterdir()) == []


def test_a_pack_with_mistakes_is_not_installed_and_the_old_one_stays(pack: Path, tmp_path: Path) -> None:
    """Its mistakes are named, at their lines inside the pack."""
    home = tmp_path / "home"
    install(pack, home)
    path = pack / "library" / "my-bill.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("level: 2", "levle: 2"), encoding="utf-8")
    (pack / "pack.yaml").write_text(LABEL.format(version=2), encoding="utf-8")
    with pytest.raises(RightpartyError, match=r"library/my-bill.yaml:\d+:\d+ file/unknown-key"):
        install(pack, home, [home / "my-pack"])
    assert [each.label.version for each in read_installed(home)[0]] == ["1"]


def test_the_command_installs_lists_and_removes(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a trainer does it, and what is no pack ends with two."""
    assert main(["packs", "list"]) == 0
    assert "Only the shipped pack" in capsys.readouterr().out
    assert main(["packs", "install", str(pack)]) == 0
    assert main(["packs", "list"]) == 0
    assert "my-pack" in capsys.readouterr().out
    assert main(["scenarios", "show", "my-bill"]) == 0
    assert main(["packs", "remove", "my-pack"]) == 0
    assert main(["packs", "install", str(pack / "pack.yaml")]) == 2
