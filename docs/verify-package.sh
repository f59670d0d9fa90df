#!/usr/bin/env bash
# verify-package.sh PACKAGE.asice ROOTS.pem [POLICY.txt]
# The commands of docs/verify-procedure.md, which says what each step shows.
PACKAGE=$(realpath "$1") ROOTS=$(realpath "$2") POLICY=$(realpath -m "${3:-policy.txt}") WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

export LC_ALL=C.UTF-8
PACKAGE=${PACKAGE:-PACKAGE.asice} ROOTS=${ROOTS:-roots.pem} POLICY=${POLICY:-policy.txt}
WORK=${WORK:-$(mktemp -d "$PWD/check.XXXXXX")}
unzip -qn "$PACKAGE" -d "$WORK/package"
unzip -Z1 "$PACKAGE" | sort > "$WORK/present.txt"
cp "$ROOTS" "$WORK/roots.pem"
[ ! -e "$POLICY" ] || cp "$POLICY" "$WORK/policy.txt"
cd "$WORK/package"
problems=0
problem() { echo "PROBLEM: $*"; problems=$((problems + 1)); }
refs() { sed -n 's/^<asic:DataObjectReference URI="\([^"]*\)">.*<ds:DigestValue>\([^<]*\)<.*$/\1 \2/p' "$1"; }
over() { sed -n 's/^<asic:SigReference .*URI="\([^"]*\)"\/>$/\1/p' "$1"; }
decode() { printf '%b' "${1//%/\\x}"; }
plain() { tr -d '\000-\010\013-\037\177'; }
bytes() { printf "$(sed 's/../\\x&/g')"; }

sha256sum META-INF/ASiCManifest001.xml
fingerprint=$(sha256sum < META-INF/ASiCManifest001.xml | cut -c1-64)

closing=META-INF/ASiCArchiveManifest.xml
[ -e "$closing" ] || closing=$(printf '%s\n' META-INF/ASiCEvidenceRecordManifest*.xml | tail -1)
{ echo mimetype; echo "$closing"; over "$closing"
  refs "$closing" | while read -r uri digest; do decode "$uri"; echo; done
} | sort > "$WORK/listed.txt"
diff "$WORK/listed.txt" "$WORK/present.txt" && echo "entries: the same" || problem "entries differ"
for earlier in META-INF/ASiCArchiveManifest[0-9]*.xml; do
  [ -e "$earlier" ] || continue
  [ "$(refs "$earlier")" = "$(refs "$closing" | head -n "$(refs "$earlier" | wc -l)")" ] ||
    problem "$closing does not begin with $earlier"
done

for manifest in META-INF/ASiC*Manifest*.xml; do
  while read -r uri digest; do
    file=$(decode "$uri")
    found=$(openssl dgst -sha256 -binary "$file" | openssl base64)
    [ "$found" = "$digest" ] || problem "$file differs from $manifest"
  done < <(refs "$manifest")
  echo "$manifest: $(refs "$manifest" | wc -l) digests compared"
done

