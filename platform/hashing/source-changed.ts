/** A file gave fewer bytes than it has, or changed while it was open. */
export class SourceChanged extends Error {
  override readonly name = "SourceChanged";
}
