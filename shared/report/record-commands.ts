import { bytesFunction, countProblems } from "./procedure-commands.ts";

/**
 * Commands that repeat the checks of evidence records (RFC 4998), for bash with GNU coreutils, awk and OpenSSL 3. Each
 * token is verified at its own time against `trusting`, options of `openssl ts` that the step before has set.
 */

/** Functions: what an evidence record holds, and each of its tokens over what it must be over. */
const recordFunctions = `hash_of() { openssl dgst "-$1" -r | cut -d' ' -f1; }
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
        if openssl ts -verify -digest "$root" -in "$token" -token_in "\${trusting[@]}" -attime "$at" 2>&1
        then [ -n "$first" ] || first=$at
        else problem "$record"; fi
        lists=0; : > "$WORK/lists" ;;
    esac
  done < <(parts_of "$record")
  [ "$chains" -gt 0 ] || problem "$record"
}`;

/** Every record over the files that its manifest lists. */
const eachRecord = `shopt -s nullglob
for record in META-INF/*.ers; do
  files=() names=()
  for manifest in META-INF/*anifest*.xml; do
    [ "$(over "$manifest")" = "$record" ] || continue
    names=("$manifest")
    while read -r uri rest; do files+=("$(decode "$uri")"); done < <(refs "$manifest")
  done
  [ "\${#files[@]}" -gt 0 ] || files=("$(find . -type f ! -path './META-INF/*' ! -name mimetype)")
  verify_record "$record" "\${files[@]}"`;

/** For a package: what a record proves is noted beside what the tokens of the step before prove. */
export const packageRecords = `${recordFunctions}
${eachRecord}
  [ -z "$first" ] || printf "$first %s\\n" "\${names[@]}" "\${files[@]}" >> "$WORK/proven.txt"
done`;

/** For a container of other software; needs the functions of its step 0. */
export const containerRecords = `${bytesFunction}
${recordFunctions}
trusting=(-CAfile "$WORK/roots.pem")
${eachRecord}
done
${countProblems}`;

/** A bare record over a file, or over all files of a folder. `record` is a word of bash. */
export const bareRecord = (record: string): string => `export LC_ALL=C.UTF-8
RECORD=\${RECORD:-${record}} DATA=\${DATA:-DATA} ROOTS=\${ROOTS:-roots.pem} WORK=$(mktemp -d)
cp "$ROOTS" "$WORK/roots.pem"
problems=0
problem() { echo "PROBLEM: $*"; problems=$((problems + 1)); }
trusting=(-CAfile "$WORK/roots.pem")
${bytesFunction}
${recordFunctions}
files=()
while IFS= read -r -d '' file; do files+=("$file"); done < <(find "$DATA" -type f -print0)
verify_record "$RECORD" "\${files[@]}"
${countProblems}`;
