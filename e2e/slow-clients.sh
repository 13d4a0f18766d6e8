#!/usr/bin/env bash
# How long a good client waits while 1,000 connections send their headers, and then their bodies, as slowly as they can.
#   e2e/slow-clients.sh GOOD_URL SLOW_URL [ROUNDS]
# Both lead to the same API, by different addresses, so that it can tell the clients apart: such as http://127.0.0.1:18080 and
# http://192.0.2.7:18080, where the API listens on 0.0.0.0. Needs Debian's slowhttptest and hey.
set -euo pipefail
good=${1:?the address that the good client asks, such as http://127.0.0.1:18080}
slow=${2:?the address that the slow ones ask, such as http://192.0.2.7:18080}
rounds=${3:-3}
path=/v1/places

# Quantiles of so many seconds, and what was answered.
ask() {
    hey -z "$2" -c 4 "$good$path" | awk -v what="$1" '
        / in [0-9.]+ secs/ { q[$1] = $3 * 1000 }
        /responses$/ { answers = answers " " $1 " " $2 }
        /Requests\/sec/ { rate = $2 }
        /Error distribution/ { answers = answers " and errors" }
        END { printf "%-12s p50 %.1f ms, p99 %.1f ms, %.0f/s,%s\n", what, q["50%"], q["99%"], rate, answers }'
}

meanwhile() {
    local what=$1
    shift
    slowhttptest -c 1000 -r 500 -l 30 -p 3 -u "$slow$path" "$@" > /dev/null 2>&1 &
    local attack=$!
    sleep 1
    ask "$what" 10s
    kill "$attack" 2> /dev/null || true
    wait "$attack" 2> /dev/null || true
}

ask warm-up 30s
for _ in $(seq "$rounds"); do
    ask idle 10s
    meanwhile "slow headers" -H -i 1
    ask idle 10s
    meanwhile "slow bodies" -B -i 1 -s 200000 -x 10
done
