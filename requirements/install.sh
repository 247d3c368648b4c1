#!/bin/sh
# Makes .venv where there is none that works, and installs one lock file into it:
#
#     sh requirements/install.sh base|production|dev
#
# With uv where it is on the PATH, else with Python's own venv and pip. Needs Python 3.11 or newer, and no compiler.
# Leaves .venv/installed-<name> behind, by which make knows that there is nothing to do. Where it cannot go on it says
# what to install.
set -eu

cd "$(dirname "$0")/.."
lock=$1
python=.venv/bin/python
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
can_make_environments='import ensurepip, venv'

refuse() {
    printf '\n%s\n' "$@" >&2
    exit 1
}

runs() { # PYTHON CODE: whether that Python is there and gets through the code without complaint
    "$1" -c "$2" >/dev/null 2>&1
}

pythons() { # those on the PATH that are new enough, the preferred first
    for name in python3.13 python3.12 python3.11 python3; do
        if runs "$name" "$new_enough"; then echo "$name"; fi
    done
}

make_environment() {
    rm -rf .venv
    found=$(pythons)
    if command -v uv >/dev/null 2>&1; then # uv needs no ensurepip, and fetches a Python where there is none
        first=$(echo "$found" | head -n 1)
        uv venv --quiet --python "${first:->=3.11}" .venv
        return
    fi
    for name in $found; do
        if runs "$name" "$can_make_environments"; then
            echo "Making .venv with $("$name" --version)"
            "$name" -m venv .venv
            return
        fi
    done
    if [ -z "$found" ]; then
        refuse "Interdict needs Python 3.11 or newer; this machine has $(python3 --version 2>/dev/null || echo none)." \
            "  Debian 12, Ubuntu 24.04 and newer:  sudo apt install python3 python3-venv" \
            "  macOS with Homebrew:                brew install python" \
            "  anywhere: with uv on the PATH a fitting Python is fetched."
    fi
    first=$(echo "$found" | head -n 1)
    number=$("$first" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    refuse "Python $number is here, but the part that makes environments is missing." \
        "  Debian, Ubuntu:         sudo apt install python3-venv   (for this Python: python$number-venv)" \
        "  macOS with Homebrew:    brew install python"
}

runs $python "$new_enough" || make_environment

echo "Installing requirements/$lock.txt"
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --compile-bytecode --python $python --requirements "requirements/$lock.txt"
else
    # An environment made by uv has no pip; one whose Python was upgraded has lost it.
    runs $python 'import pip' || $python -m ensurepip >/dev/null
    $python -m pip install --quiet --quiet --disable-pip-version-check --requirement "requirements/$lock.txt"
fi
# Each lock holds the ones before it.
case $lock in
    dev) touch .venv/installed-base .venv/installed-production .venv/installed-dev ;;
    production) touch .venv/installed-base .venv/installed-production ;;
    *) touch ".venv/installed-$lock" ;;
esac
