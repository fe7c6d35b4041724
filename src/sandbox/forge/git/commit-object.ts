/** Who wrote or committed, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** As Git writes it: `+0000`. */
  readonly zone: string;
}

/** What a commit says. */
export interface CommitObject {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** The text of a commit object. */
export function writeCommit({ tree, parents, author, committer, message }: CommitObject): string {
  return [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${signed(author)}`,
    `committer ${signed(committer)}`,
    "",
    message,
  ].join("\n");
}

/** Reads the text of a commit object; headers that nobody here asks for (signatures, encodings) are passed over. */
export function readCommit(content: Buffer): CommitObject {
  const text = content.toString("utf8");
  const end = text.indexOf("\n\n");
  const head = end < 0 ? text : text.slice(0, end);
  const lines = head.split("\n").map((line) => {
    const space = line.indexOf(" ");
    return [line.slice(0, space), line.slice(space + 1)] as const;
  });
  const all = (name: string): string[] => lines.flatMap(([key, value]) => (key === name ? [value] : []));
  return {
    tree: all("tree")[0] ?? "",
    parents: all("parent"),
    author: readSignature(all("author")[0] ?? ""),
    committer: readSignature(all("committer")[0] ?? ""),
    message: end < 0 ? "" : text.slice(end + 2),
  };
}

function signed({ name, email, time, zone }: Signature): string {
  return `${name} <${email}> ${time} ${zone}`;
}

function readSignature(text: string): Signature {
  const [, name = "", email = "", time = "0", zone = "+0000"] = /^(.*?) ?<(.*)> (\d+) ([+-]\d{4})$/.exec(text) ?? [];
  return { name, email, time: Number(time), zone };
}
