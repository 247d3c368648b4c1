"""What a stranger is told whose machine cannot make the environment."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "requirements" / "install.sh"

OLD = "#!/bin/sh\ncase $1 in --version) echo Python 3.9.2 ;; *) exit 1 ;; esac\n"
# Debian's python3 without python3-venv: new enough, but `import ensurepip` fails.
WITHOUT_VENV = "#!/bin/sh\ncase $2 in *ensurepip*) exit 1 ;; *print*) echo 3.11 ;; esac\n"

Install = Callable[[dict[str, str]], subprocess.CompletedProcess[str]]


@pytest.fixture
def install(tmp_path: Path) -> Install:
    """Runs the script in an empty project on a machine which has these programs and no other Python."""

    def run(programs: dict[str, str]) -> subprocess.CompletedProcess[str]:
        path = tmp_path / "bin"
        path.mkdir()
        for tool in ("sh", "dirname", "rm", "head", "touch"):
            (path / tool).symlink_to(shutil.which(tool) or tool)
        for name, source in programs.items():
            (path / name).write_text(source)
            (path / name).chmod(0o755)
        script = tmp_path / "project" / "requirements" / "install.sh"
        script.parent.mkdir(parents=True)
        shutil.copy(SCRIPT, script)
        return subprocess.run(
            ["sh", str(script), "base"], env={"PATH": str(path)}, capture_output=True, text=True, check=False
        )

    return run


def test_an_old_python_is_named_together_with_what_to_install(install: Install) -> None:
    done = install({"python3": OLD})
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this machine has Python 3.9.2" in done.stderr
    assert "apt install python3 python3-venv" in done.stderr
    assert "brew install python" in done.stderr


def test_no_python_at_all_is_said_as_plainly(install: Install) -> None:
    done = install({})
    assert done.returncode == 1
    assert "this machine has none" in done.stderr


def test_a_missing_venv_module_is_named_by_its_package(install: Install) -> None:
    done = install({"python3": WITHOUT_VENV})
    assert done.returncode == 1
    assert "Python 3.11 is here" in done.stderr
    assert "apt install python3-venv" in done.stderr
    assert "python3.11-venv" in done.stderr


def test_a_python_on_the_path_that_does_not_run_is_passed_over(install: Install) -> None:
    # Version managers leave such programs behind: there, but only to say that they are not installed.
    done = install({"python3.13": "#!/bin/sh\nexit 127\n", "python3": WITHOUT_VENV})
    assert "Python 3.11 is here" in done.stderr
