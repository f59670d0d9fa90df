/**
 * Commands that repeat the checks of evidence records (RFC 4998), custody logs and submissions, for bash with GNU
 * coreutils, awk and OpenSSL 3.
 */

const countProblems = `echo "problems: $problems"
[ "$problems" -eq 0 ]`;

/** Functions: what an evidence record holds, and each of its tokens over what it must be over. */
export const recordFunctions = `bytes() { printf "$(sed 's/../\\\\x&/g')"; }
hash_of() { openssl dgst "-$1" -r | cut -d' ' -f1; }
node_of() {
  sort > "$WORK/node"
  if [ "$(wc -l < "$WORK/node")" -eq 1 ]; then cat "$WORK/node"; return; fi
  tr -d '\\n' < "$WORK/node" | bytes | hash_of "$1"
}
parts_of() {
  openssl asn1parse -inform DER -in "$1" | awk '
    { at = $0; sub(/:.*/, "", at); at += 0
      match($0, /d=[0-9]+/); d = substr($0, RSTART + 2, RLENGTH - 2) + 0
      match($0, /hl=[0-9]+/); size = substr($0, RSTART + 3, RLENGTH - 3) + 0
      match($0, / l= *[0-9]+/); size += substr($0, RSTART + 3, RLENGTH - 3) }
    d == 1 && /SEQUENCE/ { n++ }
    n < 2 { next }
    d == 2 { print "chain", at, size }
    d == 4 { tree = /cont \\[ 2 \\]/; if (/SEQUENCE/) print "token", at, size }
    d == 5 && tree { print "list" }
    d == 6 && tree { sub(/.*:/, ""); print "digest", tolower($0) }'
}
cut_out() { tail -c "+$(($2 + 1))" "$1" | head -c "$3"; }
sequence_of() {
  if [ "$1" -lt 128 ]; then printf '30%02x' "$1" | bytes; return; fi
  local length; length=$(printf '%x' "$1"); [ $((\${#length} % 2)) -eq 0 ] || length=0$length
  printf '30%02x%s' $((128 + \${#length} / 2)) "$length" | bytes
}
verify_record() {
  local record=$1 kind at size file hash token=$WORK/token.tst
  local chains=0 begin=0 here=0 stamps=0 lists=0 algorithm root; shift
  : > "$WORK/lists"
  while read -r kind at size; do
    case $kind in
      chain) chains=$((chains + 1)) stamps=0 here=$at; [ "$chains" -gt 1 ] || begin=$at ;;
      list) lists=$((lists + 1)) ;;
      digest) echo "$lists $at" >> "$WORK/lists" ;;
      token)
        stamps=$((stamps + 1)); [ "$stamps" -eq 1 ] || cp "$token" "$WORK/renewed"
        cut_out "$record" "$at" "$size" > "$token"
        openssl ts -reply -in "$token" -token_in -token_out -text > "$WORK/text" 2>&1
        algorithm=$(sed -n 's/^Hash Algorithm: //p' "$WORK/text")
        if [ "$stamps" -gt 1 ]; then hash_of "$algorithm" < "$WORK/renewed"
        else for file in "$@"; do
          hash=$(hash_of "$algorithm" < "$file")
          [ "$chains" -eq 1 ] || hash=$({ bytes <<< "$hash"
            { sequence_of $((here - begin)); cut_out "$record" "$begin" $((here - begin)); } |
              hash_of "$algorithm" | bytes; } | hash_of "$algorithm")
          echo "$hash"
        done; fi | sort -u > "$WORK/needed"
        [ "$lists" -gt 0 ] || { lists=1; sed 's/^/1 /' "$WORK/needed" > "$WORK/lists"; }
        sed -n 's/^1 //p' "$WORK/lists" | sort > "$WORK/first"
        comm -23 "$WORK/needed" "$WORK/first" | grep -q . && problem "$record: data that it does not cover"
        root=$(node_of "$algorithm" < "$WORK/first")
        for ((n = 2; n <= lists; n++)); do
          root=$({ echo "$root"; sed -n "s/^$n //p" "$WORK/lists"; } | node_of "$algorithm")
        done
        echo "$record, chain $chains, token $stamps: $(sed -n 's/^Time stamp: //p' "$WORK/text")"
        openssl ts -verify -digest "$root" -in "$token" -token_in -CAfile "$WORK/roots.pem" \\
          -attime "$(date -d "$(sed -n 's/^Time stamp: //p' "$WORK/text")" +%s)" 2>&1 || problem "$record"
        lists=0; : > "$WORK/lists" ;;
    esac
  done < <(parts_of "$record")
  [ "$chains" -gt 0 ] || problem "$record"
}`;

