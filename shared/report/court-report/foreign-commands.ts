import { shellWord } from "../../words/shell-word.ts";

/**
 * Commands for files that other software made, for bash with GNU coreutils, unzip and OpenSSL 3. Names of files come
 * from strangers, so each is quoted for the shell.
 */

/** Step 0 for a container: unpack, and small functions that read a manifest however it is laid out. */
export const openContainer = (file: string): string => `export LC_ALL=C.UTF-8
PACKAGE=\${PACKAGE:-${shellWord(file)}} ROOTS=\${ROOTS:-roots.pem}
WORK=\${WORK:-$(mktemp -d "$PWD/check.XXXXXX")}
unzip -qn "$PACKAGE" -d "$WORK/package"
cp "$ROOTS" "$WORK/roots.pem"
cd "$WORK/package"
problems=0
problem() { echo "PROBLEM: $*"; problems=$((problems + 1)); }
decode() { printf '%b' "\${1//%/\\\\x}"; }
flat() { tr -d '\\r\\n' < "$1" | sed -E 's/<([A-Za-z0-9]+:)?DataObjectReference[ >]/\\n&/g'; echo; }
ref='^<[^>]*URI="([^"]*)".*Algorithm="[^"]*#(sha[0-9]+)".*DigestValue[^>]*>([^<]+)<.*'
refs() { flat "$1" | sed -nE "s/$ref/\\\\1 \\\\2 \\\\3/p"; }
over() { flat "$1" | sed -nE '1s/.*SigReference[^>]*URI="([^"]*)".*/\\1/p'; }
manifest_of() { for m in META-INF/*anifest*.xml; do [ "$(over "$m")" = "$1" ] && echo "$m"; done; }
data_of() { m=$(manifest_of "$1"); [ -n "$m" ] && echo "$m" || content; }
content() { find . -type f ! -path './META-INF/*' ! -name mimetype; }
time_of() { openssl ts -reply -in "$1" -token_in -token_out -text | sed -n 's/^Time stamp: //p'; }
shopt -s nullglob`;

/** The members' digests as this report gives them, compared by sha256sum. */
export function compareMembers(
  members: readonly { path: string; sha256: string | null }[],
): string {
  const lines = members.flatMap(({ path, sha256 }) =>
    sha256 === null || !/^[^\p{Cc}\\]+$/u.test(path) ? [] : [`${sha256}  ${path}`],
  );
  return `sha256sum --quiet --strict -c - <<'SUMS' || problem members\n${lines.join("\n")}\nSUMS`;
}

export const compareManifests = `for manifest in META-INF/*anifest*.xml; do
  while read -r uri algorithm digest; do
    file=$(decode "$uri")
    found=$(openssl dgst "-$algorithm" -binary "$file" | openssl base64 -A)
    [ "$found" = "$digest" ] || problem "$file differs from $manifest"
  done < <(refs "$manifest")
  echo "$manifest: $(refs "$manifest" | wc -l) digests compared"
done`;

export const verifyStamps = `for token in META-INF/*.tst; do
  echo "$token: $(time_of "$token")"
  openssl ts -verify -in "$token" -token_in -data "$(data_of "$token")" -CAfile "$WORK/roots.pem" \\
    -attime "$(date -d "$(time_of "$token")" +%s)" 2>&1 || problem "$token"
done`;

export const verifySignatures = `for signature in META-INF/*.p7s; do
  openssl cms -verify -inform DER -in "$signature" -content "$(data_of "$signature")" -binary \\
    -noverify -out "$WORK/signed" 2>&1 || problem "$signature"
done
echo "problems: $problems"
[ "$problems" -eq 0 ]`;

/** A bare token or whole response with the data that it is about, at its own time. */
export const verifyToken = (file: string, seconds: number): string => `export LC_ALL=C.UTF-8
TOKEN=\${TOKEN:-${shellWord(file)}} DATA=\${DATA:-DATA} ROOTS=\${ROOTS:-roots.pem}
TOKEN_FILE=$(mktemp)
openssl ts -reply -in "$TOKEN" -token_in -token_out -out "$TOKEN_FILE" 2>/dev/null ||
  openssl ts -reply -in "$TOKEN" -token_out -out "$TOKEN_FILE"
openssl ts -verify -in "$TOKEN_FILE" -token_in -data "$DATA" -CAfile "$ROOTS" -attime ${String(seconds)}`;

export const showToken = `openssl ts -reply -in "$TOKEN_FILE" -token_in -token_out -text
openssl pkcs7 -inform DER -in "$TOKEN_FILE" -print_certs -noout`;

/** The receipt by the program that stands on golang.org/x/mod and transparency-dev/formats. */
export const verifyReceipt = (file: string, fingerprint: string): string => `export LC_ALL=C.UTF-8
PACKAGE=\${PACKAGE:-${shellWord(file)}} POLICY=\${POLICY:-policy.txt}
CHECKER=\${CHECKER:-cunzhen/tests/foreign/receipt}
RECEIPT=$(mktemp -d)
unzip -qp "$PACKAGE" META-INF/consortium/receipt.tlog-proof > "$RECEIPT/receipt.tlog-proof"
unzip -qp "$PACKAGE" META-INF/consortium/submission.json > "$RECEIPT/submission.json"
(cd "$CHECKER" && go build -o "$RECEIPT/receipt" .)
"$RECEIPT/receipt" "$POLICY" "$RECEIPT/receipt.tlog-proof" "$RECEIPT/submission.json" \\
  ${fingerprint}`;

/** A bare receipt: its log signature, cosignatures, quorum and inclusion, and what its record says. */
export const verifyBareReceipt = (file: string): string => `export LC_ALL=C.UTF-8
RECEIPT=\${RECEIPT:-${shellWord(file)}} DATA=\${DATA:-DATA} POLICY=\${POLICY:-policy.txt}
CHECKER=\${CHECKER:-cunzhen/tests/foreign/receipt} WORK=$(mktemp -d)
sed -n 's/^extra //p' "$RECEIPT" | openssl base64 -d -A > "$WORK/record"
[ -s "$WORK/record" ] || cp "$DATA" "$WORK/record"
grep -q "$(sha256sum < "$DATA" | cut -c1-64)" "$WORK/record" || cmp "$DATA" "$WORK/record" ||
  echo "PROBLEM: the receipt is about something else"
cat "$WORK/record"; echo
(cd "$CHECKER" && go build -o "$WORK/receipt" .)
"$WORK/receipt" "$POLICY" "$RECEIPT" "$WORK/record"`;
