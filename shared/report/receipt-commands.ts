/**
 * Commands that repeat the checks of a package's receipt (C2SP tlog-proof), for bash with GNU coreutils, awk and
 * OpenSSL 3. They need the functions of step 0.
 */

/** What was registered is this package. */
export const receiptCommands = `receipt=META-INF/consortium/receipt.tlog-proof
if [ -e "$receipt" ]; then
  submission=$(sha256sum < META-INF/consortium/submission.json | cut -c1-64)
  sed -n 's/^extra //p' "$receipt" | openssl base64 -d -A > "$WORK/leaf.json"
  grep -q "\\"fingerprint\\":\\"$fingerprint\\"" META-INF/consortium/submission.json ||
    problem "submission.json"
  grep -q "\\"fingerprint\\":\\"$fingerprint\\"" "$WORK/leaf.json" || problem "receipt: fingerprint"
  grep -q "\\"submission\\":\\"$submission\\"" "$WORK/leaf.json" || problem "receipt: submission"
  { cat "$WORK/leaf.json"; echo; cat "$receipt"; } | plain
elif grep -q '"policyDigest":"' evidence.json; then problem "no receipt, though one was planned"; fi`;

/** The log's signature, each institution's, the quorum by policy.txt, and that the log holds the leaf. */
export const quorumCommands = `quorum_of_receipt() {
  if [ ! -e "$WORK/policy.txt" ]; then
    echo "policy: the package's own copy, which does not show who the institutions are"
    cp META-INF/consortium/policy.txt "$WORK/policy.txt"
  fi
  sed '1,/^$/d' "$receipt" > "$WORK/note"
  sed '/^$/,$d' "$WORK/note" > "$WORK/checkpoint"
  { IFS= read -r origin; IFS= read -r size; IFS= read -r root; } < "$WORK/checkpoint"
  hex() { od -An -v -tx1 | tr -d ' \\n'; }
  lines_of() {
    name=\${1%%+*} awk 'index($0, "\u2014 " ENVIRON["name"] " ") == 1 { print $3 }' "$WORK/note" |
      while read -r line; do
        line=$(openssl base64 -d -A <<< "$line" | hex)
        [ "\${line:0:8}" != "$(cut -d+ -f2 <<< "$1")" ] || echo "\${line:8}"
      done
  }
  signed_by() {
    { echo "-----BEGIN PUBLIC KEY-----"
      { printf '302a300506032b6570032100' | bytes; openssl base64 -d -A <<< "\${1#*+*+}" | tail -c +2; } |
        openssl base64
      echo "-----END PUBLIC KEY-----"; } > "$WORK/key.pem"
    printf '%s' "$2" | bytes > "$WORK/signature"
    openssl pkeyutl -verify -pubin -inkey "$WORK/key.pem" -rawin -in "$3" -sigfile "$WORK/signature" > /dev/null
  }
  log=$(sed -n 's/^log //p' "$WORK/policy.txt" | cut -d' ' -f1)
  found=$(lines_of "$log" | head -1)
  [ -n "$found" ] && [ "$origin" = "\${log%%+*}" ] && signed_by "$log" "$found" "$WORK/checkpoint" &&
    echo "signed by the log: $origin" | plain || problem "receipt: not signed by the log of the policy"
  : > "$WORK/cosigned.txt"
  while read -r word name key rest; do
    [ "$word" = witness ] || continue
    while read -r found; do
      at=0
      [[ ! $found =~ ^[0-9a-f]{144}$ ]] || at=$((16#\${found:0:16}))
      { printf 'cosignature/v1\\ntime %s\\n' "$at"; cat "$WORK/checkpoint"; } > "$WORK/cosigned"
      if signed_by "$key" "\${found:16}" "$WORK/cosigned"
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
    $1 == "quorum" { print met[$2] ? "reached" : "not reached" }' \\
    "$WORK/cosigned.txt" "$WORK/policy.txt")
  echo "quorum: \${quorum:-not reached}"
  [ "$quorum" = reached ] || problem "receipt: the quorum is not reached"
  hash=$({ printf '\\0'; cat "$WORK/leaf.json"; } | sha256sum | cut -c1-64)
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
[ ! -e "$receipt" ] || quorum_of_receipt`;
