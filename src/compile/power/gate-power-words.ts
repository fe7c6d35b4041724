import type { GatePower } from "./power.ts";
import { regressionWords } from "./regression.ts";
import { remedyWords } from "./remedy.ts";
import { countWords } from "./significant.ts";

/** A gate's power in a few words each; `undefined` where there is nothing to say. */
export interface GatePowerWords {
  /** `69.1k` */
  readonly requests: string | undefined;
  /** `0.037 % (+0.017 pp, +84 %)` */
  readonly detects: string | undefined;
  /** `6294 requests`; or why there is no number. */
  readonly needs: string;
  /** What is missing, and what would be enough: `12k are missing: hold 8h or weight 24 %`. */
  readonly lack: string | undefined;
}

/** A gate's power in the words of tables. */
export function gatePowerWords({ requests, detects, needed, missing, enough, because, remedy }: GatePower): GatePowerWords {
  const remedies = remedyWords(remedy);
  const all = requests === undefined ? "no hold to wait for them" : `${countWords(missing)} missing`;
  return {
    requests: requests === undefined || (detects === undefined && needed === undefined) ? undefined : countWords(requests),
    detects: detects && regressionWords(detects),
    needs: because ?? (needed === undefined ? "no number can be told" : `${countWords(needed)} requests`),
    lack: enough !== false ? undefined : missing === 0 ? "cannot pass" : remedies === undefined ? all : `${all}: ${remedies}`,
  };
}
