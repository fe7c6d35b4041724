import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserError } from "../../../src/base/user-error.ts";
import { createGitHub } from "../../../src/forge/github/create-github.ts";
import { fetchTransport } from "../../../src/forge/github/connection/fetch-transport.ts";
import { readRemote, type RemoteHints } from "../../../src/forge/github/read-remote.ts";
import { remoteOf } from "../../../src/forge/github/remote.ts";
import { readTokenSource } from "../../../src/forge/github/token/token-source.ts";
import { tokenAdvice } from "../../../src/forge/github/token/token-advice.ts";

/** Reads variables out of a table. */
function from(variables: Readonly<Record<string, string>>): (name: string) => string | undefined {
  return (name) => variables[name];
}

describe("the address of a repository", () => {
  const github = { owner: "acme", repository: "rollouts", host: "github.com", baseUrl: "https://api.github.com" };
  const enterprise = { ...github, host: "git.acme.example", baseUrl: "https://git.acme.example/api/v3" };
  const known: Readonly<Record<string, object>> = {
    "https://github.com/acme/rollouts.git": github,
    "https://github.com/acme/rollouts/": github,
    "https://x-access-token:ghs_secret@github.com/acme/rollouts": github,
    "https://www.github.com/acme/rollouts": { ...github, host: "www.github.com" },
    "git@github.com:acme/rollouts.git": github,
    "github.com:acme/rollouts": github,
    "ssh://git@github.com/acme/rollouts.git": github,
    "ssh://git@ssh.github.com:443/acme/rollouts.git": github,
    "git@git.acme.example:acme/rollouts.git": enterprise,
    "ssh://git@git.acme.example:2222/acme/rollouts": enterprise,
    "https://git.acme.example:8443/acme/rollouts": {
      ...enterprise,
      host: "git.acme.example:8443",
      baseUrl: "https://git.acme.example:8443/api/v3",
    },
    "https://acme.ghe.com/acme/rollouts.git": { ...github, host: "acme.ghe.com", baseUrl: "https://api.acme.ghe.com" },
    "http://127.0.0.1:4321/acme/rollouts.git": { ...github, host: "127.0.0.1:4321", baseUrl: "http://127.0.0.1:4321/api/v3" },
    "https://github.com/acme/ro.ll-outs_2": { ...github, repository: "ro.ll-outs_2" },
  };
  test.each(Object.entries(known))("%s is understood", (address, remote) => {
    expect(remoteOf(address)).toEqual(remote);
  });

  const unknown = [
    "/srv/git/rollouts.git",
    "../rollouts",
    "file:///srv/acme/rollouts",
    "http://github.com/acme/rollouts",
    "git://github.com/acme/rollouts",
    "https://github.com/acme",
    "https://github.com/acme/rollouts/tree/main",
    "https://github.com/acme/..",
    "https://github.com/acme/.git",
    "https://github.com/ac me/x",
    "",
  ];
  test.each(unknown)("%j is none", (address) => {
    expect(remoteOf(address)).toBeUndefined();
  });

  test("never lets credentials through, and never throws", () => {
    const word = fc.stringMatching(/^[\w.~%:!$-]{0,12}$/);
    fc.assert(
      fc.property(
        fc.constantFrom("https", "ssh", "http", "git+ssh"),
        word,
        fc.constantFrom("github.com", "127.0.0.1:1"),
        fc.string(),
        (scheme, user, host, text) => {
          expect(JSON.stringify(remoteOf(`${scheme}://${user}canary@${host}/acme/x`) ?? "")).not.toMatch(/canary|@/);
          remoteOf(text);
        },
      ),
    );
  });
});

