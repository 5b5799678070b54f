#!/bin/sh
# Makes the signature vectors with openssl alone: sh test/links/make-vectors.sh > test/links/vectors.json
secret='0123456789abcdef0123456789abcdef'
long='a longer secret, with spaces, Ünïcödé and more than the 64 bytes of a block of SHA-256'

mac() {
  printf "$2" | openssl dgst -sha256 -hmac "$1" -binary | openssl base64 -A | tr '+/' '-_' | tr -d '='
}

# secret, site, purpose, exp, subject as JSON, the text as printf writes it
vector() {
  printf '  { "secret": "%s", "site": "%s", "purpose": "%s", "subject": %s, "exp": %s,\n' "$1" "$2" "$3" "$5" "$4"
  printf '    "signature": "v1.%s.%s" }' "$4" "$(mac "$1" "$6")"
}

echo '['
vector "$secret" main respondent 1800000000 '["u_1"]' 'v1\nmain\nrespondent\nu_1\n1800000000'
echo ,
vector "$secret" shop-2 respondent 1800000001 '["åsa@exempel.se"]' 'v1\nshop-2\nrespondent\nåsa@exempel.se\n1800000001'
echo ,
vector "$secret" main ref 1800000000 '["checkout", "A-1042"]' 'v1\nmain\nref\ncheckout\nA-1042\n1800000000'
echo ,
vector "$secret" main link 1800000000 '["support", "T-77", "u_1"]' 'v1\nmain\nlink\nsupport\nT-77\nu_1\n1800000000'
echo ,
vector "$secret" main link 1800000000 '["support", "T-77", ""]' 'v1\nmain\nlink\nsupport\nT-77\n\n1800000000'
echo ,
vector "$secret" main link 1800000000 '["support", "", "速い 🙂"]' 'v1\nmain\nlink\nsupport\n\n速い 🙂\n1800000000'
echo ,
vector "$long" main link 0 '["support", "", ""]' 'v1\nmain\nlink\nsupport\n\n\n0'
echo
echo ']'
