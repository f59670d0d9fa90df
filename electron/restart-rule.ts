const window = 60_000;
const limit = 5;

/**
 * Whether a service that ended unexpectedly is started again: yes, until it has ended six times
 * within a minute. Times are UnixMs, oldest first, the newest end included.
 */
export function mayRestart(ends: readonly number[]): boolean {
  const newest = ends.at(-1) ?? 0;
  return ends.filter((end) => newest - end < window).length <= limit;
}
