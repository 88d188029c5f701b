#!/bin/sh
# Makes sure that a Chromium is there for the browser tests, by the system's own package manager.
# Never fails: where none can be had it says so, and the browser tests skip.
set -u

found() {
    for name in "${HUSTINGS_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@" </dev/null
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@" </dev/null
    else return 1
    fi
}

install() {
    if command -v apt-get >/dev/null 2>&1; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium && return 0
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium
    elif command -v dnf >/dev/null 2>&1; then as_root dnf install -y -q chromium
    elif command -v pacman >/dev/null 2>&1; then as_root pacman -S --noconfirm --needed chromium
    elif command -v apk >/dev/null 2>&1; then as_root apk add -q chromium
    elif command -v zypper >/dev/null 2>&1; then as_root zypper -n -q install chromium
    elif command -v brew >/dev/null 2>&1; then brew install --cask chromium </dev/null
    else return 1
    fi
}

found && exit 0
log=$(mktemp) || exit 0
trap 'rm -f "$log"' EXIT
echo "Chromium is missing: asking the system's package manager for it (used by the browser tests only)"
install >"$log" 2>&1
if found; then
    echo "Chromium installed"
else
    tail -n 5 "$log"
    echo "NOTICE: no Chromium could be installed here. The browser tests will be skipped;"
    echo "        install Chromium yourself, or set HUSTINGS_CHROMIUM to its path, to run them."
fi
exit 0