describe("the repository of a checkout", () => {
  let folder = "";
  const git = (...words: readonly string[]): void => void execFileSync("git", words, { cwd: folder });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "remote-"));
    git("init", "--quiet");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const actions = {
    GITHUB_REPOSITORY: "acme/flow",
    GITHUB_SERVER_URL: "https://git.acme.example",
    GITHUB_API_URL: "https://git.acme.example/api/v3",
  };
  const cases: Readonly<
    Record<string, readonly [string | undefined, Omit<RemoteHints, "variable">, Readonly<Record<string, string>>, object]>
  > = {
    "is that of its origin": ["git@github.com:acme/rollouts.git", {}, {}, { owner: "acme", repository: "rollouts", host: "github.com" }],
    "is that of its origin, in a workflow of another one": [
      "https://github.com/acme/rollouts",
      {},
      actions,
      { repository: "rollouts", baseUrl: "https://api.github.com" },
    ],
    "is that of the workflow without an origin": [
      undefined,
      {},
      actions,
      { repository: "flow", baseUrl: "https://git.acme.example/api/v3" },
    ],
    "is that of the workflow where the origin is a folder": ["/srv/git/x", {}, actions, { repository: "flow" }],
    "is what is said, on the origin's server": [
      "git@git.acme.example:acme/rollouts.git",
      { repository: "other/name" },
      {},
      { owner: "other", repository: "name", baseUrl: "https://git.acme.example/api/v3" },
    ],
    "is what is said, at GitHub where nothing else is known": [undefined, { repository: "other/name" }, {}, { host: "github.com" }],
    "is asked where it is said": [
      "git@github.com:acme/rollouts.git",
      { apiUrl: "https://ghe.example/api/v3" },
      {},
      { repository: "rollouts", host: "ghe.example", baseUrl: "https://ghe.example/api/v3" },
    ],
    "is asked on this machine where that is said": [
      undefined,
      { repository: "a/b", apiUrl: "http://127.0.0.1:1" },
      {},
      { baseUrl: "http://127.0.0.1:1" },
    ],
    "is asked where the workflow says": [
      "https://git.acme.example/acme/rollouts",
      {},
      { ...actions, GITHUB_API_URL: "https://api.acme.example/v3" },
      { repository: "rollouts", baseUrl: "https://api.acme.example/v3" },
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [origin, hints, variables, remote]) => {
    if (origin !== undefined) git("remote", "add", "origin", origin);
    try {
      expect(readRemote(folder, { ...hints, variable: from(variables) })).toMatchObject(remote);
    } finally {
      if (origin !== undefined) git("remote", "remove", "origin");
    }
  });

  const faults: Readonly<Record<string, readonly [Omit<RemoteHints, "variable">, RegExp]>> = {
    "that nothing tells": [{}, /Cannot tell which repository/],
    "that is said in another form": [{ repository: "acme" }, /expected owner\/name/],
    "that is said to be above": [{ repository: "../etc" }, /expected owner\/name/],
    "at an address without encryption": [{ repository: "a/b", apiUrl: "http://ghe.example/api/v3" }, /expected an https address/],
    "at an address with credentials": [{ repository: "a/b", apiUrl: "https://me:secret@ghe.example/api/v3" }, /without credentials/],
    "at no address": [{ repository: "a/b", apiUrl: "ghe.example" }, /expected an https address/],
  };
  test.each(Object.entries(faults))("%s is an error that says what to do", (_, [hints, words]) => {
    const read = (): unknown => readRemote(folder, { ...hints, variable: from({}) });
    expect(read).toThrow(words);
    expect(read).toThrow(UserError);
    expect(read).not.toThrow(/secret/);
  });
});

