#!/usr/bin/env bash
# The main job against the embedded server: a window where there is a display, else a picture.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    .venv/bin/python -m desktop_app --demo && exit || code=$?
    # 2: the display is named and cannot be used (a stale variable, root without the user's cookie).
    [ "$code" = 2 ] || exit "$code"
fi
echo "There is no display: Aula does the same job without its window." >&2
mkdir -p build
exec .venv/bin/python -m desktop_app demo --screenshot build/demo.png
