/**
 * The commands of the published procedure, for bash with GNU coreutils, unzip and OpenSSL 3, and for
 * PowerShell 5. They run as they stand, one block after another in one shell.
 */

/** Step 0: unpack into a fresh folder, and small functions that read a manifest. */
export const prepareCommands = (packageFile: string): string => `export LC_ALL=C.UTF-8
PACKAGE=\${PACKAGE:-${packageFile}} ROOTS=\${ROOTS:-roots.pem}
WORK=\${WORK:-$(mktemp -d "$PWD/check.XXXXXX")}
unzip -qn "$PACKAGE" -d "$WORK/package"
unzip -Z1 "$PACKAGE" | sort > "$WORK/present.txt"
cp "$ROOTS" "$WORK/roots.pem"
cd "$WORK/package"
problems=0
problem() { echo "PROBLEM: $*"; problems=$((problems + 1)); }
refs() { sed -n 's/^<asic:DataObjectReference URI="\\([^"]*\\)">.*<ds:DigestValue>\\([^<]*\\)<.*$/\\1 \\2/p' "$1"; }
over() { sed -n 's/^<asic:SigReference .*URI="\\([^"]*\\)"\\/>$/\\1/p' "$1"; }
decode() { printf '%b' "\${1//%/\\\\x}"; }`;

/** Step 1: the fingerprint. */
export const fingerprintCommands = `sha256sum META-INF/ASiCManifest001.xml
fingerprint=$(sha256sum < META-INF/ASiCManifest001.xml | cut -c1-64)`;

/** Step 2: what is there against what the archive manifest lists. */
export const entriesCommands = `closing=META-INF/ASiCArchiveManifest.xml
[ -e "$closing" ] || closing=$(printf '%s\\n' META-INF/ASiCEvidenceRecordManifest*.xml | tail -1)
{ echo mimetype; echo "$closing"; over "$closing"
  refs "$closing" | while read -r uri digest; do decode "$uri"; echo; done
} | sort > "$WORK/listed.txt"
diff "$WORK/listed.txt" "$WORK/present.txt" && echo "entries: the same" || problem "entries differ"`;

/** Step 3: every digest of every manifest. */
export const digestsCommands = `for manifest in META-INF/ASiC*Manifest*.xml; do
  while read -r uri digest; do
    file=$(decode "$uri")
    found=$(openssl dgst -sha256 -binary "$file" | openssl base64)
    [ "$found" = "$digest" ] || problem "$file differs from $manifest"
  done < <(refs "$manifest")
  echo "$manifest: $(refs "$manifest" | wc -l) digests compared"
done`;

/** Step 4: every token over its manifest, at its own time. */
export const tokensCommands = `shopt -s nullglob
certificates=(META-INF/trust/*.crt) lists=(META-INF/trust/*.crl) revocation=
for c in "\${certificates[@]}"; do openssl x509 -inform DER -in "$c"; done > "$WORK/chain.pem"
cat "$WORK/roots.pem" > "$WORK/anchors.pem"
for c in "\${lists[@]}"; do openssl crl -inform DER -in "$c"; done >> "$WORK/anchors.pem"
[ "\${#lists[@]}" -gt 0 ] && revocation=-crl_check_all
time_of() { openssl ts -reply -in "$1" -token_in -token_out -text | sed -n 's/^Time stamp: //p'; }
for manifest in META-INF/ASiC*Manifest*.xml; do
  token=$(over "$manifest")
  case "$token" in *.tst) ;; *) continue ;; esac
  echo "$token over $manifest: $(time_of "$token")"
  openssl ts -verify -in "$token" -token_in -data "$manifest" -CAfile "$WORK/anchors.pem" \\
    -untrusted "$WORK/chain.pem" $revocation -attime "$(date -d "$(time_of "$token")" +%s)" 2>&1 ||
    problem "$token"
done`;

/** Step 5: the operator's signature, first over what, then by whom. */
export const signatureCommands = `signature=META-INF/signature001.p7s payload=META-INF/ASiCManifest001.xml
openssl cms -verify -inform DER -in "$signature" -content "$payload" -binary -noverify \\
  -signer "$WORK/signer.pem" -out "$WORK/signed.xml" 2>&1 || problem "$signature"
openssl x509 -in "$WORK/signer.pem" -noout -subject -issuer
first=$(over META-INF/ASiCManifest002.xml)
openssl cms -verify -inform DER -in "$signature" -content "$payload" -binary -purpose any \\
  -CAfile "$WORK/anchors.pem" -certfile "$WORK/chain.pem" $revocation \\
  -attime "$(date -d "$(time_of "$first")" +%s)" -out "$WORK/signed.xml" 2>&1 ||
  echo "identity: not confirmed by these roots"`;

/** Step 6: what was registered is this package. */
export const receiptCommands = `if cd META-INF/consortium; then
  submission=$(sha256sum < submission.json | cut -c1-64)
  sed -n 's/^extra //p' receipt.tlog-proof | openssl base64 -d -A > "$WORK/leaf.json"
  grep -q "\\"fingerprint\\":\\"$fingerprint\\"" submission.json || problem "submission.json"
  grep -q "\\"fingerprint\\":\\"$fingerprint\\"" "$WORK/leaf.json" || problem "receipt: fingerprint"
  grep -q "\\"submission\\":\\"$submission\\"" "$WORK/leaf.json" || problem "receipt: submission"
  cat "$WORK/leaf.json"; echo; cat receipt.tlog-proof policy.txt
  cd ../..
fi`;

/** Step 7: the submitter's own list. */
export const sumsCommands = `sha256sum --quiet --strict -c META-INF/SHA256SUMS || problem "SHA256SUMS"
echo "problems: $problems"
[ "$problems" -eq 0 ]`;

/** Steps 0 to 3 for PowerShell. */
export const powershellCommands = (packageFile: string): string => `$Package = '${packageFile}'
Copy-Item -LiteralPath $Package check.zip
Expand-Archive check.zip -DestinationPath check
Set-Location check
(Get-FileHash -Algorithm SHA256 META-INF\\ASiCManifest001.xml).Hash.ToLower()
[xml]$Manifest = Get-Content -Raw -Encoding UTF8 META-INF\\ASiCArchiveManifest.xml
$Listed = @('mimetype', 'META-INF/ASiCArchiveManifest.xml', $Manifest.ASiCManifest.SigReference.URI)
foreach ($Reference in $Manifest.ASiCManifest.DataObjectReference) {
  $Name = [Uri]::UnescapeDataString($Reference.URI)
  $Listed += $Name
  $Found = (Get-FileHash -Algorithm SHA256 -LiteralPath $Name).Hash
  $Expected = -join ([Convert]::FromBase64String($Reference.DigestValue) | ForEach-Object { $_.ToString('X2') })
  if ($Found -ne $Expected) { "PROBLEM: $Name differs" }
}
Add-Type -AssemblyName System.IO.Compression.FileSystem
$Zip = [IO.Compression.ZipFile]::OpenRead((Resolve-Path ..\\check.zip))
Compare-Object ($Listed | Sort-Object) ($Zip.Entries.FullName | Sort-Object)
$Zip.Dispose()`;
