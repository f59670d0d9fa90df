import type { KeptFile } from "../../../shared/contract/verify-calls.ts";
import { saveFile } from "../../components/save-file.ts";

/** Lets the reader keep a file that the service made. */
export function saveKeptFile({ name, mediaType, content }: KeptFile): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  saveFile(name, mediaType, bytes);
}
