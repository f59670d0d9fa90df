/**
 * The commands of the published procedure, for bash with GNU coreutils, unzip and OpenSSL 3, and for
 * PowerShell 5. They run as they stand, one block after another in one shell.
 */

/** Step 0: unpack into a fresh folder, and small functions that read a manifest. */
export const prepareCommands = (packageFile: string): string => `export LC_ALL=C.UTF-8
PACKAGE=\${PACKAGE:-${packageFile}} ROOTS=\${ROOTS:-roots.pem} POLICY=\${POLICY:-policy.txt}
WORK=\${WORK:-$(mktemp -d "$PWD/check.XXXXXX")}
unzip -qn "$PACKAGE" -d "$WORK/package"
unzip -Z1 "$PACKAGE" | sort > "$WORK/present.txt"
cp "$ROOTS" "$WORK/roots.pem"
[ ! -e "$POLICY" ] || cp "$POLICY" "$WORK/policy.txt"
cd "$WORK/package"
problems=0
problem() { echo "PROBLEM: $*"; problems=$((problems + 1)); }
refs() { sed -n 's/^<asic:DataObjectReference URI="\\([^"]*\\)">.*<ds:DigestValue>\\([^<]*\\)<.*$/\\1 \\2/p' "$1"; }
over() { sed -n 's/^<asic:SigReference .*URI="\\([^"]*\\)"\\/>$/\\1/p' "$1"; }
decode() { printf '%b' "\${1//%/\\\\x}"; }
plain() { tr -d '\\000-\\010\\013-\\037\\177'; }
${bytesFunction}`;

/** Octets of the hexadecimal digits that come in. */
export const bytesFunction = `bytes() { printf "$(sed 's/../\\\\x&/g')"; }`;

/** Step 1: the fingerprint. */
export const fingerprintCommands = `sha256sum META-INF/ASiCManifest001.xml
fingerprint=$(sha256sum < META-INF/ASiCManifest001.xml | cut -c1-64)`;

/** Step 2: what is there against what the closing manifest lists, which begins with what that of each earlier edition lists. */
export const entriesCommands = `closing=META-INF/ASiCArchiveManifest.xml
[ -e "$closing" ] || closing=$(printf '%s\\n' META-INF/ASiCEvidenceRecordManifest*.xml | tail -1)
{ echo mimetype; echo "$closing"; over "$closing"
  refs "$closing" | while read -r uri digest; do decode "$uri"; echo; done
} | sort > "$WORK/listed.txt"
diff "$WORK/listed.txt" "$WORK/present.txt" && echo "entries: the same" || problem "entries differ"
for earlier in META-INF/ASiCArchiveManifest[0-9]*.xml; do
  [ -e "$earlier" ] || continue
  [ "$(refs "$earlier")" = "$(refs "$closing" | head -n "$(refs "$earlier" | wc -l)")" ] ||
    problem "$closing does not begin with $earlier"
done`;

/** Step 3: every digest of every manifest. */
export const digestsCommands = `for manifest in META-INF/ASiC*Manifest*.xml; do
  while read -r uri digest; do
    file=$(decode "$uri")
    found=$(openssl dgst -sha256 -binary "$file" | openssl base64)
    [ "$found" = "$digest" ] || problem "$file differs from $manifest"
  done < <(refs "$manifest")
  echo "$manifest: $(refs "$manifest" | wc -l) digests compared"
done`;

/** Step 4: every token over its manifest, at its own time; proven.txt gets what each proves to have existed when. */
export const tokensCommands = `shopt -s nullglob
certificates=(META-INF/trust/*.crt) lists=(META-INF/trust/*.crl) revocation=
for c in "\${certificates[@]}"; do openssl x509 -inform DER -in "$c"; done > "$WORK/chain.pem"
cat "$WORK/roots.pem" > "$WORK/anchors.pem"
for c in "\${lists[@]}"; do openssl crl -inform DER -in "$c"; done >> "$WORK/anchors.pem"
[ "\${#lists[@]}" -gt 0 ] && revocation=-crl_check_all
trusting=(-CAfile "$WORK/anchors.pem" -untrusted "$WORK/chain.pem" $revocation)
time_of() { openssl ts -reply -in "$1" -token_in -token_out -text | sed -n 's/^Time stamp: //p'; }
: > "$WORK/proven.txt"
for manifest in META-INF/ASiC*Manifest*.xml; do
  token=$(over "$manifest")
  case "$token" in *.tst) ;; *) continue ;; esac
  echo "$token over $manifest: $(time_of "$token")"
  at=$(date -d "$(time_of "$token")" +%s)
  if openssl ts -verify -in "$token" -token_in -data "$manifest" "\${trusting[@]}" -attime "$at" 2>&1
  then { echo "$manifest"; refs "$manifest"; } | sed "s/^/$at /" >> "$WORK/proven.txt"
  else problem "$token"; fi
done`;

/** Step 6: the operator's signatures, first over what, then by whom, at the earliest time proven for each. */
export const signatureCommands = `for manifest in META-INF/ASiC*Manifest*.xml; do
  signature=$(over "$manifest")
  case "$signature" in *.p7s) ;; *) continue ;; esac
  openssl cms -verify -inform DER -in "$signature" -content "$manifest" -binary -noverify \\
    -signer "$WORK/signer.pem" -out "$WORK/signed.xml" 2>&1 || problem "$signature"
  openssl x509 -in "$WORK/signer.pem" -noout -subject -issuer
  at=$(awk -v f="$signature" '$2 == f { print $1 }' "$WORK/proven.txt" | sort -n | head -1)
  [ -n "$at" ] || problem "$signature: no time is proven for it"
  openssl cms -verify -inform DER -in "$signature" -content "$manifest" -binary -purpose any \\
    -CAfile "$WORK/anchors.pem" -certfile "$WORK/chain.pem" $revocation \\
    -attime "\${at:-0}" -out "$WORK/signed.xml" 2>&1 ||
    echo "identity: not confirmed by these roots"
done
[ -e META-INF/signature001.p7s ] || problem "no signature"`;

/** The last lines: how many problems there were; it ends with 1 when there was one. */
export const countProblems = `echo "problems: $problems"
[ "$problems" -eq 0 ]`;

/** Step 10: the submitter's own list, and the count. */
export const sumsCommands = `sha256sum --quiet --strict -c META-INF/SHA256SUMS || problem "SHA256SUMS"
${countProblems}`;

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
