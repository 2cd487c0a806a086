"""What is kept in STUDIO_HOME, and who may read it."""

import base64
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.local.home import Home, studio_port
from deploy.local.private_file import PrivateFileBroken, read_private, write_private
from deploy.local.processes import StartFailed


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_keys_are_made_once_and_only_their_owner_may_read_them(home_path: Path) -> None:
    home = Home(home_path)
    home.make()
    keys = home.keys()
    assert home.keys() == keys
    assert mode(home_path / "secrets.json") == 0o600
    assert mode(home.logs) == mode(home.run) == mode(home.photos) == mode(home.messages) == 0o700


def test_the_public_key_belongs_to_the_seed(home_path: Path) -> None:
    keys = Home(home_path).keys()
    seed = base64.urlsafe_b64decode(keys.gateway_signing_key)
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    assert base64.urlsafe_b64decode(keys.gateway_public_key) == public
    assert len(base64.urlsafe_b64decode(keys.reception_pii_key)) == 32


def test_a_broken_secrets_file_is_told_and_never_overwritten(home_path: Path) -> None:
    home = Home(home_path)
    home.make()
    (home_path / "secrets.json").write_text('{"admin_passw')
    with pytest.raises(PrivateFileBroken, match=r"secrets\.json is not valid JSON"):
        home.keys()
    assert (home_path / "secrets.json").read_text() == '{"admin_passw'


def test_a_failed_write_keeps_the_old_content(home_path: Path) -> None:
    file = home_path / "facts.json"
    write_private(file, {"demo": True})
    with pytest.raises(TypeError):
        write_private(file, {"demo": object()})
    assert read_private(file) == {"demo": True}
    assert [path.name for path in home_path.iterdir()] == ["facts.json"]


def test_a_second_up_at_the_same_time_is_told_to_wait(home_path: Path) -> None:
    with (
        Home(home_path).turn(),
        pytest.raises(StartFailed, match=r"Another \./studio up or down"),
        Home(home_path).turn(),
    ):
        pytest.fail("two at a time")


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", "８０"])
def test_a_port_that_is_none_is_refused_in_one_sentence(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_PORT", text)
    with pytest.raises(StartFailed, match="STUDIO_PORT must be a number from 1 to 65535"):
        studio_port()
