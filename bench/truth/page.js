import { deadline, heldOut, hold, limits } from "./corpus.js";
import { candidates, requests } from "./looking.js";

/** What each method did with a draw, in a table. */
export function summary(methods, results) {
  const canaries = results.filter(({ method }) => method === methods[0]).map(({ canary }) => canary);
  const of = (kind) => canaries.filter((canary) => canary.kind === kind).length;
  const rows = methods.map((method) => {
    const own = results.filter((one) => one.method === method);
    const count = (kind, ...outcomes) => own.filter(({ canary, outcome }) => canary.kind === kind && outcomes.includes(outcome)).length;
    const accused = own.filter(
      ({ canary, outcome, everFailed }) => canary.kind === "harmless" && (outcome === "rolled back" || outcome === "stopped" || everFailed),
    ).length;
    const late = own
      .filter(({ canary, outcome }) => canary.kind === "harmful" && (outcome === "rolled back" || outcome === "stopped"))
      .map(({ at, canary }) => Math.max(0, at - canary.onset))
      .toSorted((left, right) => left - right);
    const at = (share) => (late.length === 0 ? "never" : `${late[Math.min(late.length - 1, Math.floor(late.length * share))]} min`);
    return [
      method,
      count("harmful", "promoted"),
      accused,
      count("no data", "promoted"),
      count("no data", "rolled back", "stopped"),
      count("harmful", "undecided"),
      count("harmless", "undecided"),
      `${at(0.5)}, ${at(0.9)}`,
    ];
  });
  return table(
    [
      "method",
      `harmful promoted (of ${of("harmful")})`,
      `harmless rolled back or stopped (of ${of("harmless")})`,
      `promoted without data (of ${of("no data")})`,
      "rolled back without data",
      "harmful undecided",
      "harmless undecided",
      "time to detect: median, nine of ten",
    ],
    rows,
  );
}

