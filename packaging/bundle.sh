#!/usr/bin/env bash
# Builds the one-folder program and starts it once: a bundle that was not seen running is none.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
rm -f build/bundle.png
QT_QPA_PLATFORM=offscreen dist/aula/aula --demo --screenshot build/bundle.png
test -s build/bundle.png
echo "dist/aula: $(du -sm dist/aula | cut -f1) MB; its picture: build/bundle.png"
