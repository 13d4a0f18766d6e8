#!/bin/sh
# Signs one observation of now and posts it (RFC 9421, Ed25519). Needs openssl 3 and curl.
set -eu
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/key.pem" <<'END'
${pem}
END

body=${body}
digest="sha-256=:$(printf %s "$body" | openssl dgst -sha256 -binary | openssl base64 -A):"
input='("@method" "@authority" "@path" "content-digest")'";created=$(date +%s);keyid=\"${key}\";nonce=\"$(openssl rand -base64 18)\""
printf '"@method": POST\n"@authority": %s\n"@path": %s\n"content-digest": %s\n"@signature-params": %s' \
    ${authority} ${path} "$digest" "$input" > "$folder/base"
signature=$(openssl pkeyutl -sign -rawin -inkey "$folder/key.pem" -in "$folder/base" | openssl base64 -A)

curl -sS ${url} -H 'Content-Type: application/json' -H "Content-Digest: $digest" \
    -H "Signature-Input: outpost=$input" -H "Signature: outpost=:$signature:" -d "$body"
