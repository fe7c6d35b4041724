import { isRefName } from "./is-ref-name.ts";
import type { Repository } from "./repository.ts";

/** A ref and the object it stands at. */
export interface Ref {
  readonly ref: string;
  readonly sha: string;
  readonly type: string;
}

/** Why a ref was not written. */
export type RefRefusal = "exists" | "missing" | "moved" | "in-the-way" | "refused";

const nothing = "0".repeat(40);

/** What a ref stands at, or undefined. */
export async function refSha(repository: Repository, ref: string): Promise<string | undefined> {
  return (await isRefName(repository, ref)) ? repository.objects.resolve(ref) : undefined;
}

/** The refs below a prefix, in order of their names. */
export async function listRefs(repository: Repository, prefix: string): Promise<readonly Ref[]> {
  const { stdout } = await repository.run(["for-each-ref", "--format=%(refname) %(objectname) %(objecttype)"]);
  return stdout
    .toString("utf8")
    .split("\n")
    .flatMap((line) => {
      const [ref = "", sha = "", type = ""] = line.split(" ");
      return ref.startsWith(prefix) && type !== "" ? [{ ref, sha, type }] : [];
    });
}

/**
 * Moves a ref from one object to another in one step that fails when somebody
 * else has moved it: `from` undefined creates, `to` undefined deletes.
 */
export async function moveRef(
  repository: Repository,
  ref: string,
  from: string | undefined,
  to: string | undefined,
): Promise<RefRefusal | undefined> {
  const words = to === undefined ? ["update-ref", "-d", ref, from ?? nothing] : ["update-ref", ref, to, from ?? nothing];
  const { status, stderr } = await repository.run(words);
  if (status === 0) return undefined;
  if (/' exists; cannot create|cannot create '|cannot lock ref .*: '.*' exists/.test(stderr)) return "in-the-way";
  if (stderr.includes("reference already exists")) return "exists";
  if (/unable to resolve reference|reference is missing/.test(stderr)) return "missing";
  return stderr.includes("but expected") ? "moved" : "refused";
}
