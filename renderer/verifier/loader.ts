/** The browser's half of Trusted Types, where it has one. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScript(text: string): string },
  ): { createScript(text: string): string };
}

// Unpacks the program, which lies in the page as zlib in base64, and runs it. The page's CSP names the
// digest of the unpacked text: another program does not run.
const unpack = async (): Promise<void> => {
  const packed = document.getElementById("program")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const text = await new Response(stream).text();
  const own: unknown = Reflect.get(window, "trustedTypes");
  const policy = isTrustedTypes(own)
    ? own.createPolicy("cunzhen-program", { createScript: (script) => script })
    : undefined;
  const script = document.createElement("script");
  script.text = policy?.createScript(text) ?? text;
  document.head.append(script);
};

function isTrustedTypes(value: unknown): value is TrustedTypes {
  return typeof value === "object" && value !== null && "createPolicy" in value;
}

const tellTooOld = (): void => {
  document.getElementById("too-old")?.removeAttribute("hidden");
};

unpack().catch(tellTooOld);
