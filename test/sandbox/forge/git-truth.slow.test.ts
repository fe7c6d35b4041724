import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { editTree } from "../../../src/sandbox/forge/git/edit-tree.ts";
import { openHistory } from "../../../src/sandbox/forge/git/history.ts";
import { type Repository, openRepository } from "../../../src/sandbox/forge/git/repository.ts";

let folder: string;
let repository: Repository;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forge-truth-"));
  repository = await openRepository(folder);
});
afterAll(async () => {
  repository.objects.close();
  await rm(folder, { recursive: true });
});

const git = async (...words: readonly string[]): Promise<string> => (await repository.run(words)).stdout.toString("utf8").trim();
const who = { name: "A", email: "a@example.org", time: 1_700_000_000, zone: "+0000" };

test("a tree that was edited is the one that Git would have written", async () => {
  const name = fc.constantFrom("a", "a.b", "a-b", "b", "B", "ä", "é!");
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
  const edits = fc.array(fc.record({ path, content: fc.option(fc.string({ maxLength: 3 })) }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(edits, { maxLength: 4 }), async (rounds) => {
      let tree: string | undefined;
      let files = new Map<string, string>();
      for (const round of rounds) {
        const changes = [...new Map(round.map((edit) => [edit.path, edit])).values()];
        const given = await Promise.all(
          changes.map(async (edit) => ({
            path: edit.path,
            entry: edit.content === null ? undefined : { mode: "100644", sha: await repository.objects.write("blob", edit.content) },
          })),
        );
        const outcome = await editTree(repository, tree, given);
        if ("problem" in outcome) continue;
        tree = outcome.sha;
        for (const { path: changed, content } of changes) {
          // What stands below a path goes with it, and a file in the way of a folder gives way.
          files = new Map(
            [...files].filter(
              ([other]) => other !== changed && !other.startsWith(`${changed}/`) && (content === null || !changed.startsWith(`${other}/`)),
            ),
          );
          if (content !== null) files.set(changed, content);
        }
        const listed = await git("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", tree);
        expect(listed.split("\n").filter(Boolean).toSorted()).toEqual([...files.keys()].toSorted());
      }
    }),
    { numRuns: 60 },
  );
  expect(await git("fsck", "--strict", "--no-dangling")).toBe("");
});

test("commits lie to each other as Git says", async () => {
  const tree = await repository.writeTree([]);
  const shape = fc.array(fc.tuple(fc.nat(), fc.option(fc.nat())), { minLength: 2, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(shape, fc.nat(), fc.nat(), async (parents, left, right) => {
      const made: string[] = [];
      for (const [index, [first, second]] of parents.entries()) {
        const pick = (number: number): string[] => (made.length === 0 ? [] : [made[number % made.length] ?? ""]);
        const chosen = [...new Set([...pick(first), ...(second === null ? [] : pick(second))])];
        made.push(
          await repository.writeCommit({
            tree,
            parents: chosen,
            author: who,
            committer: { ...who, time: who.time + index },
            message: `${index}`,
          }),
        );
      }
      const [base = "", head = ""] = [made[left % made.length], made[right % made.length]];
      const history = openHistory(repository);
      const { ahead, behind, mergeBase } = await history.distance(base, head);
      expect(`${behind}\t${ahead}`).toBe(await git("rev-list", "--left-right", "--count", `${base}...${head}`));
      expect((await git("merge-base", "--all", base, head)).split("\n")).toContain(mergeBase ?? "");
      const between = await history.between(base, head);
      expect(between.toSorted()).toEqual((await git("rev-list", `${base}..${head}`)).split("\n").filter(Boolean).toSorted());
      expect(await history.holds(base, head)).toBe((await repository.run(["merge-base", "--is-ancestor", head, base])).status === 0);
    }),
    { numRuns: 60 },
  );
});
