import { afterAll, beforeAll, expect, test } from "vitest";
import { readDocument } from "../../../src/sandbox/forge/graphql/read-document.ts";
import { type StartedForge, startForge } from "./start-forge.ts";

let started: StartedForge;
beforeAll(async () => {
  started = await startForge({ lawless: true });
  await started.open("x", { a: "1" });
});
afterAll(() => started[Symbol.asyncDispose]());

const ask = async (query: string, token?: string): Promise<unknown> =>
  (await started.call("POST", "//graphql", { query, variables: { n: 1 } }, token)).body;

test("aliases, fragments, inline and variable arguments are understood", async () => {
  const query = `query Q($n: Int!) { # who and what
    me: viewer { login }
    repository(owner: "acme", name: "gitops") { pullRequest(number: $n) { __typename number isDraft state author { login } autoMergeRequest { mergeMethod } } }
  }`;
  expect(await ask(query)).toEqual({
    data: {
      me: { login: "rampart-bot" },
      repository: {
        pullRequest: {
          __typename: "PullRequest",
          number: 1,
          isDraft: false,
          state: "OPEN",
          author: { login: "rampart-bot" },
          autoMergeRequest: null,
        },
      },
    },
  });
});

test.each([
  ["a text that is no document", "query {", "Parse error"],
  ["a letter that GraphQL has not", "{ viewer { login } ; }", 'Parse error on ";"'],
  ["two operations", "{ viewer { login } } { viewer { login } }", "one operation is understood"],
  ["an unknown field", "{ viewer { name } }", "Field 'name' doesn't exist on type 'User'"],
  ["a field without its fields", "{ viewer }", "Field must have selections"],
  ["fields of a scalar", "{ viewer { login { x } } }", "Selections can't be made on scalars"],
  ["a fragment on the wrong type", "{ viewer { ... on PullRequest { id } } }", "can't be spread inside User"],
  [
    "a pull request that is not there",
    '{ repository(owner: "acme", name: "gitops") { pullRequest(number: 99) { id } } }',
    "Could not resolve to a PullRequest",
  ],
  ["a repository that is not there", '{ repository(owner: "a", name: "b") { id } }', "Could not resolve to a Repository"],
  ["a node that is not there", '{ node(id: "PR_x") { id } }', "Could not resolve to a node with the global id of 'PR_x'"],
  [
    "an input that lacks its pull request",
    "mutation { convertPullRequestToDraft(input: {}) { clientMutationId } }",
    "Variable $input was provided invalid value",
  ],
])("%s is an error", async (_, query, message) => {
  expect(await ask(query)).toMatchObject({ errors: [{ message: expect.stringContaining(message) }] });
});

test("a reader does not arm, and nobody asks", async () => {
  const { node_id: id } = (await started.call("GET", "/pulls/1")).body;
  const query = `mutation { convertPullRequestToDraft(input: { pullRequestId: "${id}" }) { pullRequest { isDraft } } }`;
  expect(await ask(query, "ghp_reader")).toMatchObject({ errors: [{ type: "FORBIDDEN" }] });
  expect(await ask(query, "")).toMatchObject({ status: "401" });
});

test("values are read by their kinds", () => {
  const [field] = readDocument('{ f(a: [1, "x\\n", $v, ENUM], b: { c: null, d: -1.5 }) }', { v: true }).selection;
  expect(field?.kind === "field" && field.args).toEqual({ a: [1, "x\n", true, "ENUM"], b: { c: null, d: -1.5 } });
});