shopt -s nullglob
certificates=(META-INF/trust/*.crt) lists=(META-INF/trust/*.crl) revocation=
for c in "${certificates[@]}"; do openssl x509 -inform DER -in "$c"; done > "$WORK/chain.pem"
cat "$WORK/roots.pem" > "$WORK/anchors.pem"
for c in "${lists[@]}"; do openssl crl -inform DER -in "$c"; done >> "$WORK/anchors.pem"
[ "${#lists[@]}" -gt 0 ] && revocation=-crl_check_all
trusting=(-CAfile "$WORK/anchors.pem" -untrusted "$WORK/chain.pem" $revocation)
time_of() { openssl ts -reply -in "$1" -token_in -token_out -text | sed -n 's/^Time stamp: //p'; }
: > "$WORK/proven.txt"
for manifest in META-INF/ASiC*Manifest*.xml; do
  token=$(over "$manifest")
  case "$token" in *.tst) ;; *) continue ;; esac
  echo "$token over $manifest: $(time_of "$token")"
  at=$(date -d "$(time_of "$token")" +%s)
  if openssl ts -verify -in "$token" -token_in -data "$manifest" "${trusting[@]}" -attime "$at" 2>&1
  then { echo "$manifest"; refs "$manifest"; } | sed "s/^/$at /" >> "$WORK/proven.txt"
  else problem "$token"; fi
done

hash_of() { openssl dgst "-$1" -r | cut -d' ' -f1; }
node_of() {
  sort > "$WORK/node"
  if [ "$(wc -l < "$WORK/node")" -eq 1 ]; then cat "$WORK/node"; return; fi
  tr -d '\n' < "$WORK/node" | bytes | hash_of "$1"
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
    d == 4 { tree = /cont \[ 2 \]/; if (/SEQUENCE/) print "token", at, size }
    d == 5 && tree { print "list" }
    d == 6 && tree { sub(/.*:/, ""); print "digest", tolower($0) }'
}
cut_out() { tail -c "+$(($2 + 1))" "$1" | head -c "$3"; }
sequence_of() {
  if [ "$1" -lt 128 ]; then printf '30%02x' "$1" | bytes; return; fi
  local length; length=$(printf '%x' "$1"); [ $((${#length} % 2)) -eq 0 ] || length=0$length
  printf '30%02x%s' $((128 + ${#length} / 2)) "$length" | bytes
}
verify_record() {
  local record=$1 kind at size file hash token=$WORK/token.tst
  local chains=0 begin=0 here=0 stamps=0 lists=0 algorithm root; shift
  first=
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
        at=$(sed -n 's/^Time stamp: //p' "$WORK/text")
        echo "$record, chain $chains, token $stamps: $at"
        at=$(date -d "$at" +%s)
        if openssl ts -verify -digest "$root" -in "$token" -token_in "${trusting[@]}" -attime "$at" 2>&1
        then [ -n "$first" ] || first=$at
        else problem "$record"; fi
        lists=0; : > "$WORK/lists" ;;
    esac
  done < <(parts_of "$record")
  [ "$chains" -gt 0 ] || problem "$record"
}
shopt -s nullglob
for record in META-INF/*.ers; do
  files=() names=()
  for manifest in META-INF/*anifest*.xml; do
    [ "$(over "$manifest")" = "$record" ] || continue
    names=("$manifest")
    while read -r uri rest; do files+=("$(decode "$uri")"); done < <(refs "$manifest")
  done
  [ "${#files[@]}" -gt 0 ] || files=("$(find . -type f ! -path './META-INF/*' ! -name mimetype)")
  verify_record "$record" "${files[@]}"
  [ -z "$first" ] || printf "$first %s\n" "${names[@]}" "${files[@]}" >> "$WORK/proven.txt"
done

for manifest in META-INF/ASiC*Manifest*.xml; do
  signature=$(over "$manifest")
  case "$signature" in *.p7s) ;; *) continue ;; esac
  openssl cms -verify -inform DER -in "$signature" -content "$manifest" -binary -noverify \
    -signer "$WORK/signer.pem" -out "$WORK/signed.xml" 2>&1 || problem "$signature"
  openssl x509 -in "$WORK/signer.pem" -noout -subject -issuer
  at=$(awk -v f="$signature" '$2 == f { print $1 }' "$WORK/proven.txt" | sort -n | head -1)
  [ -n "$at" ] || problem "$signature: no time is proven for it"
  openssl cms -verify -inform DER -in "$signature" -content "$manifest" -binary -purpose any \
    -CAfile "$WORK/anchors.pem" -certfile "$WORK/chain.pem" $revocation \
    -attime "${at:-0}" -out "$WORK/signed.xml" 2>&1 ||
    echo "identity: not confirmed by these roots"
done
[ -e META-INF/signature001.p7s ] || problem "no signature"

receipt=META-INF/consortium/receipt.tlog-proof
if [ -e "$receipt" ]; then
  submission=$(sha256sum < META-INF/consortium/submission.json | cut -c1-64)
  sed -n 's/^extra //p' "$receipt" | openssl base64 -d -A > "$WORK/leaf.json"
  grep -q "\"fingerprint\":\"$fingerprint\"" META-INF/consortium/submission.json ||
    problem "submission.json"
  grep -q "\"fingerprint\":\"$fingerprint\"" "$WORK/leaf.json" || problem "receipt: fingerprint"
  grep -q "\"submission\":\"$submission\"" "$WORK/leaf.json" || problem "receipt: submission"
  { cat "$WORK/leaf.json"; echo; cat "$receipt"; } | plain
elif grep -q '"policyDigest":"' evidence.json; then problem "no receipt, though one was planned"; fi

quorum_of_receipt() {
  if [ ! -e "$WORK/policy.txt" ]; then
    echo "policy: the package's own copy, which does not show who the institutions are"
    cp META-INF/consortium/policy.txt "$WORK/policy.txt"
  fi
  sed '1,/^$/d' "$receipt" > "$WORK/note"
  sed '/^$/,$d' "$WORK/note" > "$WORK/checkpoint"
  { IFS= read -r origin; IFS= read -r size; IFS= read -r root; } < "$WORK/checkpoint"
  hex() { od -An -v -tx1 | tr -d ' \n'; }
  lines_of() {
    name=${1%%+*} awk 'index($0, "— " ENVIRON["name"] " ") == 1 { print $3 }' "$WORK/note" |
      while read -r line; do
        line=$(openssl base64 -d -A <<< "$line" | hex)
        [ "${line:0:8}" != "$(cut -d+ -f2 <<< "$1")" ] || echo "${line:8}"
      done
  }
  signed_by() {
    { echo "-----BEGIN PUBLIC KEY-----"
      { printf '302a300506032b6570032100' | bytes; openssl base64 -d -A <<< "${1#*+*+}" | tail -c +2; } |
        openssl base64
      echo "-----END PUBLIC KEY-----"; } > "$WORK/key.pem"
    printf '%s' "$2" | bytes > "$WORK/signature"
    openssl pkeyutl -verify -pubin -inkey "$WORK/key.pem" -rawin -in "$3" -sigfile "$WORK/signature" > /dev/null
  }
  log=$(sed -n 's/^log //p' "$WORK/policy.txt" | cut -d' ' -f1)
  found=$(lines_of "$log" | head -1)
  [ -n "$found" ] && [ "$origin" = "${log%%+*}" ] && signed_by "$log" "$found" "$WORK/checkpoint" &&
    echo "signed by the log: $origin" | plain || problem "receipt: not signed by the log of the policy"
  : > "$WORK/cosigned.txt"
  while read -r word name key rest; do
    [ "$word" = witness ] || continue
    while read -r found; do
      at=0
      [[ ! $found =~ ^[0-9a-f]{144}$ ]] || at=$((16#${found:0:16}))
      { printf 'cosignature/v1\ntime %s\n' "$at"; cat "$WORK/checkpoint"; } > "$WORK/cosigned"
      if signed_by "$key" "${found:16}" "$WORK/cosigned"
      then echo "$at $name" >> "$WORK/cosigned.txt"
      else problem "receipt: a line of $name"; fi
    done < <(lines_of "$key")
  done < "$WORK/policy.txt"
  sort -n "$WORK/cosigned.txt" | while read -r at name; do
    echo "cosigned: $(date -u -d "@$at" +%FT%TZ) $name"
  done
  quorum=$(awk 'NR == FNR { met[$2] = 1; next }
    $1 == "group" { need = $3 == "all" ? NF - 3 : $3 == "any" ? 1 : $3; n = 0
      for (i = 4; i <= NF; i++) n += met[$i]
      met[$2] = n >= need }
    $1 == "quorum" { print met[$2] ? "reached" : "not reached" }' \
    "$WORK/cosigned.txt" "$WORK/policy.txt")
  echo "quorum: ${quorum:-not reached}"
  [ "$quorum" = reached ] || problem "receipt: the quorum is not reached"
  hash=$({ printf '\0'; cat "$WORK/leaf.json"; } | sha256sum | cut -c1-64)
  index=$(sed -n 's/^index //p' "$receipt")
  if ! [[ $index =~ ^(0|[1-9][0-9]{0,15})$ && $size =~ ^[1-9][0-9]{0,15}$ && $index -lt $size ]]; then
    problem "receipt: its numbers"; index=0 size=1
  fi
  fn=$index sn=$((size - 1))
  while read -r next; do
    next=$(openssl base64 -d -A <<< "$next" | hex)
    [ "$sn" -gt 0 ] || problem "receipt: a longer proof than the tree asks for"
    if [ $((fn % 2)) -eq 1 ] || [ "$fn" -eq "$sn" ]
    then hash=$(printf '01%s%s' "$next" "$hash" | bytes | sha256sum | cut -c1-64)
      while [ $((fn % 2)) -eq 0 ] && [ "$fn" -gt 0 ]; do fn=$((fn / 2)) sn=$((sn / 2)); done
    else hash=$(printf '01%s%s' "$hash" "$next" | bytes | sha256sum | cut -c1-64); fi
    fn=$((fn / 2)) sn=$((sn / 2))
  done < <(sed '1,/^index /d;/^$/,$d' "$receipt")
  [ "$sn" -eq 0 ] && [ "$hash" = "$(openssl base64 -d -A <<< "$root" | hex)" ] &&
    echo "log holds: entry $index of $size" || problem "receipt: the log does not hold the leaf"
}
[ ! -e "$receipt" ] || quorum_of_receipt

field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<< "$2"; }
signed() {
  printf '%s\n' "-----BEGIN PUBLIC KEY-----" "MCowBQYDK2VwAyEA$1" "-----END PUBLIC KEY-----" > "$WORK/key.pem"
  field signature "$3" | openssl base64 -d -A > "$WORK/signature"
  printf '%s\n%s' "$2" "$(sed 's/"signature":"[^"]*",//' <<< "$3")" > "$WORK/message"
  openssl pkeyutl -verify -pubin -inkey "$WORK/key.pem" -rawin -in "$WORK/message" \
    -sigfile "$WORK/signature" > /dev/null
}
item=$(sed -n 's/.*,"id":"\([0-9a-f]*\)","kind":"[a-z]*","members":.*/\1/p' evidence.json)
start='^{"clock":{[^}]*},"critical":\[[^]]*],"device":{"id":"[0-9a-f]*","key":'
device=$(sed -n "s/$start\"\([^\"]*\)\".*/\1/p" evidence.json)
previous=$(printf 'cunzhen-custody/1\n%s' "$item" | sha256sum | cut -c1-64)
entries=0 sealed=0
shopt -s nullglob
for log in custody.jsonl custody/*.jsonl; do
  while IFS= read -r line || [ -n "$line" ]; do
    entries=$((entries + 1))
    echo "$log: $entries $(field time "$line") $(field action "$line")" | plain
    [[ $line == *",\"seq\":$entries,"* ]] || problem "$log: entry $entries has another number"
    [ "$(field prev "$line")" = "$previous" ] || problem "$log: entry $entries is not linked"
    signed "$device" cunzhen-custody/1 "$line" || problem "$log: the signature of entry $entries"
    if [ "$(field action "$line")" = sealed ]; then
      sealed=$((sealed + 1))
      [ "$(field subject "$line")" = "$(sha256sum < evidence.json | cut -c1-64)" ] ||
        problem "$log: entry $entries seals another evidence.json"
    fi
    previous=$(printf '%s' "$line" | sha256sum | cut -c1-64)
  done < "$log"
done
[ "$entries" -gt 0 ] || problem "no custody log"
[ "$sealed" -eq 1 ] || problem "custody: sealed $sealed times"
echo "custody: $entries entries"
if [ -e META-INF/consortium/submission.json ]; then
  submission=$(cat META-INF/consortium/submission.json)
  signed "$(field submitter "$submission")" cunzhen-submission/1 "$submission" || problem "submission.json"
fi

sha256sum --quiet --strict -c META-INF/SHA256SUMS || problem "SHA256SUMS"
echo "problems: $problems"
[ "$problems" -eq 0 ]
