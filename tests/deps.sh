#!/bin/sh
# deps.sh NEED... - makes sure that what building (or testing) needs is there.
#
# A NEED is PACKAGE:KIND:NAME - the Debian package that brings it, and how to see whether it is
# there: cmd (a command), pc (a pkg-config module), h (a header), fuzzer (a compiler that links
# libFuzzer). All there: silence, nothing is asked. Else the packages are installed, as root, or what to do is said.
missing= packages=
for need in "$@"; do
    package=${need%%:*} name=${need##*:} kind=${need#*:} kind=${kind%:*}
    case $kind in
    cmd) for one in $(echo "$name" | tr '|' ' '); do command -v "$one" >/dev/null 2>&1 && continue 2; done ;;
    pc)  pkg-config --exists "$name" 2>/dev/null && continue ;;
    h)   echo "#include <$name>" | ${CC:-cc} -E -x c - >/dev/null 2>&1 && continue ;;
    fuzzer) echo 'int LLVMFuzzerTestOneInput(const char *p, long n) { return p != 0 && n < 0; }' |
                "$name" -x c -fsanitize=fuzzer - -o /dev/null >/dev/null 2>&1 && continue ;;
    esac
    packages="$packages $package"
    case $kind in
    cmd) missing="$missing, command $name" ;;
    pc)  missing="$missing, library $name (seen by pkg-config)" ;;
    h)   missing="$missing, header $name" ;;
    fuzzer) missing="$missing, libFuzzer of $name" ;;
    esac
done
[ -n "$packages" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "missing: ${missing#, }" >&2
    echo "(Debian's packages with them:$packages)" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "missing: ${missing#, }" >&2
    echo "run: sudo apt-get install$packages" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
install="apt-get install -y -q --no-install-recommends"
# Old or absent package lists are the usual reason for a failure: fetch them and try again.
$install $packages || { apt-get update -q && $install $packages; }
