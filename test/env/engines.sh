#!/usr/bin/env bash
# Brings up the three Docker Engines that Unstale has to be right on, beside whatever the machine already runs:
#
#   engine-20.10          Debian 12's own docker.io, classic image store
#   engine-28-classic     Debian testing's docker.io, classic image store: an image's ID is its config digest
#   engine-28-containerd  the same on containerd's image store: an image's ID is a manifest or index digest
#
#   engines.sh up [NAME...]     install what is missing, start what does not run, then print the lines of "env"
#   engines.sh env              print "export ..." lines: the running engines, the registry beside them, the docker CLI with buildx
#                               and Compose, busybox
#   engines.sh running          print the names of the running engines, one on a line
#   engines.sh down [NAME...]   stop them and wait for their end; images are kept
#
# Needs root on Debian 12. Everything but a few system packages lives under UNSTALE_ENGINES_PREFIX (default
# /opt/docker-modern); remove that folder to be rid of it. Debian testing's packages are unpacked there, not installed: their
# programs are pointed at the C library unpacked beside them.
set -euo pipefail
prefix=${UNSTALE_ENGINES_PREFIX:-/opt/docker-modern}
all_names=(engine-20.10 engine-28-classic engine-28-containerd)
source "$(dirname "${BASH_SOURCE[0]}")/apt.sh"
source "$(dirname "${BASH_SOURCE[0]}")/registry.sh"

# Sets what differs between the engines. Each has a bridge of its own, so that they can share one host.
select_engine() {
  case $1 in
    engine-20.10) run=$prefix/run-20.10 data=$prefix/data-20.10 daemon=/usr/sbin/dockerd path=/usr/sbin:/usr/bin bridge=dockermod2 net=172.29.0.1/16 snapshotter= ;;
    engine-28-classic) run=$prefix/run-classic data=$prefix/data-classic daemon=$prefix/bin/dockerd path=$prefix/bin bridge=dockermod0 net=172.30.0.1/16 snapshotter=false ;;
    engine-28-containerd) run=$prefix/run-containerd data=$prefix/data-containerd daemon=$prefix/bin/dockerd path=$prefix/bin bridge=dockermod1 net=172.31.0.1/16 snapshotter=true ;;
    *) fail "unknown engine '$1'; there are: ${all_names[*]}" ;;
  esac
  socket=$run/docker.sock
}

# Debian testing's packages come from the mirror that this machine already uses.
unpack_current_engine() {
  [ -x "$prefix/bin/dockerd" ] && [ -e "$prefix/cli-plugins/docker-compose" ] && return
  apt_install patchelf iptables
  mkdir -p "$prefix"/{apt/lists/partial,apt/archives/partial,root,bin,cli-plugins}
  local mirror options deb program
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | sed -n 1p)
  [ -n "$mirror" ] || { apt_retry update; mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | sed -n 1p); }
  [ -n "$mirror" ] || fail 'no Debian mirror is configured for bookworm'
  echo "deb [trusted=yes] $mirror forky main" >"$prefix/apt/sources.list"
  options=(-o "Dir::Etc::SourceList=$prefix/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$prefix/apt/lists"
    -o "Dir::Cache=$prefix/apt" -o Dir::State::status=/dev/null -o Acquire::Check-Valid-Until=false)
  apt_retry "${options[@]}" update
  (cd "$prefix/apt/archives" && apt_retry "${options[@]}" download docker.io docker-cli docker-buildx docker-compose containerd runc tini libc6 libsystemd0 libseccomp2 libcap2)
  for deb in "$prefix"/apt/archives/*.deb; do dpkg -x "$deb" "$prefix/root"; done
  rm -f "$prefix"/apt/archives/*.deb
  local loader; loader=$(find "$prefix/root/usr/lib" -name 'ld-linux-*.so.*' | sed -n 1p)
  [ -n "$loader" ] || fail "no dynamic loader was found under $prefix/root"
  for program in usr/bin/docker usr/bin/containerd usr/bin/containerd-shim-runc-v2 usr/sbin/runc usr/sbin/docker-proxy \
    usr/libexec/docker/cli-plugins/docker-buildx usr/libexec/docker/cli-plugins/docker-compose usr/sbin/dockerd; do
    [ -e "$prefix/root/$program" ] || continue
    patchelf --set-interpreter "$loader" --set-rpath "$(dirname "$loader")" "$prefix/root/$program"
    case $program in *cli-plugins*) ln -sf "$prefix/root/$program" "$prefix/cli-plugins/" ;; *) ln -sf "$prefix/root/$program" "$prefix/bin/" ;; esac
  done
  ln -sf "$prefix/root/usr/bin/tini-static" "$prefix/bin/docker-init"
}

# Unpacked, not installed: Debian's other busybox package may be there, and the two exclude each other.
unpack_busybox() {
  [ ! -x "$prefix/bin/busybox" ] || return 0
  mkdir -p "$prefix/apt/archives" "$prefix/bin" "$prefix/busybox"
  apt_retry update
  (cd "$prefix/apt/archives" && apt_retry download busybox-static)
  dpkg -x "$prefix"/apt/archives/busybox-static_*.deb "$prefix/busybox"
  rm -f "$prefix"/apt/archives/busybox-static_*.deb
  ln -sf "$(find "$prefix/busybox" -path '*/bin/busybox' -type f)" "$prefix/bin/busybox"
}

