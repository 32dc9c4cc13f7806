# Sourced by engines.sh: a registry on this machine's loopback, that engines push to and pull from without TLS. It comes and goes with
# the engines; what is pushed to it lies in a folder that goes with it.

registry_folder=$prefix/registry

# The registry's address as image names begin with it; fails when none runs.
registry_address() {
  local address
  address=$(cat "$registry_folder/address" 2>/dev/null) || return 1
  timeout 5 bash -c "exec 3<>/dev/tcp/127.0.0.1/${address#*:}" 2>/dev/null || return 1
  echo "$address"
}

# Unpacked, not installed: the package would start a registry of its own.
unpack_registry() {
  [ ! -x "$registry_folder/bin/docker-registry" ] || return 0
  mkdir -p "$registry_folder"/{archives,root,bin}
  apt_retry update
  (cd "$registry_folder/archives" && apt_retry download docker-registry)
  dpkg -x "$registry_folder"/archives/docker-registry_*.deb "$registry_folder/root"
  rm -f "$registry_folder"/archives/docker-registry_*.deb
  ln -sf "$registry_folder/root/usr/bin/docker-registry" "$registry_folder/bin/docker-registry"
}

free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    timeout 1 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" 2>/dev/null || { echo "$port"; return; }
  done
  fail 'no free port was found for the registry'
}

start_registry() {
  ! registry_address >/dev/null || return 0
  unpack_registry
  local port; port=$(free_port)
  rm -rf "$registry_folder/data"
  cat >"$registry_folder/config.yml" <<YAML
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $registry_folder/data}, delete: {enabled: true}}
http: {addr: "127.0.0.1:$port"}
YAML
  setsid "$registry_folder/bin/docker-registry" serve "$registry_folder/config.yml" >"$registry_folder/log" 2>&1 </dev/null 9>&- &
  echo $! >"$registry_folder/pid"
  echo "localhost:$port" >"$registry_folder/address"
  local _
  for _ in $(seq 40); do if registry_address >/dev/null; then return; fi; sleep 0.25; done
  fail "the registry did not come up: $(tail -n 1 "$registry_folder/log")"
}

stop_registry() {
  [ -e "$registry_folder/pid" ] || return 0
  kill "$(cat "$registry_folder/pid")" 2>/dev/null || true
  rm -rf "$registry_folder"/{data,pid,address}
}
