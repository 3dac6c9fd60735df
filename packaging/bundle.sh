#!/usr/bin/env bash
# Builds the one-folder program and starts it once: a bundle that was not seen running is none.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf dist/aula
.venv/bin/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
rm -f build/bundle.png
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# A command first: it needs the zones and the catalogue, and does without the window's half.
LANGUAGE=es dist/aula/aula demo --data-dir "$folder" | grep 'Código de acceso' >/dev/null
LANGUAGE=es QT_QPA_PLATFORM=offscreen dist/aula/aula --demo --data-dir "$folder/window" \
    --screenshot build/bundle.png
test -s build/bundle.png
# What PyInstaller left out is missed in a slot, where only the log says so.
if grep -rE ' (WARNING|ERROR|CRITICAL) |Traceback' "$folder/window" --include='*.log'; then
    echo "The bundle's window wrote these to its log." >&2
    exit 1
fi
echo "dist/aula: $(du -sm dist/aula | cut -f1) MB; its picture: build/bundle.png"
