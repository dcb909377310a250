# Debian with neither Python nor Java: pulled, or where there is no registry made of Debian packages. Part of prepare.

# The first word of a pull is "latest: Pulling from"; where no registry answers, it never comes.
pull() { # pull IMAGE
    log=$(mktemp)
    docker pull "$1" >"$log" 2>&1 9>&- &
    pull=$!
    tries=50
    until grep -q 'Pulling from' "$log" || ! kill -0 $pull 2>/dev/null; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || kill $pull
        sleep 0.2
    done
    code=0
    wait $pull || code=$?
    [ $code = 0 ] || say "cannot pull $1: $(tail -n 1 "$log")"
    rm -f "$log"
    return $code
}

# The sources that this machine's own apt uses. A mirror may be all that can be reached.
apt_sources() {
    for file in "$root/etc/apt/sources.list.d/debian.sources" "$root/etc/apt/sources.list"; do
        [ ! -s "$file" ] || { echo "$file" && return; }
    done
    fail "no image can be pulled, and there is no apt sources file to make one from" "Give the engine access to a registry."
}

if pull debian:bookworm-slim; then
    docker tag debian:bookworm-slim "$tag"
    there "$ryuk" || pull "$ryuk" || :
else
    [ -e "$root/etc/debian_version" ] && [ "$(id -u)" = 0 ] ||
        fail "no image can be pulled" "Give the Docker engine access to a registry, or put debian:bookworm-slim into it by hand."
    install_packages mmdebstrap
    sources=$(apt_sources)
    say "making Debian bookworm of packages"
    # A file in between, for a pipe would hide that it failed.
    folder=$(mktemp -d)
    [ "$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -lt 1000000 ] || export TMPDIR=/dev/shm
    mmdebstrap --quiet --variant=apt \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$folder/base.tar" "$sources" >&2 </dev/null 9>&- || {
        rm -rf "$folder"
        fail "could not make Debian bookworm of packages" "What mmdebstrap said is above."
    }
    docker import --change "LABEL $label.image=$tag" "$folder/base.tar" "$tag" >/dev/null
    rm -rf "$folder"
fi
