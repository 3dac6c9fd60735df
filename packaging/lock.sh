#!/bin/bash
# Lock what pyproject.toml asks for, with hashes, into both requirements files. Versions that are
# locked already stay; `packaging/lock.sh --upgrade` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet pip-tools

lock() { # lock FILE HEADER [OPTION...]
    local file=$1 header=$2
    shift 2
    # Comments would be read back as part of a pin.
    "$tools/bin/pip-compile" --quiet --generate-hashes --no-annotate --no-header --strip-extras \
        --no-emit-options --allow-unsafe --output-file "$file" "$@" pyproject.toml
    printf '%s\n%s\n' "$header" "$(cat "$file")" >"$file"
}

header='# Locked with hashes from pyproject.toml by pip-compile; names no index.'
lock requirements.txt "$header Run time only." "$@"
lock requirements-dev.txt "$header Run time, tests and development." --extra dev "$@"
