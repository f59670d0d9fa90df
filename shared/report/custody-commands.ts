/**
 * Commands that repeat the checks of the custody log and of the submission, for bash with GNU coreutils and OpenSSL 3:
 * links, numbers, signatures, and the evidence.json that was sealed. They need the functions of step 0.
 */

/** The links and device signatures of the custody log, and the submitter's signature, by openssl. */
export const custodyCommands = `field() { sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p" <<< "$2"; }
signed() {
  printf '%s\\n' "-----BEGIN PUBLIC KEY-----" "MCowBQYDK2VwAyEA$1" "-----END PUBLIC KEY-----" > "$WORK/key.pem"
  field signature "$3" | openssl base64 -d -A > "$WORK/signature"
  printf '%s\\n%s' "$2" "$(sed 's/"signature":"[^"]*",//' <<< "$3")" > "$WORK/message"
  openssl pkeyutl -verify -pubin -inkey "$WORK/key.pem" -rawin -in "$WORK/message" \\
    -sigfile "$WORK/signature" > /dev/null
}
item=$(sed -n 's/.*,"id":"\\([0-9a-f]*\\)","kind":"[a-z]*","members":.*/\\1/p' evidence.json)
start='^{"clock":{[^}]*},"critical":\\[[^]]*],"device":{"id":"[0-9a-f]*","key":'
device=$(sed -n "s/$start\\"\\([^\\"]*\\)\\".*/\\1/p" evidence.json)
previous=$(printf 'cunzhen-custody/1\\n%s' "$item" | sha256sum | cut -c1-64)
entries=0 sealed=0
shopt -s nullglob
for log in custody.jsonl custody/*.jsonl; do
  while IFS= read -r line || [ -n "$line" ]; do
    entries=$((entries + 1))
    echo "$log: $entries $(field time "$line") $(field action "$line")" | plain
    [[ $line == *",\\"seq\\":$entries,"* ]] || problem "$log: entry $entries has another number"
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
fi`;
