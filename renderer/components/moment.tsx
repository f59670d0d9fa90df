import { showTime } from "../../shared/words/moments.ts";
import { useLanguage } from "./language-context.ts";

const beijingOffset = 8 * 60 * 60 * 1000;

/** A claimed time in a list: Beijing to the second, everything in the title. */
export function BriefMoment({ at }: { readonly at: string }) {
  const language = useLanguage();
  const beijing = new Date(Date.parse(at) + beijingOffset)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
  return (
    <time dateTime={at} title={showTime(Date.parse(at), language)}>
      {language === "zh" ? `北京时间 ${beijing}` : `${beijing} UTC+8`}
    </time>
  );
}

/** A time for people, Beijing first with UTC beside it; the machine's form in the attribute. */
export function Moment({ at }: { readonly at: string }) {
  const language = useLanguage();
  return <time dateTime={at}>{showTime(Date.parse(at), language)}</time>;
}
