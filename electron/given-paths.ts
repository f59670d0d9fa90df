import { isAbsolute, resolve, sep } from "node:path";

/**
 * The files on a command line of the app, absolute. Chromium puts its own switches among them and
 * Electron the folder of the app, when it is not packaged.
 *
 * @param argv as the process got it, the executable first
 * @param packaged whether the executable is the app itself
 * @param folder what relative paths are taken from
 */
export function pathsFromArguments(
  argv: readonly string[],
  packaged: boolean,
  folder: string,
): readonly string[] {
  const words = argv.slice(1).filter((word) => !word.startsWith("-"));
  return (packaged ? words : words.slice(1)).map((word) => resolve(folder, word));
}

/** One file that the page gave: where it lies, and the place below the chosen folder that the page saw. */
export interface PlacedFile {
  readonly absolute: string;
  readonly path: string;
}

/**
 * What was chosen: the loose files and, for files of a chosen folder, that folder, once. A pair whose
 * two paths do not agree is taken as the loose file that it is.
 */
export function chosenPaths(files: readonly PlacedFile[]): readonly string[] {
  return [...new Set(files.map(chosenPath))];
}

function chosenPath({ absolute, path }: PlacedFile): string {
  const [folder, ...below] = path.split("/");
  const tail = sep + below.join(sep);
  if (folder === undefined || below.length === 0 || !absolute.endsWith(tail)) return absolute;
  const root = absolute.slice(0, -tail.length);
  return isAbsolute(root) && root.endsWith(sep + folder) ? root : absolute;
}

/** The paths that a second instance handed over, as far as they are what it should have sent. */
export function pathsFromSecondInstance(data: unknown): readonly string[] {
  if (typeof data !== "object" || data === null || !("paths" in data)) return [];
  const { paths } = data;
  if (!Array.isArray(paths)) return [];
  return paths
    .filter((path): path is string => typeof path === "string" && isAbsolute(path))
    .slice(0, 10_000);
}
