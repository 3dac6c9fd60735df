#!/usr/bin/env bash
# Runs a command in a desktop session of its own: a D-Bus, an unlocked gnome-keyring, an X server.
# Nothing of the caller's home, keyring or display is touched, and nothing is left behind.
set -euo pipefail
if [ "${1:-}" != --inside ]; then
    for tool in xvfb-run dbus-run-session gnome-keyring-daemon; do
        command -v "$tool" >/dev/null 2>&1 || {
            echo "$tool is missing; 'make setup' says which packages are needed." >&2
            exit 1
        }
    done
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    mkdir -p -m 700 "$folder/home" "$folder/run"
    env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS HOME="$folder/home" \
        XDG_RUNTIME_DIR="$folder/run" XDG_DATA_HOME="$folder/home/.local/share" \
        XDG_CONFIG_HOME="$folder/home/.config" XDG_CACHE_HOME="$folder/home/.cache" \
        xvfb-run -a -s '-screen 0 1600x1000x24 -nolisten tcp' \
        dbus-run-session -- "$0" --inside "$@" </dev/null
    exit
fi
shift
# The newline is part of the password.
printf 'tests\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec "$@"
