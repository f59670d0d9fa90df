import type { Malformed } from "../../bytes/result.ts";
import type { zipChecks } from "../../words/checks/zip.ts";
import { type Finding, finding } from "../verdict.ts";

type ZipCode = Exclude<keyof typeof zipChecks, "ZIP_CONTENT_DAMAGED">;

const codes: ReadonlyMap<string, ZipCode> = new Map<string, ZipCode>([
  ["end-record", "ZIP_END_RECORD"],
  ["directory-place", "ZIP_END_RECORD"],
  ["local-signature", "ZIP_HEADERS_DIFFER"],
  ["local-name", "ZIP_HEADERS_DIFFER"],
  ["local-flags", "ZIP_HEADERS_DIFFER"],
  ["local-method", "ZIP_HEADERS_DIFFER"],
  ["local-time", "ZIP_HEADERS_DIFFER"],
  ["local-crc", "ZIP_HEADERS_DIFFER"],
  ["local-size", "ZIP_HEADERS_DIFFER"],
  ["local-descriptor", "ZIP_HEADERS_DIFFER"],
  ["descriptor", "ZIP_HEADERS_DIFFER"],
  ["stored-size", "ZIP_HEADERS_DIFFER"],
  ["name-twice", "ZIP_NAME_TWICE"],
  ["name-twice-case", "ZIP_NAME_CASE"],
  ["name-twice-form", "ZIP_NAME_FORM"],
  ["name-twice-slash", "ZIP_NAME_FOLDER"],
  ["name-below-file", "ZIP_NAME_FOLDER"],
  ["folder-content", "ZIP_NAME_FOLDER"],
  ["name-control", "ZIP_NAME_UNSAFE"],
  ["name-backslash", "ZIP_NAME_UNSAFE"],
  ["name-absolute", "ZIP_NAME_UNSAFE"],
  ["name-empty", "ZIP_NAME_UNSAFE"],
  ["name-dots", "ZIP_NAME_UNSAFE"],
  ["name-encoding", "ZIP_NAME_ENCODING"],
  ["hidden-bytes", "ZIP_HIDDEN_BYTES"],
  ["trailing-bytes", "ZIP_HIDDEN_BYTES"],
  ["overlap", "ZIP_OVERLAP"],
  ["entry-count", "ZIP_COUNT_WRONG"],
  ["too-many-entries", "ZIP_TOO_LARGE"],
  ["directory-limit", "ZIP_TOO_LARGE"],
  ["inflated-ratio", "ZIP_BOMB"],
  ["inflated-total", "ZIP_BOMB"],
  ["encrypted", "ZIP_ENCRYPTED"],
  ["symbolic-link", "ZIP_LINK"],
  ["special-file", "ZIP_SPECIAL_FILE"],
  ["zip64-needless", "ZIP64_CONTRADICTION"],
  ["zip64-missing", "ZIP64_CONTRADICTION"],
  ["zip64-contradiction", "ZIP64_CONTRADICTION"],
  ["zip64-extra", "ZIP64_CONTRADICTION"],
  ["zip64-locator", "ZIP64_CONTRADICTION"],
  ["zip64-end", "ZIP64_CONTRADICTION"],
  ["number-too-large", "ZIP64_CONTRADICTION"],
  ["several-disks", "ZIP_SEVERAL_DISKS"],
  ["method-unknown", "ZIP_METHOD_UNKNOWN"],
  ["descriptor-on-stored", "ZIP_STORED_DESCRIPTOR"],
  ["flag-unknown", "ZIP_FEATURE_UNKNOWN"],
  ["version-unknown", "ZIP_FEATURE_UNKNOWN"],
  ["internal-attributes", "ZIP_FEATURE_UNKNOWN"],
  ["extra-unknown", "ZIP_FEATURE_UNKNOWN"],
  ["extra-length", "ZIP_FEATURE_UNKNOWN"],
  ["comment", "ZIP_COMMENT"],
  ["comment-length", "ZIP_COMMENT"],
]);

/** The finding on a ZIP that `readZip` refuses; what only says that bytes are missing is `CONTAINER_MALFORMED`. */
export function zipFinding({ rule, at }: Malformed): Finding {
  return finding(codes.get(rule) ?? "CONTAINER_MALFORMED", "", { rule, at });
}
