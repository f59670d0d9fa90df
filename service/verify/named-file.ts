/** A file on this machine and the name under which its owner gave it. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}
