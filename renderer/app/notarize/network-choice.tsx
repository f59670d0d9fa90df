import { Radio } from "@mantine/core";
import { shownNames } from "../../../shared/words/name-list.ts";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { roleOf } from "../../../shared/words/ui/steps.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { FaultNotice } from "../frame/notice.tsx";
import { useCall } from "../state/queries.ts";
import panel from "../trust/panel.module.css";

/** With whom the fingerprint is registered, or with nobody. */
export function NetworkChoice({
  chosen,
  onChoose,
}: {
  readonly chosen: string | null;
  readonly onChoose: (origin: string | null) => void;
}) {
  const say = useSay();
  const language = useLanguage();
  const { data, error } = useCall("network.list", {});
  const real = data?.networks.filter((network) => !network.practice) ?? [];
  return (
    <>
      <FaultNotice thrown={error} />
      <Radio.Group
        label={say(notarizeWords.network)}
        labelProps={{ className: panel.unseen }}
        value={chosen ?? ""}
        onChange={(origin) => onChoose(origin === "" ? null : origin)}
      >
        <ul className={panel.list}>
          {real.map((network) => (
            <li key={network.origin} className={panel.choice}>
              <Radio
                value={network.origin}
                label={network.name[language]}
                description={`${say(notarizeWords.networkQuorum, {
                  institutions: network.institutions.length,
                  needed: network.needed,
                })} · ${shownNames(
                  network.institutions.map(({ name, role }) => `${name} (${say(roleOf(role))})`),
                  language,
                )}`}
              />
            </li>
          ))}
          <li className={panel.choice}>
            <Radio value="" label={say(notarizeWords.networkNone)} />
          </li>
        </ul>
      </Radio.Group>
    </>
  );
}
