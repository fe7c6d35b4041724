// Judges simulated canaries whose truth is known by Rampart and by the rules of
// others, and writes what came of it to docs/truth-bench.md. The same bytes at
// every run, which takes some minutes. Run: npm run bench:truth [-- SEED]; with a
// seed, another draw of the same kinds is judged and shown, and nothing is written.
import { writeFileSync } from "node:fs";
import { corpus, heldOut } from "./corpus.js";
import { looking } from "./looking.js";
import { measure } from "./measure.js";
import { argo, flagger, kayenta, pipecd } from "./others.js";
import { page, summary } from "./page.js";
import { rampart } from "./rampart.js";

const methods = {
  Rampart: rampart,
  "Argo Rollouts, `successCondition`, rates of 5m": argo("success", 5),
  "Argo Rollouts, `failureCondition`, rates of 5m": argo("failure", 5),
  "Argo Rollouts, `successCondition`, rates of 30m": argo("success", 30),
  "Flagger, interval 1m, threshold 5, rates of 5m": flagger(1, 5, 5),
  "Flagger, interval 5m, threshold 5, rates of 30m": flagger(5, 5, 30),
  "Kayenta, NetflixACAJudge": kayenta,
  "PipeCD ADA, `CANARY_BASELINE`": pipecd,
};

const seed = process.argv[2];

async function judgeAll(canaries) {
  const results = [];
  for (const canary of canaries) {
    const measured = measure(canary);
    for (const [method, judge] of Object.entries(methods)) results.push({ method, canary, ...(await judge(measured)) });
  }
  return results;
}

const results = await judgeAll(corpus(seed === undefined ? undefined : Number(seed)));
if (seed === undefined) {
  const unseen = [];
  for (const draw of heldOut) unseen.push(...(await judgeAll(corpus(draw))));
  const looks = [1, 1.1, 1.25].flatMap((factor) => looking(factor));
  const text = page(Object.keys(methods), results, unseen, looks);
  writeFileSync(new URL("../../docs/truth-bench.md", import.meta.url), text);
  console.log(text.slice(text.indexOf("## Result"), text.indexOf("## Method")));
} else {
  console.log(summary(Object.keys(methods), results));
}
