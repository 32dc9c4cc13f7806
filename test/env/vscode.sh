#!/usr/bin/env bash
# Brings up a real VS Code, 1.100.3, for tests where VS Code itself cannot be downloaded: as the server that the npm package
# code-server carries, to be opened by a headless Chromium.
#
#   vscode.sh install                  unpack and build what it needs under UNSTALE_VSCODE_PREFIX (default /opt/vscode-server), once
#   vscode.sh chromium                 install Debian's Chromium where there is none, and print the path of the browser
#   vscode.sh start PORT DATADIR [ask-for-trust]
#                                      run in the foreground on loopback; DATADIR/data/Machine/settings.json holds machine settings
#   vscode.sh extension FILE DATADIR   install a VSIX for the VS Code that is started with DATADIR
#
# Needs Node 20 and npm; the rest comes from Debian's packages. Workspace trust is off unless it is asked for: its dialog would stand
# before a test.
set -euo pipefail
prefix=${UNSTALE_VSCODE_PREFIX:-/opt/vscode-server}
version=4.100.3
vscode=$prefix/node_modules/code-server/lib/vscode
source "$(dirname "${BASH_SOURCE[0]}")/apt.sh"

install_vscode() {
  [ ! -e "$prefix/.unstale-ready" ] || return 0
  require_root_on_debian 'the browser-served VS Code'
  mkdir -p "$prefix"
  exec 9>"$prefix/.lock"
  flock -w 900 9 || fail "another run holds $prefix/.lock"
  [ ! -e "$prefix/.unstale-ready" ] || return 0
  # Three of its native modules are built here.
  apt_install python3 make g++ ripgrep ca-certificates
  local attempt log=$prefix/install.log
  for attempt in 1 2 3; do
    # A registry that does not answer for a moment must not fail a test run; what was fetched before is there the next time.
    if build_vscode >"$log" 2>&1 </dev/null 9>&-; then
      touch "$prefix/.unstale-ready"
      return
    fi
    [ "$attempt" = 3 ] || sleep $((attempt * 5))
  done
  fail "VS Code could not be installed: $(grep -m 1 -i error "$log" || tail -n 1 "$log") (all of it: $log)"
}

# Runs as a condition, where "set -e" does not hold: so every step says what follows from its failure.
build_vscode() (
  cd "$prefix" || return
  [ -e package.json ] || npm init -y || return
  npm install --no-audit --no-fund --ignore-scripts "code-server@$version" || return
  cd "$vscode" || return
  npm install --no-audit --no-fund --omit=dev --ignore-scripts || return
  # By npm's own node-gyp, because node-pty's install script would download another one. The headers are Node's own where
  # they came with it.
  local module node_gyp node_home headers=()
  node_gyp=$(dirname "$(readlink -f "$(command -v npm)")")/../node_modules/node-gyp/bin/node-gyp.js
  node_home=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  [ ! -e "$node_home/include/node/node.h" ] || headers=("--nodedir=$node_home")
  for module in @vscode/spdlog native-watchdog node-pty; do
    node "$node_gyp" rebuild -C "node_modules/$module" "${headers[@]}" || return
  done
  # Its search needs ripgrep, whose download is one of the scripts that were skipped.
  mkdir -p node_modules/@vscode/ripgrep/bin && ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg || return
  ln -sfn node_modules node_modules.asar || return
  # What its own extensions need: TypeScript, without which it complains when a JavaScript file is opened.
  cd extensions && npm install --no-audit --no-fund --omit=dev --ignore-scripts
)

chromium_path() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

server() { exec node "$vscode/out/server-main.js" --accept-server-license-terms --telemetry-level off "$@"; }

case ${1:-} in
  install) install_vscode ;;
  chromium)
    if ! chromium_path >/dev/null; then
      require_root_on_debian 'Chromium'
      # Without a font the pictures would hold boxes for letters.
      apt_install chromium fonts-dejavu-core
    fi
    chromium_path
    ;;
  start)
    trust=--disable-workspace-trust
    [ "${4:-}" != ask-for-trust ] || trust=
    server --host 127.0.0.1 --port "$2" --without-connection-token $trust --server-data-dir "$3"
    ;;
  extension)
    mkdir -p "$3/extensions"
    server --server-data-dir "$3" --install-extension "$2"
    ;;
  *)
    sed -n '2,13p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