/** Every record of a container over the files that its manifest lists; needs the functions of step 0. */
export const containerRecords = `${recordFunctions}
shopt -s nullglob
for record in META-INF/*.ers; do
  files=()
  for manifest in META-INF/*anifest*.xml; do
    [ "$(over "$manifest")" = "$record" ] || continue
    while read -r uri rest; do files+=("$(decode "$uri")"); done < <(refs "$manifest")
  done
  [ "\${#files[@]}" -gt 0 ] || files=("$(find . -type f ! -path './META-INF/*' ! -name mimetype)")
  verify_record "$record" "\${files[@]}"
done
${countProblems}`;

/** A bare record over a file, or over all files of a folder. `record` is a word of bash. */
export const bareRecord = (record: string): string => `export LC_ALL=C.UTF-8
RECORD=\${RECORD:-${record}} DATA=\${DATA:-DATA} ROOTS=\${ROOTS:-roots.pem} WORK=$(mktemp -d)
cp "$ROOTS" "$WORK/roots.pem"
problems=0
problem() { echo "PROBLEM: $*"; problems=$((problems + 1)); }
${recordFunctions}
files=()
while IFS= read -r -d '' file; do files+=("$file"); done < <(find "$DATA" -type f -print0)
verify_record "$RECORD" "\${files[@]}"
${countProblems}`;

/** The links and device signatures of the custody log, and the submitter's signature, by openssl. */
export const custodyCommands = `field() { sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p" <<< "$2"; }
signed() {
  printf '%s\\n' "-----BEGIN PUBLIC KEY-----" "MCowBQYDK2VwAyEA$1" "-----END PUBLIC KEY-----" > "$WORK/key.pem"
  field signature "$3" | openssl base64 -d -A > "$WORK/signature"
  printf '%s\\n%s' "$2" "$(sed 's/"signature":"[^"]*",//' <<< "$3")" > "$WORK/message"
  openssl pkeyutl -verify -pubin -inkey "$WORK/key.pem" -rawin -in "$WORK/message" \\
    -sigfile "$WORK/signature" > /dev/null
}
item=$(grep -oE '"id":"[0-9a-f]{32}"' evidence.json | head -1 | cut -d'"' -f4)
device=$(sed -n 's/.*"device":{[^}]*"key":"\\([^"]*\\)".*/\\1/p' evidence.json)
previous=$(printf 'cunzhen-custody/1\\n%s' "$item" | sha256sum | cut -c1-64)
entries=0
shopt -s nullglob
for log in custody.jsonl custody/*.jsonl; do
  while IFS= read -r line; do
    entries=$((entries + 1))
    [ "$(field prev "$line")" = "$previous" ] || problem "$log: entry $entries is not linked"
    signed "$device" cunzhen-custody/1 "$line" || problem "$log: the signature of entry $entries"
    previous=$(printf '%s' "$line" | sha256sum | cut -c1-64)
  done < "$log"
done
echo "custody: $entries entries"
if [ -e META-INF/consortium/submission.json ]; then
  submission=$(cat META-INF/consortium/submission.json)
  signed "$(field submitter "$submission")" cunzhen-submission/1 "$submission" || problem "submission.json"
fi
${countProblems}`;
