// How many faults does verify find? Takes a copy of the repository's own
// rollouts, makes one fault at a time at places that are drawn by chance (by a
// seed, so that it is the same chance each time), and judges each.
// Run: node scripts/mutate.js [--each 4] [--seed 1] [--kind text] [--json]
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { definitionKinds, recordKinds, renderedKinds } from "./mutations.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const lib = new URL("../lib/", import.meta.url);
const { verify } = await import(new URL("verify/verify.js", lib).href);
const { compile } = await import(new URL("compile/compile.js", lib).href);
const { readProject } = await import(new URL("project/read-project.js", lib).href);
const { packageVersion } = await import(new URL("project/package-version.js", lib).href);

const { values: options } = parseArgs({
  options: {
    each: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
    kind: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const now = new Date("2026-11-20T12:00:00Z");
const lockFile = "rampart.lock.json";
const git = (folder, ...args) =>
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", ...args], {
    cwd: folder,
    stdio: "ignore",
  });

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function drawn(places, count, random) {
  const left = [...places];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
}

/** One rollout of the repository with all of its environments, as a project of its own, committed. */
function scratchOf(scratch, rollout) {
  const project = join(scratch, rollout);
  const belongs = (path) => new RegExp(`(^|/)${rollout}(\\.(ts|yaml|ledger\\.jsonl)$|/|$)`).test(path);
  const wanted = (path) => belongs(path) || /^environments\/[^/]+\.ts$/.test(path) || path.startsWith("policies/");
  for (const path of listed(root, ["rollouts", "environments", "policies", "dist"]).filter(wanted)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    cpSync(join(root, path), join(project, path));
  }
  mkdirSync(join(project, "node_modules"));
  writeFileSync(join(project, ".gitignore"), "node_modules/\n");
  return project;
}

function listed(folder, tops) {
  return tops
    .flatMap((top) =>
      readdirSync(join(folder, top), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replace(/^\//, "")),
    )
    .toSorted();
}

const tops = ["rollouts", "environments", "dist"];
const texts = (project) => new Map(listed(project, tops).map((path) => [path, readFileSync(join(project, path), "utf8")]));

function write(project, files) {
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) rmSync(join(project, path), { force: true });
    else {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
  }
}

/** Puts back what a mutant has changed. */
function restore(project, sound) {
  const now = texts(project);
  write(project, Object.fromEntries([...now.keys()].filter((path) => !sound.has(path)).map((path) => [path, undefined])));
  write(project, Object.fromEntries([...sound].filter(([path, text]) => now.get(path) !== text)));
}

/** Makes the locks agree with the files beside them, as by somebody who covers an edit up. */
function relocked(sound, files) {
  const folders = new Set(Object.keys(files).map((path) => path.split("/").slice(0, 3).join("/")));
  const locks = [...folders].map((folder) => {
    const path = `${folder}/${lockFile}`;
    const lock = JSON.parse(sound.get(path));
    for (const [name, text] of Object.entries(files)) {
      const inner = name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : undefined;
      if (inner === undefined || inner === lockFile) continue;
      if (text === undefined) delete lock.files[inner];
      else lock.files[inner].sha256 = createHash("sha256").update(text).digest("hex");
    }
    return [path, `${JSON.stringify(lock, null, 2)}\n`];
  });
  return { ...files, ...Object.fromEntries(locks) };
}

/** Renders a project, and whether it can be: what cannot stays as it is, and is told by verify. */
async function render(project) {
  try {
    const trees = compile(await readProject(project), { version: packageVersion() });
    for (const { environment, rollout, artifacts } of trees) {
      const folder = join("dist", environment, rollout);
      rmSync(join(project, folder), { recursive: true, force: true });
      write(project, Object.fromEntries(artifacts.map(({ path, content }) => [join(folder, path), content])));
    }
    return true;
  } catch (error) {
    if (!("hint" in error)) throw error;
    return false;
  }
}

/** Moves a rollout into the middle of each of its ladders, with a ledger that tells the way. */
function setOut(project) {
  for (const path of listed(project, ["dist"]).filter((name) => name.endsWith("/rollout.yaml"))) {
    const [, environment, rollout] = path.split("/");
    const told = readFileSync(join(project, path), "utf8");
    const stages = [...told.matchAll(/\n {4}- name: ([a-z][\w-]*)\n {6}weight:/g)].map(([, stage]) => stage);
    const middle = Math.floor((stages.length - 1) / 2);
    const day = (index) => `2026-10-${String(index + 1).padStart(2, "0")}T09:00:00Z`;
    const lines = stages
      .slice(0, middle + 1)
      .map((to, index) =>
        JSON.stringify({ environment, from: stages[index - 1] ?? null, to, at: day(index), operator: "somebody", evidence: [] }),
      );
    write(project, {
      [`environments/${environment}/${rollout}.yaml`]: `stage: ${stages[middle]}\n`,
      [`environments/${environment}/${rollout}.ledger.jsonl`]: `${lines.join("\n")}\n`,
    });
  }
}

/** Whether anything differs but the text of definitions. */
function changesOutput(project, sound) {
  const now = texts(project);
  return [...new Set([...sound.keys(), ...now.keys()])].some((path) => !path.endsWith(".ts") && sound.get(path) !== now.get(path));
}

async function told(project, how) {
  const { findings } = await verify(project, { now, ...how });
  return findings.filter(({ severity }) => severity !== "notice").map(({ code, severity }) => ({ code, severity }));
}

const scratch = mkdtempSync(join(tmpdir(), "rampart-mutants-"));
const random = chance(Number(options.seed));
const each = Number(options.each);
const wantedKinds = (kinds) => kinds.filter(({ kind }) => options.kind === undefined || kind.includes(options.kind));
const rows = [];

try {
  const rollouts = readdirSync(join(root, "rollouts")).map((file) => file.replace(/\.ts$/, ""));
  const [standing, underWay] = [new Map(), new Map()];
  for (const [rollout, projects] of rollouts.flatMap((name) => [
    [name, standing],
    [name, underWay],
  ])) {
    const project = scratchOf(join(scratch, projects === standing ? "standing" : "under-way"), rollout);
    await render(project);
    if (projects === underWay) {
      setOut(project);
      await render(project);
    }
    git(project, "init", "--quiet");
    git(project, "add", "--all");
    git(project, "commit", "--quiet", "--message", "sound");
    const sound = texts(project);
    const before = await told(project, { base: "HEAD" });
    if (before.length > 0) throw new Error(`${rollout} is not sound to begin with: ${before.map(({ code }) => code).join(", ")}`);
    projects.set(project, sound);
  }

  const judges = [
    { group: "dist/ edited by hand", projects: standing, kinds: renderedKinds, how: { dataOnly: true } },
    { group: "dist/ edited, lock made to agree", projects: standing, kinds: renderedKinds, prepare: relocked, how: { dataOnly: true } },
    {
      group: "dist/ edited, lock made to agree, as a change",
      projects: standing,
      kinds: renderedKinds,
      prepare: relocked,
      how: { dataOnly: true, base: "HEAD" },
    },
    {
      group: "definition edited on the way, dist/ rendered anew",
      projects: underWay,
      kinds: definitionKinds,
      renders: true,
      how: { base: "HEAD" },
    },
    { group: "state or ledger edited, dist/ rendered anew", projects: standing, kinds: recordKinds, renders: true, how: { base: "HEAD" } },
  ];
  for (const { group, projects, kinds, prepare = (_, files) => files, renders = false, how } of judges) {
    for (const { kind, places } of wantedKinds(kinds)) {
      const all = [...projects].flatMap(([project, sound]) => [...places(sound)].map((mutant) => ({ project, sound, ...mutant })));
      const row = { group, kind, places: all.length, mutants: 0, caught: 0, codes: {}, survivors: [] };
      // More are drawn than are wanted: an edit of a definition may change nothing that is rendered.
      for (const { project, sound, what, files } of drawn(all, each * 4, random)) {
        if (row.mutants === each) break;
        write(project, prepare(sound, files));
        const rendered = renders ? await render(project) : undefined;
        if (rendered !== true || changesOutput(project, sound)) {
          const codes = await told(project, how);
          row.mutants += 1;
          if (codes.length > 0) row.caught += 1;
          else row.survivors.push({ what, ...(how.dataOnly ? { whole: (await told(project, {})).length > 0 } : {}) });
          for (const code of new Set(codes.map(({ code: name }) => name))) row.codes[code] = (row.codes[code] ?? 0) + 1;
        }
        restore(project, sound);
      }
      rows.push(row);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

if (options.json) console.log(JSON.stringify(rows, null, 2));
else print(rows);

function print(all) {
  const percent = (rows) => {
    const [mutants, caught] = [rows.reduce((sum, row) => sum + row.mutants, 0), rows.reduce((sum, row) => sum + row.caught, 0)];
    return mutants === 0 ? "–" : `${caught} of ${mutants}, ${((100 * caught) / mutants).toFixed(1)} %`;
  };
  const groups = [...new Set(all.map((row) => row.group))];
  console.log("| what | caught |\n|---|--:|");
  for (const group of groups) console.log(`| ${group} | ${percent(all.filter((row) => row.group === group))} |`);
  console.log(`| in all | ${percent(all)} |`);
  for (const group of groups) {
    const own = all.filter((row) => row.group === group);
    // Where everything is caught by the same check, a table says nothing.
    if (own.every(({ mutants, caught }) => mutants === caught) && group.startsWith("dist/")) continue;
    console.log(`\n## ${group}\n\n| kind | places | caught | by |\n|---|--:|--:|---|`);
    for (const { kind, places, mutants, caught, codes } of own) {
      const by = Object.entries(codes).toSorted(([, left], [, right]) => right - left);
      const named = by
        .slice(0, 3)
        .map(([code]) => `\`${code}\``)
        .join(", ");
      console.log(`| ${kind} | ${places} | ${mutants === 0 ? "–" : `${caught} of ${mutants}`} | ${named}${by.length > 3 ? ", …" : ""} |`);
    }
  }
  console.log("");
  for (const { group, kind, survivors } of all) {
    for (const { what, whole } of survivors) {
      console.log(
        `survives  ${group}: ${kind}: ${what}${whole === undefined ? "" : whole ? " (told where definitions are run)" : " (not told at all)"}`,
      );
    }
  }
}
