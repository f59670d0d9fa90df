/** A word of bash that is exactly this text, whatever it holds; a leading dash does not make it an option. */
export function shellWord(text: string): string {
  const path = text.startsWith("-") ? `./${text}` : text;
  if (/^[A-Za-z0-9_./:@%+,=-]+$/u.test(path)) return path;
  const plain = /^[\x20-\x7e\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]+$/u.test(path);
  if (plain) return `'${path.replaceAll("'", "'\\''")}'`;
  const escaped = Array.from(path, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === "'" || character === "\\") return `\\${character}`;
    if (code >= 0x20 && code <= 0x7e) return character;
    return `\\U${code.toString(16).toUpperCase().padStart(8, "0")}`;
  });
  return `$'${escaped.join("")}'`;
}
