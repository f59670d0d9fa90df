/** The service cannot be reached, or no longer knows this page. */
export class LostConnection extends Error {
  constructor() {
    super("the service cannot be reached");
  }
}
