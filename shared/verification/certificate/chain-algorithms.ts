import type { Certificate } from "../../x509/certificate.ts";
import {
  ageOfAlgorithm,
  algorithmsOfSignature,
  algorithmText,
} from "../algorithms/check-algorithm.ts";
import { type Finding, finding } from "../verdict.ts";
import type { CertificateQuestion } from "./certificate-question.ts";
import { nameOf } from "./revocation-check.ts";

/**
 * What the dated table says against the signatures on the certificates below the root, each algorithm of each once.
 * An algorithm that was broken when the certificate was issued could have been forged then; one whose term ended
 * since leaves the question open unless something newer protects what rests on it.
 */
export function chainAlgorithmFindings(
  { subject, judgedAt }: CertificateQuestion,
  path: readonly Certificate[],
): readonly Finding[] {
  return path.slice(0, -1).flatMap((one, index) => {
    const key = path[index + 1]?.publicKey;
    if (one.scheme === undefined || key === undefined) return [];
    const certificate = nameOf(one);
    return algorithmsOfSignature(one.scheme, key).flatMap((algorithm): readonly Finding[] => {
      const age = ageOfAlgorithm(algorithm, one.notBefore, judgedAt);
      const name = algorithmText(algorithm);
      switch (age.kind) {
        case "accepted":
          return [];
        case "broken":
          return [
            finding("CERTIFICATE_ALGORITHM_REFUSED", subject, { certificate, algorithm: name }),
          ];
        case "aged":
        case "past":
          return [
            finding("CERTIFICATE_ALGORITHM_AGED", subject, {
              certificate,
              algorithm: name,
              until: age.until,
            }),
          ];
      }
    });
  });
}