install_engine() {
  unpack_current_engine
  mkdir -p "$prefix/config/cli-plugins"
  ln -sf "$prefix"/cli-plugins/* "$prefix/config/cli-plugins/"
  [ "$1" != engine-20.10 ] || apt_install docker.io iptables
}

answers() { DOCKER_HOST=unix://$socket DOCKER_CONFIG=$prefix/config timeout 5 "$prefix/bin/docker" version --format '{{.Server.Version}}' 2>/dev/null; }

start_engine() {
  select_engine "$1"
  if answers >/dev/null; then return; fi
  install_engine "$1"
  mkdir -p "$run" "$data"
  if [ -n "$snapshotter" ]; then echo "{\"features\":{\"containerd-snapshotter\":$snapshotter}}"; else echo '{}'; fi >"$run/daemon.json"
  rm -f "$run/docker.pid"
  ip link show "$bridge" >/dev/null 2>&1 || { ip link add "$bridge" type bridge && ip addr add "$net" dev "$bridge" && ip link set "$bridge" up; } ||
    fail "$1 cannot be started: this machine does not let us add a network bridge"
  PATH=$path:$PATH setsid "$daemon" --config-file "$run/daemon.json" --bridge "$bridge" --data-root "$data" --exec-root "$run/exec" \
    --pidfile "$run/docker.pid" -H "unix://$socket" >"$run/dockerd.log" 2>&1 </dev/null 9>&- &
  local process=$!
  for _ in $(seq 120); do
    if answers >/dev/null; then echo "$1 is up: $(answers)" >&2; return; fi
    kill -0 "$process" 2>/dev/null || break
    sleep 0.5
  done
  kill "$process" 2>/dev/null || true
  fail "$1 did not come up: $(tail -n 1 "$run/dockerd.log")"
}

stop_engine() {
  select_engine "$1"
  local process
  process=$(cat "$run/docker.pid" 2>/dev/null) || return 0
  kill "$process" 2>/dev/null || return 0
  for _ in $(seq 150); do kill -0 "$process" 2>/dev/null || return 0; sleep 0.2; done
  fail "$1 (process $process) does not end"
}

running_names() {
  [ -x "$prefix/bin/docker" ] || return 0
  local name
  for name in "${all_names[@]}"; do select_engine "$name"; if answers >/dev/null; then echo "$name"; fi; done
}

print_environment() {
  local name engines=()
  for name in $(running_names); do select_engine "$name"; engines+=("$name=unix://$socket"); done
  echo "export UNSTALE_ENGINES='${engines[*]}'"
  echo "export UNSTALE_REGISTRY='$(registry_address || true)'"
  echo "export UNSTALE_BUSYBOX='$prefix/bin/busybox'"
  echo "export DOCKER_CONFIG='$prefix/config'"
  echo "export PATH='$prefix/bin:$PATH'"
}

command=${1:-}
shift || true
names=("$@")
[ $# -gt 0 ] || names=("${all_names[@]}")
case $command in
  up)
    require_root_on_debian 'the test engines'
    mkdir -p "$prefix" 2>/dev/null || fail "$prefix cannot be written to"
    # Two runs at once would unpack over each other.
    exec 9>"$prefix/.lock"
    flock -w 600 9 || fail "another run holds $prefix/.lock"
    # The engine runs "ps" of its own host when it is asked what runs in a container.
    apt_install iproute2 procps
    unpack_busybox
    for name in "${names[@]}"; do start_engine "$name"; done
    start_registry
    print_environment
    ;;
  env) print_environment ;;
  running) running_names ;;
  down)
    for name in "${names[@]}"; do stop_engine "$name"; done
    [ -n "$(running_names)" ] || stop_registry
    ;;
  *)
    sed -n '2,17p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
