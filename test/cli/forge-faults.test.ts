import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canary, no, openStub, type Reply, type StubServer } from "../forge/github/stub.ts";
import { rampartOn } from "./scratch.ts";
import { scratchRepository } from "./scratch-repository.ts";

let server: StubServer;
let project: Awaited<ReturnType<typeof scratchRepository>>;
beforeAll(async () => {
  server = await openStub();
  project = await scratchRepository();
});
afterAll(async () => {
  project.remove();
  await server.stop();
});

describe("a step that cannot begin as the forge", () => {
  const page: Reply = (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>Log in</html>");
  const cases: Readonly<Record<string, readonly [Reply, number, RegExp]>> = {
    "asks for patience ends with 75 and says until when": [
      no(429, "Slow down", { "retry-after": "600" }),
      75,
      /again from 2026-11-20T12:10:00Z\n$/,
    ],
    "is hidden by a login page ends with 75": [page, 75, /a page of HTML[^]*HTTPS_PROXY/],
    "does not take the token ends with 2": [
      no(401, `Bad credentials ${canary}`),
      2,
      /Bad credentials \[redacted\]\nhint {2}the token has expired/,
    ],
    "does not know the repository ends with 2": [no(404, "Not Found"), 2, /status 404: Not Found\nhint/],
  };
  test.each(Object.entries(cases))("%s", async (_, [reply, code, words]) => {
    server.replying({ "*": reply });
    const variables = { RAMPART_TOKEN: canary };
    const outcome = await rampartOn(variables, project.root, "step", "--all", "--repository", "acme/rollouts", "--api-url", server.url);
    expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(words) });
    expect(outcome.stderr).not.toContain("Canary");
  });
});
