import { checkTable, nothingToDo } from "./check-table.ts";

const clause = "ETSI TS 119 312 V1.5.1 §9";

const notByThisAuthority = {
  zh: "请勿以此时间戳为依据；可由证据包中的其他时间戳证明时间。",
  en: "Do not rely on this time-stamp; another one in the package may prove the time.",
} as const;

/** What the dated table of algorithms says of time-stamps and certificates. */
export const algorithmChecks = checkTable({
  TOKEN_ALGORITHMS_ACCEPTED: {
    outcome: "passed",
    clause,
    zh: "时间戳所用算法（{algorithms:list}）签发时可用，至今仍在可用期内。",
    en: "The time-stamp's algorithms ({algorithms:list}) were acceptable when it was made and still are.",
    cause: nothingToDo,
    next: nothingToDo,
  },
  TOKEN_ALGORITHM_AGED: {
    outcome: "indeterminate",
    clause,
    zh: "算法 {algorithm} 在签发时（{time:time}）可用，但可用期已于 {until:time} 届满，此前没有更新的时间戳或证据记录予以保护。",
    en: "{algorithm} was acceptable when the time-stamp was made ({time:time}), but its term ended at {until:time}, and nothing newer protected the time-stamp before then.",
    cause: {
      zh: "时间戳没有在算法可用期届满前续期；不表示内容被改动。",
      en: "The time-stamp was not renewed before its algorithm's term ended; that does not mean that anything was changed.",
    },
    next: {
      zh: "请向提交方索取 {until:time} 之前所作的续期（归档时间戳、证据记录）或其他存在证明；没有的，应结合其他证据或由鉴定人说明。",
      en: "Ask the party for a renewal made before {until:time} (an archive time-stamp, an evidence record) or another proof that it existed by then; without one, weigh it with other evidence or hear an expert.",
    },
  },
  TOKEN_ALGORITHM_PAST_USE: {
    outcome: "indeterminate",
    clause,
    zh: "时间戳签发时（{time:time}）所用算法 {algorithm} 的可用期已届满（{until:time}）；尚未发现对该算法的公开攻击。",
    en: "When the time-stamp was made ({time:time}) the term of {algorithm} was over already ({until:time}); no attack on it was known in public.",
    cause: {
      zh: "签发机构在算法可用期届满后仍在使用该算法。",
      en: "The authority went on using the algorithm after its term.",
    },
    next: {
      zh: "请以另一个使用现行算法的时间戳证明时间，或由鉴定人说明该算法当时的强度。",
      en: "Prove the time by another time-stamp under a current algorithm, or hear an expert on the algorithm's strength at that time.",
    },
  },
  TOKEN_ALGORITHM_REFUSED: {
    outcome: "failed",
    clause,
    zh: "时间戳签发时（{time:time}）所用算法 {algorithm} 已被公开攻破（{since:time} 起），可能有两份不同内容对应同一时间戳。",
    en: "When the time-stamp was made ({time:time}) {algorithm} had been broken in public (since {since:time}); two different contents may share one time-stamp.",
    cause: {
      zh: "签发机构或请求方使用了已被攻破的算法。",
      en: "The authority, or whoever asked it, used an algorithm that was broken.",
    },
    next: notByThisAuthority,
  },
  CERTIFICATE_ALGORITHM_REFUSED: {
    outcome: "failed",
    clause,
    zh: "“{certificate}”签发时，其签名所用算法 {algorithm} 已被公开攻破。",
    en: "“{certificate}” was signed with {algorithm} when that had been broken in public already.",
    cause: {
      zh: "签发机构使用了已被攻破的算法，证书可能是伪造的。",
      en: "Its issuer used a broken algorithm; the certificate may be forged.",
    },
    next: {
      zh: "请勿以此证书的签名为依据。",
      en: "Do not rely on what this certificate signed.",
    },
  },
  CERTIFICATE_ALGORITHM_AGED: {
    outcome: "indeterminate",
    clause,
    zh: "“{certificate}”的签名所用算法 {algorithm} 的可用期已于 {until:time} 届满，此前没有更新的时间戳或证据记录予以保护。",
    en: "The term of {algorithm}, with which “{certificate}” is signed, ended at {until:time}, and nothing newer protected it before then.",
    cause: {
      zh: "证书链建立在较旧的算法上，且没有在可用期届满前续期。",
      en: "The chain rests on an older algorithm and was not renewed before its term ended.",
    },
    next: {
      zh: "请索取 {until:time} 之前所作的续期（归档时间戳、证据记录）；没有的，请由鉴定人说明。",
      en: "Ask for a renewal made before {until:time} (an archive time-stamp, an evidence record); without one, hear an expert.",
    },
  },
});
