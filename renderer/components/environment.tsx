import type { VerdictFacts } from "../../shared/contract/verify-result.ts";
import { reportLabels, viaWords } from "../../shared/words/report-labels.ts";
import { Digest } from "./digest.tsx";
import { Facts } from "./facts.tsx";
import { useSay } from "./language-context.ts";
import { Moment } from "./moment.tsx";

/** With what, on what and how the item was captured, as it says of itself. */
export function Environment({
  environment,
}: {
  readonly environment: NonNullable<VerdictFacts["environment"]>;
}) {
  const say = useSay();
  const { software, device, via, clock } = environment;
  const digest =
    software.digest === null ? (
      say(reportLabels.unknown)
    ) : (
      <Digest value={software.digest} what={software.name} />
    );
  const offset =
    clock.offset === null ? say(reportLabels.unknown) : say(reportLabels.ms, { ms: clock.offset });
  return (
    <Facts
      facts={[
        { name: say(reportLabels.capturedAt), value: <Moment at={clock.capturedAt} /> },
        { name: say(reportLabels.software), value: `${software.name} ${software.version}` },
        { name: say(reportLabels.softwareDigest), value: digest },
        { name: say(reportLabels.system), value: <bdi>{device.os}</bdi> },
        { name: say(reportLabels.via), value: say(viaWords[via]) },
        { name: say(reportLabels.clock), value: <bdi>{clock.source}</bdi> },
        { name: say(reportLabels.offset), value: offset },
      ]}
    />
  );
}
