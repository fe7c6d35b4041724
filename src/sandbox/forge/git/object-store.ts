import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { deflate } from "node:zlib";
import type { GitObject } from "./git-object.ts";
import { looseObject, looseRef } from "./loose.ts";
import { gitEnvironment } from "./run-git.ts";

/** The objects of a repository, kept by their names. What is packed is read through one `git cat-file` that stays. */
export interface ObjectStore {
  /** The object of a full name, or undefined. */
  read(sha: string): Promise<GitObject | undefined>;
  /** What a full ref name (`refs/heads/main`) stands at now, read from the disk each time. */
  resolve(ref: string): Promise<string | undefined>;
  /** Writes a loose object, as `git hash-object -w` does, and returns its name. */
  write(type: GitObject["type"], content: Buffer | string): Promise<string>;
  close(): void;
}

const pack = promisify(deflate);
/** Bytes of objects that are kept. */
const mostKept = 64 * 1_048_576;

/** Opens the objects of a bare repository. */
export function openObjectStore(folder: string): ObjectStore {
  const kept = new Map<string, GitObject>();
  let keptBytes = 0;
  let reader: Reader | undefined;

  const keep = (sha: string, object: GitObject): void => {
    if (keptBytes > mostKept) {
      kept.clear();
      keptBytes = 0;
    }
    kept.set(sha, object);
    keptBytes += object.content.length;
  };

  const packed = async (sha: string): Promise<GitObject | undefined> => {
    reader ??= startReader(folder);
    const found = await reader.ask(`contents ${sha}`);
    return found?.content === undefined ? undefined : { type: found.type, content: found.content };
  };

  return {
    async read(sha) {
      const known = kept.get(sha);
      if (known !== undefined) return known;
      const loose = await looseObject(folder, sha);
      const object = loose === "elsewhere" ? await packed(sha) : loose;
      if (object !== undefined) keep(sha, object);
      return object;
    },
    async resolve(ref) {
      const loose = await looseRef(folder, ref);
      if (loose !== "elsewhere") return loose;
      reader ??= startReader(folder);
      return (await reader.ask(`info ${ref}`))?.sha;
    },
    async write(type, content) {
      const body = typeof content === "string" ? Buffer.from(content, "utf8") : content;
      const whole = Buffer.concat([Buffer.from(`${type} ${body.length}\0`, "latin1"), body]);
      const sha = createHash("sha1").update(whole).digest("hex");
      if (kept.has(sha)) return sha;
      const room = join(folder, "objects", sha.slice(0, 2));
      const place = join(room, sha.slice(2));
      if (!(await exists(place))) {
        await mkdir(room, { recursive: true });
        const draft = join(room, `tmp_obj_${randomUUID()}`);
        await writeFile(draft, await pack(whole), { mode: 0o444 });
        await rename(draft, place);
      }
      keep(sha, { type, content: body });
      return sha;
    },
    close: () => reader?.end(),
  };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

interface Found {
  readonly sha: string;
  readonly type: string;
  readonly content: Buffer | undefined;
}

interface Reader {
  ask(command: string): Promise<Found | undefined>;
  end(): void;
}

interface Waiting {
  readonly whole: boolean;
  readonly resolve: (found: Found | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** `git cat-file --batch-command`: a question a line; answers come in the same order. */
function startReader(folder: string): Reader {
  const child: ChildProcessWithoutNullStreams = spawn("git", ["cat-file", "--batch-command"], {
    cwd: folder,
    env: gitEnvironment(),
    stdio: "pipe",
  });
  const waiting: Waiting[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let problem: Error | undefined;
  const fail = (error: Error): void => {
    problem = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  child.on("error", fail);
  child.stdin.on("error", fail);
  child.on("close", () => fail(new Error("git cat-file has ended")));
  child.stderr.resume();
  child.stdout.on("data", (piece: Buffer) => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      const end = rest.indexOf(10);
      if (end < 0) return;
      const [sha = "", type = "", size] = rest.toString("utf8", 0, end).split(" ");
      if (size === undefined || !/^\d+$/.test(size)) {
        rest = rest.subarray(end + 1);
        waiting.shift();
        first.resolve(undefined);
        continue;
      }
      const length = first.whole ? Number(size) + 1 : 0;
      if (rest.length < end + 1 + length) return;
      const content = first.whole ? Buffer.from(rest.subarray(end + 1, end + length)) : undefined;
      rest = rest.subarray(end + 1 + length);
      waiting.shift();
      first.resolve({ sha, type, content });
    }
  });
  return {
    ask: (command) =>
      new Promise((resolve, reject) => {
        if (problem !== undefined) return reject(problem);
        waiting.push({ whole: command.startsWith("contents "), resolve, reject });
        child.stdin.write(`${command}\n`);
      }),
    end: () => {
      child.stdin.end();
    },
  };
}
