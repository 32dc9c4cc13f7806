# Sourced by the scripts beside it: apt with retries, and one clear line where a thing is not possible here.

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

require_root_on_debian() {
  [ "$(uname -s)" = Linux ] && grep -qs '^VERSION_CODENAME=bookworm' /etc/os-release || fail "$1 can be brought up on Debian 12 only"
  [ "$(id -u)" = 0 ] || fail "$1 can be brought up by root only"
}

# A mirror that is busy for a moment must not fail a test run.
apt_retry() {
  local attempt log
  log=$(mktemp)
  for attempt in 1 2 3; do
    if DEBIAN_FRONTEND=noninteractive timeout 600 apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1 </dev/null; then
      rm -f "$log"
      return
    fi
    [ "$attempt" = 3 ] || sleep $((attempt * 5))
  done
  fail "apt-get failed: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log")"
}

# Installs the packages that are missing; never removes one that somebody else put there.
apt_install() {
  local package missing=()
  for package in "$@"; do dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "installing ${missing[*]}" >&2
  apt_retry update
  apt_retry install -y --no-remove --no-install-recommends "${missing[@]}"
}
