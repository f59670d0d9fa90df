/** What is read of a file: slices of its bytes. A `File` is one. */
export interface ReadableFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Has the page read bytes `start` to `end` of the file of that place; rejects when it cannot. */
export type AskPage = (place: number, start: number, end: number) => Promise<ArrayBuffer>;

/**
 * The files as a worker can read them. WebKit lets no worker of a page from file:// read a file that a person chose
 * ("The I/O read operation failed"), while the page itself may: then, and from then on, the page is asked for the bytes.
 */
export function readableFiles(files: readonly File[], askPage: AskPage): readonly ReadableFile[] {
  let throughPage = false;
  const read = async (place: number, file: File, start: number, end: number) => {
    if (!throughPage) {
      try {
        return await file.slice(start, end).arrayBuffer();
      } catch {
        // Where the page cannot read it either, the rejection below says so.
      }
    }
    const bytes = await askPage(place, start, end);
    throughPage = true;
    return bytes;
  };
  return files.map((file, place) => ({
    name: file.name,
    size: file.size,
    slice: (start, end) => ({ arrayBuffer: () => read(place, file, start, end) }),
  }));
}
