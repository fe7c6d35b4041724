import { describe, expect, test } from "vitest";
import type { Check } from "../../src/verify/check.ts";
import { folderOf } from "../../src/verify/folder.ts";
import type { Inspection, Site } from "../../src/verify/inspect.ts";
import { inspectTogether, type Helper } from "../../src/verify/inspect-together.ts";
import { inspectHere, runChecks } from "../../src/verify/run-checks.ts";

const sites = Array.from({ length: 100 }, (_, index): Site => ({ folder: folderOf("production", `r${index}`, []), standing: undefined }));

/** An inspection that says who made it, and where. */
const seen = (by: string, { folder }: Site): Inspection => ({
  reports: new Map([[0, [{ report: { message: by, file: folder?.path ?? "" }, definition: undefined }]]]),
  facts: new Map(),
  resource: undefined,
  oddities: [],
  invalid: [],
});

interface Told {
  readonly places: readonly string[];
  /** How many sites were inspected by whom. */
  readonly here: number;
  readonly helped: number;
}

async function inspected(helper: Helper | undefined): Promise<Told> {
  const visits: string[] = [];
  const inspections = await inspectTogether(
    sites,
    () => (site) => {
      visits.push(site.folder?.path ?? "");
      return seen("here", site);
    },
    helper,
  );
  const reports = inspections.flatMap(({ reports }) => (reports.get(0) ?? []).map(({ report }) => report));
  expect(new Set(visits).size).toBe(visits.length);
  return {
    places: reports.map(({ file }) => file),
    here: reports.filter(({ message }) => message === "here").length,
    helped: reports.filter(({ message }) => message === "helper").length,
  };
}

const places = sites.map(({ folder }) => folder?.path);
const answer = (taken: readonly Site[]) => taken.map((site) => seen("helper", site));
const afterTurns = async (turns: number) => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe("inspectTogether()", () => {
  const helpers: Readonly<Record<string, readonly [helper: () => Helper | undefined, helped: (helped: number) => void]>> = {
    "without a helper, all is done here": [() => undefined, (helped) => expect(helped).toBe(0)],
    "a helper that is fast does most": [
      () => ({ inspect: (taken) => Promise.resolve(answer(taken)) }),
      (helped) => expect(helped).toBeGreaterThan(50),
    ],
    "a helper that is slow does little, and what it does is waited for": [
      () => ({ inspect: (taken) => afterTurns(200).then(() => answer(taken)) }),
      (helped) => expect(helped).toBeLessThan(50),
    ],
    "what a helper does not answer is done here": [
      () => {
        let asked = 0;
        return { inspect: (taken) => afterTurns(3).then(() => ((asked += 1) > 2 ? undefined : answer(taken))) };
      },
      (helped) => expect(helped).toBeLessThan(30),
    ],
    "a helper that answers nothing changes nothing": [
      () => ({ inspect: () => Promise.resolve(undefined) }),
      (helped) => expect(helped).toBe(0),
    ],
  };

  test.each(Object.entries(helpers))("%s", async (_, [helper, check]) => {
    const told = await inspected(helper());
    expect(told.places).toEqual(places);
    expect(told.here + told.helped).toBe(sites.length);
    check(told.helped);
  });

  test("where a helper leaves off, what is told of a check that says too much is the same", async () => {
    const wordy: Check = {
      code: "a-check",
      severity: "notice",
      description: "says much",
      scope: "folder",
      check: ({ path }) => Array.from({ length: 30 }, (_, index) => ({ message: `m${index}`, file: path })),
    };
    const folders = sites.flatMap(({ folder }) => folder ?? []);
    const places = { text: () => undefined, locate: () => undefined };
    const inspections = await inspectTogether(sites, () => inspectHere([wordy], sites.length, {}), {
      inspect: () => afterTurns(50).then(() => undefined),
    });
    expect(runChecks([wordy], { folders, inspected: inspections }, places)).toEqual(runChecks([wordy], { folders }, places));
  });

  test("of the last sites, fewer are handed over at once", async () => {
    const sizes: number[] = [];
    await inspected({ inspect: (taken) => (sizes.push(taken.length), Promise.resolve(answer(taken))) });
    expect(sizes[0]).toBe(13);
    expect(sizes.at(-1)).toBe(1);
    expect(sizes).toEqual(sizes.toSorted((left, right) => right - left));
  });
});
