import json
from pathlib import Path

from config.launcher import stack


class TestSecrets:
    def test_are_made_once_and_readable_by_their_owner_only(
        self, tmp_path: Path
    ) -> None:
        made = stack.secrets_of(tmp_path)
        (path,) = tmp_path.iterdir()
        assert stack.secrets_of(tmp_path) == made == json.loads(path.read_text())
        assert path.stat().st_mode & 0o777 == 0o600

    def test_a_start_that_was_cut_short_leaves_nothing_in_the_way(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "secrets.draft").write_text('{"postgres": "half of a wo')
        made = stack.secrets_of(tmp_path)
        assert set(made) == {"postgres", "secret_key"}
        assert stack.secrets_of(tmp_path) == made
