#!/usr/bin/env bash
# The main job against the embedded server: a window where there is a display, else a picture.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    exec .venv/bin/python -m desktop_app --demo
fi
echo "There is no display: Aula does the same job without its window." >&2
mkdir -p build
exec .venv/bin/python -m desktop_app demo --screenshot build/demo.png
