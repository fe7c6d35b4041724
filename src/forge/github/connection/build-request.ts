import type { Octokit } from "@octokit/rest";

/** A request before it is told who sends it. */
export interface BuiltRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Lets Octokit write a request: address, query, body and headers, checked
 * against GitHub's description by the compiler. We send it ourselves, as Octokit
 * takes cut JSON and login pages for answers, tells a lost connection as status
 * 500 and follows redirects.
 */
export async function buildRequest(baseUrl: string, write: (octokit: Octokit) => Promise<unknown>): Promise<BuiltRequest> {
  const { Octokit } = await import("@octokit/rest");
  const written: BuiltRequest[] = [];
  const octokit = new Octokit({
    baseUrl,
    userAgent: "rampart",
    request: {
      async fetch(url: string, { method, headers, body }: RequestInit) {
        const named = { ...Object.fromEntries(new Headers(headers)), "x-github-api-version": "2022-11-28" };
        written.push({ url: new URL(url), method: method ?? "GET", headers: named, body: typeof body === "string" ? body : undefined });
        return new Response(null, { status: 204 });
      },
    },
  });
  await write(octokit);
  const [request] = written;
  if (request === undefined || written.length > 1) throw new Error("expected exactly one request");
  return request;
}
