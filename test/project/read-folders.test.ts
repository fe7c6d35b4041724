import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFolders } from "../../src/project/read-folders.ts";
import { scratchFolder, writeFiles } from "./scratch-folder.ts";

const folder = "dist/production/checkout";

/** What is found, with what its files are read as. */
const readAll = (root: string) => {
  const { folders, oddities } = readFolders(root);
  const read = folders.map((found) => ({ found, ...found.read() }));
  return {
    folders: read.map(({ found: { environment, rollout }, files }) => ({ environment, rollout, files })),
    oddities: [...oddities, ...read.flatMap(({ oddities: unread }) => unread)],
  };
};

test("reads the files of each folder, sorted", () => {
  const root = scratchFolder({
    [`${folder}/values.yaml`]: "a: 1\n",
    [`${folder}/manifests/b.yaml`]: "b: 1\n",
    "dist/staging/basket/values.yaml": "c: 1\n",
  });
  expect(readAll(root)).toEqual({
    folders: [
      {
        environment: "production",
        rollout: "checkout",
        files: [
          { path: "manifests/b.yaml", content: "b: 1\n" },
          { path: "values.yaml", content: "a: 1\n" },
        ],
      },
      { environment: "staging", rollout: "basket", files: [{ path: "values.yaml", content: "c: 1\n" }] },
    ],
    oddities: [],
  });
});

test("a project without dist/ has no folders", () => {
  expect(readFolders(scratchFolder())).toEqual({ folders: [], oddities: [] });
});

/** What is tried, by what it should be told as; each beside a sound folder, which is read all the same. */
const tries: Record<string, readonly [attempt: (root: string) => void, oddities: readonly object[]]> = {
  "dist itself leads elsewhere": [
    (root) => {
      execFileSync("mv", [join(root, "dist"), join(root, "real")]);
      symlinkSync("real", join(root, "dist"));
    },
    [{ path: "dist", kind: "irregular", problem: "is a symbolic link" }],
  ],
  "an environment leads elsewhere": [
    (root) => symlinkSync("/etc", join(root, "dist/etc")),
    [{ path: "dist/etc", kind: "irregular", problem: "is a symbolic link" }],
  ],
  "a rollout leads to another": [
    (root) => symlinkSync("checkout", join(root, "dist/production/basket")),
    [{ path: "dist/production/basket", kind: "irregular", problem: "is a symbolic link" }],
  ],
  "a folder of a rollout leads elsewhere": [
    (root) => symlinkSync("/etc", join(root, folder, "manifests")),
    [{ path: `${folder}/manifests`, kind: "irregular", problem: "is a symbolic link" }],
  ],
  "a file leads elsewhere": [
    (root) => symlinkSync("/etc/passwd", join(root, folder, "rules.yaml")),
    [{ path: `${folder}/rules.yaml`, kind: "irregular", problem: "is a symbolic link" }],
  ],
  "a pipe": [
    (root) => void execFileSync("mkfifo", [join(root, folder, "pipe")]),
    [{ path: `${folder}/pipe`, kind: "irregular", problem: "is a device, pipe or socket" }],
  ],
  "a file over 4 MiB": [
    (root) => writeFiles(root, { [`${folder}/rules.yaml`]: new Uint8Array(4_194_305).fill(0x20) }),
    [{ path: `${folder}/rules.yaml`, kind: "irregular", problem: "has 4194305 bytes, more than 4 MiB" }],
  ],
  "a file that is no text": [
    (root) => writeFiles(root, { [`${folder}/logo.png`]: new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }),
    [{ path: `${folder}/logo.png`, kind: "irregular", problem: "is not UTF-8 text" }],
  ],
  "names that are no DNS labels": [
    (root) => {
      for (const name of ["Production", "prod_1", "-prod", "a".repeat(64), ".rampart-new"]) mkdirSync(join(root, "dist", name));
    },
    ["-prod", ".rampart-new", "Production", "a".repeat(64), "prod_1"].map((name) => ({
      path: `dist/${name}`,
      kind: "stray",
      problem: "is not named as an environment or rollout can be",
    })),
  ],
  "names that no generated file has": [
    (root) =>
      writeFiles(root, {
        [`${folder}/.git/config`]: "",
        [`${folder}/a b.yaml`]: "",
        [`${folder}/-rf`]: "",
        [`${folder}/a\n::error::b`]: "",
      }),
    ["-rf", ".git", "a\n::error::b", "a b.yaml"].map((name) => ({
      path: `${folder}/${name}`,
      kind: "stray",
      problem: "has a name that no generated file can have",
    })),
  ],
  "files beside the folders": [
    (root) => writeFiles(root, { "dist/README.md": "", "dist/production/kustomization.yaml": "" }),
    [
      { path: "dist/README.md", kind: "stray", problem: "lies outside the folders of rollouts" },
      { path: "dist/production/kustomization.yaml", kind: "stray", problem: "lies outside the folders of rollouts" },
    ],
  ],
  "folders without end": [
    (root) => writeFiles(root, { [`${folder}/a/b/c/d/e/f.yaml`]: "" }),
    [{ path: `${folder}/a/b/c/d`, kind: "irregular", problem: "lies deeper than 4 folders" }],
  ],
};

test.each(Object.entries(tries))("%s", (_, [attempt, oddities]) => {
  const root = scratchFolder({ [`${folder}/values.yaml`]: "a: 1\n" });
  attempt(root);
  const read = readAll(root);
  expect(read.oddities.toSorted((left, right) => (left.path < right.path ? -1 : 1))).toEqual(oddities);
  const linked = oddities.length === 1 && JSON.stringify(oddities).includes('"dist"');
  expect(read.folders).toEqual(
    linked ? [] : [{ environment: "production", rollout: "checkout", files: [{ path: "values.yaml", content: "a: 1\n" }] }],
  );
});

test("a folder with too many files is told once, and no more of it is read", () => {
  const root = scratchFolder(
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${folder}/f${String(index).padStart(3, "0")}.yaml`, ""])),
  );
  const { folders, oddities } = readAll(root);
  expect(folders[0]?.files).toHaveLength(256);
  expect(oddities).toEqual([{ path: `${folder}/f256.yaml`, kind: "irregular", problem: "is one of more than 256 files of its folder" }]);
});