/** The page of the docs: what was found, how, and what it does not say. */
export function page(methods, results, unseen, looks) {
  const canaries = results.filter(({ method }) => method === methods[0]).map(({ canary }) => canary);
  const of = (kind) => canaries.filter((canary) => canary.kind === kind).length;
  const names = [...new Set(canaries.map(({ name }) => name))];
  const byKind = names.map((name) => {
    const own = results.filter(({ method, canary }) => method === "Rampart" && canary.name === name);
    const count = (outcome) => own.filter((one) => one.outcome === outcome).length;
    return [name, own[0].canary.kind, own.length, count("promoted"), count("rolled back"), count("stopped"), count("undecided")];
  });
  const wrong = names.map((name) => [name, ...methods.map((method) => wrongs(results, method, name))]);
  const percent = (share) => `${Number((share * 100).toFixed(2))} %`;
  return `# The truth bench

${canaries.length} simulated canaries, of each of which it is known whether it is harmless (${of("harmless")}), harmful (${of("harmful")}) or cannot be judged for want of data (${of("no data")}), judged by Rampart's own code and by the documented rules of others. \`npm run bench:truth\` runs it all and writes this page; it gives the same bytes every time.

## Result

${summary(methods, results)}

"Stopped" is Rampart's *fail* without going back: the stage may not be left. A harmless canary that was stopped at any look counts as wrong, even where it was promoted later. "Undecided" is what is neither promoted, rolled back nor stopped ${deadline / 60} hours after the stage began, twice the hold; people must look at it. Only Rampart can end so; the others always decide by the end of the hold.

How to read it: only Rampart tells canaries without data from the others, promotes none of them and rolls none of them back; whether going back without data is wrong is a matter of taste, so it has a column of its own. Argo Rollouts, Flagger and PipeCD promote no harmful canary either, because they reject so many: between a fifth and nearly all of the harmless ones go with them, as few requests in a short range often look bad. Rampart takes longer to accuse, and leaves open what so few requests cannot tell: that is its price, in the columns "undecided".

The same for ${heldOut.length} further draws that nobody had looked at when the judging was finished, ${unseen.length / methods.length} canaries in all:

${summary(methods, unseen)}

What Rampart does with each kind:

${table(["kind", "truth", "canaries", "promoted", "rolled back", "stopped", "undecided"], byKind)}

Wrong answers of each method by kind, a canary without data that is not left alone included:

${table(["kind", ...methods], wrong)}

## Method

A canary is ${hold / 60} hours at a stage. Candidate and baseline are of equal size, as Kayenta and PipeCD advise: two pods each, with 3, 10, 60 or 300 requests a minute on either side. Each pod has a counter of requests, one of errors that is born with its first error, and a histogram of latencies with 15 buckets, all scraped once a minute. Latencies are log-normal; counts are Poisson. On top of that come a daily cycle (load also makes both sides slower), swings of latency that last some minutes, bursts of errors, gaps in scraping of seven to twelve minutes, restarts that reset the counters. Rates are reckoned from these samples as Prometheus does: two samples at least, resets seen, ends extrapolated.

Every method is told the same: the candidate's share of errors may not exceed ${limits.errors * 100} %, nor its p95 ${limits.latency}x that of the baseline. Methods that take no limits (Kayenta, PipeCD) compare the sides. So that the truth is the same for both ways of asking, harmless candidates are within the limits *and* no worse than the baseline; harmful ones are beyond a limit *and* clearly worse.

- **Rampart**: \`judgeStage\` of the built package over a \`limit\` gate for errors and a \`delta\` gate for latency (\`minimumSamples: 500\`, hold and rollback limit the same, \`badStreak\` 5m and 15m), asked every 15 minutes. The first pass promotes, the first "go back" rolls back.
- **Argo Rollouts**: a measurement every 5 minutes, \`count\` for the hold, \`failureLimit: 3\`, \`consecutiveErrorLimit: 4\`; an empty result is an error that is tried again after 10 s, NaN fails a \`successCondition\` and passes a \`failureCondition\`.
- **Flagger**: an iteration an interval; failed checks count up to the threshold, no value and NaN fail.
- **Kayenta**: every hour over all so far (values a minute apart, NaN removed), Mann-Whitney at 98 % with the Hodges-Lehmann estimate and tolerance 0.25, effect size \`meanRatio\` at least 1, direction increase, two groups of equal weight, marginal 75, pass 95.
- **PipeCD ADA**: ten minutes of both sides every ten minutes, Mann-Whitney at 5 % two-sided with deviation HIGH, \`failureLimit: 1\`; both sides empty pass, one of them is taken for a failure.

Queries of the others have \`or vector(0)\` in the numerator, as their users write it, so that a candidate without errors is not an empty result.

## Asking again and again

Counts of ${candidates} candidates with ${requests} requests a minute on either side, whose share of errors or p95 lies at so many times the limit, are held against it every 15 minutes for 12 hours, by a stage with two gates. Cleared counts from the end of the hold on.

${table(
  ["limit", "where it lies, times the limit", "cleared at the end of the hold", "cleared at any look", "called beyond at any look"],
  looks.map(({ name, factor, clearedOnce, clearedEver, accusedEver }) => [
    name,
    factor,
    percent(clearedOnce),
    percent(clearedEver),
    percent(accusedEver),
  ]),
)}

Calling a candidate beyond its limit rests on tests that hold at any number of looks: at the limit itself at most 2.5 % (5 % by two gates) may be accused. A score test for one look would accuse 17 % of those at \`+0.5 pp\`. Clearing rests on tests for one look, asked at a level at which all looks from the end of the hold to twice the hold together are to clear at most 1.6 % of those exactly at the limit, that is 32 of 2000, give or take six (see [statistics](statistics.md)); \`rampart plan\` reckons with the level of the first of them. A p95 is drawn into buckets of 6 % width.

## Limits of this page

- The world is simulated by the people who wrote Rampart. The judging was worked on with the draw that is shown and another one (\`npm run bench:truth -- 20260105\`), and judged the further ones only afterwards; the kinds are the same. Requests are independent but for what is said above; no canary has retries, caches that warm up, or a baseline that is bad in another way than the candidate.
- Each rule of another tool has settings that would do better on some kinds and worse on others; the table shows common ones, and for Argo Rollouts and Flagger a longer range too. They are restated from documentation and sources, not run. Nobody compares here what else these tools do.
- Effects much smaller than the limits are not in it, and nobody finds them with so few requests.
- What Rampart accuses wrongly is close to a limit, or really beyond it for a while: bursts of errors that follow each other, swings of latency that outlast \`badStreak\`. The definition asks to go back then, and the bench counts it as wrong.
- With gates that cannot prove their limit at the traffic of a stage, Rampart waits. \`rampart plan\` says so beforehand; the column "undecided" is its price.
`;
}

function wrongs(results, method, name) {
  const own = results.filter((one) => one.method === method && one.canary.name === name);
  const count = own.filter(({ canary, outcome, everFailed }) => {
    switch (canary.kind) {
      case "harmful":
        return outcome === "promoted";
      case "harmless":
        return outcome === "rolled back" || outcome === "stopped" || everFailed === true;
      default:
        return outcome !== "undecided";
    }
  }).length;
  return `${count} of ${own.length}`;
}

function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
