import { expect, test } from "vitest";
import { reuseEntry } from "../../src/step/reuse-entry.ts";
import { imageAt, stepEntry } from "../../src/step/step-entry.ts";
import { digest, situation, type Situation } from "./decide/situation.ts";

const third = { repository: "ghcr.io/acme/shop", tag: "3.0.0", digest: digest("3") };
const first = { tag: "1.0.0", digest: digest("1") };

const images: Readonly<Record<string, readonly [given: Situation, to: string, tag: string]>> = {
  "up, it is the image of the ramp": [{}, "canary-50", "2.0.0"],
  "on the first stage, it is what ran before": [{}, "before", "1.0.0"],
  "from the first stage, it is the definition's": [{ at: "before", rollout: { image: third } }, "shadow", "3.0.0"],
  "while another one waits, the ramp keeps its own": [{ rollout: { image: third, whenChanged: "queue" } }, "canary-50", "2.0.0"],
  "on the first stage, the one that waits has its turn": [{ rollout: { image: third, whenChanged: "restart" } }, "before", "3.0.0"],
  "on the first stage, what ran before goes before the one that waits": [
    { rollout: { image: { ...third, before: first }, whenChanged: "restart" } },
    "before",
    "1.0.0",
  ],
};

test.each(Object.entries(images))("%s", (_, [given, to, tag]) => {
  expect(imageAt(situation(given).context, to)?.tag).toBe(tag);
});

const { context } = situation({ rollout: { image: third, whenChanged: "restart" } });
const move = { from: "canary-5", to: "before" };
const input = {
  move,
  at: 1_763_380_800,
  operator: "a.leroy",
  revision: "f".repeat(40),
  evidence: [],
  evidenceDigest: undefined,
  reason: "Again",
};

test("beginning again says so, a step back does not", () => {
  expect(stepEntry(context, { ...input, restart: true }).restart).toBe(true);
  expect(stepEntry(context, { ...input, restart: false })).not.toHaveProperty("restart");
});

test("a line of a step back is none of beginning again, nor the other way round", () => {
  const image = imageAt(context, "before");
  const found = (written: boolean, wanted: boolean) =>
    reuseEntry({
      base: "",
      branch: `${JSON.stringify(stepEntry(context, { ...input, restart: written }))}\n`,
      move,
      image,
      restart: wanted,
      now: input.at,
      ages: false,
    }) !== undefined;
  expect([found(true, true), found(false, false), found(true, false), found(false, true)]).toEqual([true, true, false, false]);
});
