import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A key and a self-signed certificate for 127.0.0.1, made by openssl in `folder`. */
export interface TlsKey {
  readonly key: string;
  readonly cert: string;
  /** Path of the certificate, for NODE_EXTRA_CA_CERTS. */
  readonly path: string;
}

export function createTlsKey(folder: string): TlsKey {
  const key = join(folder, "tls-key.pem");
  const path = join(folder, "tls-cert.pem");
  execFileSync(
    "openssl",
    [
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
      ["-keyout", key, "-out", path, "-days", "2", "-subj", "/CN=127.0.0.1"],
      ["-addext", "subjectAltName=IP:127.0.0.1"],
    ].flat(),
    { stdio: "pipe" },
  );
  return { key: readFileSync(key, "utf8"), cert: readFileSync(path, "utf8"), path };
}