describe("a token", () => {
  const pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n";
  const file = (path: string): string | undefined => ({ "/key.pem": pem, "/not.pem": "hello" })[path];
  const cases: Readonly<Record<string, readonly [Readonly<Record<string, string>>, object]>> = {
    "is Rampart's own before others": [
      { RAMPART_TOKEN: "ghp_own", GITHUB_TOKEN: "ghs_x", GITHUB_ACTIONS: "true" },
      { kind: "token", token: "ghp_own", actions: false },
    ],
    "is a workflow's": [
      { GITHUB_TOKEN: "ghs_x", GH_TOKEN: "ghp_y", GITHUB_ACTIONS: "true" },
      { token: "ghs_x", actions: true },
    ],
    "is not a workflow's elsewhere": [{ GITHUB_TOKEN: "ghp_x" }, { token: "ghp_x", actions: false }],
    "is the one of gh": [
      { GH_TOKEN: "ghp_y", GITHUB_TOKEN: "", GITHUB_ACTIONS: "true" },
      { token: "ghp_y", actions: false },
    ],
    "may end with a line break": [{ RAMPART_TOKEN: "ghp_own\n" }, { token: "ghp_own" }],
    "is an App's before all": [
      { RAMPART_APP_ID: "42", RAMPART_APP_PRIVATE_KEY: pem, RAMPART_TOKEN: "ghp_own" },
      { kind: "app", id: "42", privateKey: pem.trimEnd(), installation: undefined },
    ],
    "is an App's with a key on one line": [
      { RAMPART_APP_ID: "42", RAMPART_APP_PRIVATE_KEY: pem.replaceAll("\n", "\\n") },
      { privateKey: pem },
    ],
    "is an App's with a key in a file": [
      { RAMPART_APP_ID: "Iv23liABC", RAMPART_APP_PRIVATE_KEY: "/key.pem", RAMPART_APP_INSTALLATION: "7" },
      { id: "Iv23liABC", privateKey: pem, installation: 7 },
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [variables, source]) => {
    expect(readTokenSource("github.com", { variable: from(variables), file })).toMatchObject(source);
  });

  const faults: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>, RegExp]>> = {
    "that is not there": ["github.com", {}, /there is no token/],
    "with a space in it": ["github.com", { GITHUB_TOKEN: "canary 1" }, /GITHUB_TOKEN: it holds characters/],
    "that is meant for GitHub, at another server": [
      "git.acme.example",
      { GITHUB_TOKEN: "canary" },
      /meant for GitHub, so it is not sent there/,
    ],
    "that is meant for GitHub, at a server that is called like it": ["github.com.example", { GH_TOKEN: "canary" }, /meant for GitHub/],
    "of an App without a key": ["github.com", { RAMPART_APP_ID: "42" }, /RAMPART_APP_PRIVATE_KEY is not set/],
    "of an App with a key that is none": [
      "github.com",
      { RAMPART_APP_ID: "42", RAMPART_APP_PRIVATE_KEY: "/not.pem" },
      /neither a private key/,
    ],
    "of an App with a key that is lost": [
      "github.com",
      { RAMPART_APP_ID: "42", RAMPART_APP_PRIVATE_KEY: "/canary" },
      /neither a private key/,
    ],
    "of an App that has a name": ["github.com", { RAMPART_APP_ID: "my app", RAMPART_APP_PRIVATE_KEY: pem }, /RAMPART_APP_ID to be an id/],
  };
  test.each(Object.entries(faults))("%s is an error that does not show it", (_, [host, variables, words]) => {
    const read = (): unknown => readTokenSource(host, { variable: from(variables), file });
    expect(read).toThrow(words);
    expect(read).toThrow(UserError);
    expect(read).not.toThrow(/canary|MIIE/);
  });

  test("of a workflow is sent to the server that runs it", () => {
    const variable = from({ GITHUB_TOKEN: "ghs_x", GITHUB_ACTIONS: "true", GITHUB_SERVER_URL: "https://git.acme.example" });
    expect(readTokenSource("git.acme.example", { variable, file })).toMatchObject({ actions: true });
  });

  test("of a workflow is warned of, as its pull requests start no workflows; others are not", () => {
    expect(tokenAdvice({ login: "github-actions[bot]", token: "actions" })).toMatch(/start no workflows.*RAMPART_APP_ID/);
    expect((["classic", "fine-grained", "app", "other"] as const).map((token) => tokenAdvice({ login: "x", token }))).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });
});

test("the repository's page stands beside its API", () => {
  const addresses = ["https://api.github.com", "https://git.acme.example/api/v3", "https://api.acme.ghe.com", "http://127.0.0.1:1/"].map(
    (baseUrl) =>
      createGitHub({
        owner: "acme",
        repository: "x",
        baseUrl,
        token: { kind: "token", token: "ghp_x", actions: false },
        transport: fetchTransport,
        clock: () => 0,
        sleep: async () => undefined,
      }).address,
  );
  expect(addresses).toEqual([
    "https://github.com/acme/x",
    "https://git.acme.example/acme/x",
    "https://acme.ghe.com/acme/x",
    "http://127.0.0.1:1/acme/x",
  ]);
});
