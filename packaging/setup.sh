#!/usr/bin/env bash
# Sets up what `make demo` (argument: demo) or everything else (argument: test) needs: Debian's
# packages that are missing, .venv with the locked packages, the compiled translations. Does
# nothing the second time.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=${1:-test}
[ "$wanted" = demo ] || [ "$wanted" = test ] || { echo "usage: $0 [demo|test]" >&2; exit 2; }

say() { printf 'set-up: %s\n' "$*" >&2; }
makes_environments() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

python=
for name in ${PYTHON:-} python3.11 python3 python3.12 python3.13; do
    if command -v "$name" >/dev/null 2>&1 &&
        "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    say "Python 3.11 is needed and was not found (Debian: apt-get install python3.11)."
    exit 1
fi

# What Qt's libraries ask of the system (ldd over PySide6's modules and platform plugins), and a
# font: off screen Qt has none of its own.
packages=(libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
    libx11-xcb1 fonts-inter)
if [ "$wanted" = test ]; then
    packages+=(xvfb xauth x11-utils dbus dbus-x11 gnome-keyring libsecret-1-0 binutils)
    # The bus that screen readers listen on: what they are told is read there.
    packages+=(at-spi2-core)
    # An RFC 5545 of others: what series are expanded to is held against it.
    packages+=(libical3)
    # Tests write small files by the thousand; none of them has to outlive the machine.
    packages+=(eatmydata)
    # A bundle carries Python as a shared library; Debian keeps its own in a package of its own.
    packages+=($("$python" -c 'import sys
if sys.base_prefix == "/usr": print("libpython{}.{}".format(*sys.version_info))'))
fi

# Two stamps: Debian's part is asked again at each run until nothing is missing, so that whoever
# may not install it is told each time; the locked packages are the same for demo and test.
what_the_system_needs() { echo "$python ${packages[*]}"; }
what_python_needs() { "$python" -V && sha256sum requirements-dev.txt && pwd; }

install_system_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    makes_environments || [ -x .venv/bin/python ] || packages+=("$("$python" -c \
        'import sys; print("python{}.{}-venv".format(*sys.version_info))')")
    local name as_root=() missing=()
    for name in "${packages[@]}"; do
        # Newer Debians call some of these …t64: installed under either name is installed.
        { dpkg-query -W -f '${Status}\n' "$name" "${name}t64" 2>/dev/null || true; } |
            grep -q '^install ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ]; then
        as_root=(sudo)
        # With nobody at a terminal sudo may not ask for a password.
        [ -t 0 ] || as_root+=(-n)
        if ! command -v sudo >/dev/null 2>&1 || ! "${as_root[@]}" true 2>/dev/null; then
            say "these packages are missing and may not be installed by this user:"
            say "    ${missing[*]}"
            say "ask whoever may: apt-get install --no-install-recommends ${missing[*]}"
            return 1
        fi
    fi
    say "installing ${missing[*]}"
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    "${as_root[@]}" apt-get update -qq >/dev/null || say "apt-get update failed; going on"
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null || {
        say "apt-get could not install all of them; going on"
        return 1
    }
}

install_python_packages() {
    if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        if ! makes_environments; then
            say "$python cannot make virtual environments (Debian: apt-get install python3-venv)."
            exit 1
        fi
        say "making .venv"
        "$python" -m venv --clear .venv
    fi
    say "installing the locked packages"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes \
        --only-binary :all: -r requirements-dev.txt
    # `aula` in .venv/bin: the checkout itself, nothing copied.
    pwd >"$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/aula.pth"
    printf '#!/bin/sh\nexec "%s/.venv/bin/python" -m desktop_app "$@"\n' "$PWD" >.venv/bin/aula
    chmod +x .venv/bin/aula
}

system_stamp=.venv/.system-$wanted
python_stamp=.venv/.python
system=$(what_the_system_needs)
if [ "$(cat "$system_stamp" 2>/dev/null)" != "$system" ]; then
    complete=yes
    install_system_packages || complete=
fi
locked=$(what_python_needs)
if [ "$(cat "$python_stamp" 2>/dev/null)" != "$locked" ]; then
    install_python_packages
    echo "$locked" >"$python_stamp"
fi
[ -z "${complete:-}" ] || echo "$system" >"$system_stamp"

catalogue=resources/translations/es/LC_MESSAGES/aula
if [ ! -f $catalogue.mo ] || [ $catalogue.po -nt $catalogue.mo ]; then
    .venv/bin/python packaging/translations.py compile
fi
