import { expect, test } from "vitest";
import type { Observed } from "../../src/sandbox/forge/observed.ts";
import { routes } from "../../src/sandbox/forge/routes/index.ts";
import { checkExchange, editions } from "./check-exchange.ts";
import { readDescriptions } from "./descriptions.ts";

const label = { id: 1, node_id: "x", url: "http://127.0.0.1/x", name: "a", description: null, color: "ffffff", default: false };
const legal: Observed = {
  method: "POST",
  path: "/repos/acme/gitops/labels",
  query: {},
  requestBody: { name: "a" },
  status: 201,
  responseBody: label,
};
const tree = { method: "POST", path: "/repos/acme/gitops/git/trees", query: {}, status: 404, responseBody: { message: "Not Found" } };
const listing = { method: "GET", path: "/repos/acme/gitops/labels", requestBody: undefined, status: 200, responseBody: [label] };

test("exchanges are judged by github.com, GHEC and two GHES", () => {
  expect(editions).toHaveLength(4);
  expect(editions.filter((name) => name.startsWith("ghes-"))).toHaveLength(2);
});

test("every route of the forge but GraphQL's is an operation of all four", () => {
  const paths = (text: string): string => text.replaceAll(/\{\w+\+?\}/g, "{}").replace(/\/contents$/, "/contents/{}");
  for (const { name, operations } of readDescriptions()) {
    const known = new Set([...operations.keys()].map(paths));
    const unknown = routes.map(({ method, path }) => paths(`${method} ${path}`)).filter((route) => !known.has(route));
    expect(unknown, name).toEqual(["POST /graphql"]);
  }
});

test.each([
  ["what GitHub's examples look like", legal],
  ["a known query", { ...listing, query: { per_page: "100", page: "2" } }],
  ["a common error of any operation", { ...legal, status: 401, responseBody: { message: "Bad credentials" } }],
  ["an unchanged answer", { ...listing, query: {}, status: 304, responseBody: undefined }],
])("legal: %s", (_, exchange) => {
  expect(checkExchange(exchange)).toEqual([]);
});

test.each([
  [
    "an unknown field of the body",
    { ...legal, requestBody: { name: "a", colour: "red" } },
    "request must NOT have additional properties: colour",
  ],
  ["a body that lacks a field", { ...legal, requestBody: {} }, "request must have required property 'name'"],
  ["a missing body", { ...legal, requestBody: undefined }, "the request lacks its body"],
  ["a body where none is described", { ...listing, query: {}, requestBody: { a: 1 } }, "the request has a body, and none is described"],
  ["an unknown query parameter", { ...listing, query: { pages: "2" } }, "query must NOT have additional properties: pages"],
  ["a query of another type", { ...listing, query: { page: "two" } }, "query/page must be integer"],
  [
    "a mode that no tree has",
    { ...tree, requestBody: { tree: [{ path: "a", mode: "100777", type: "blob", sha: null }] } },
    "request/tree/0/mode must be equal to one of the allowed values",
  ],
  [
    "an unknown field below the body",
    { ...tree, requestBody: { tree: [{ path: "a", mode: "100644", type: "blob", name: "a" }] } },
    "request/tree/0 must NOT have additional properties: name",
  ],
  ["a status that is not documented", { ...legal, status: 202 }, "the status 202 is not documented"],
  [
    "an answer that lacks a field",
    { ...legal, responseBody: { ...label, color: undefined } },
    "response 201 must have required property 'color'",
  ],
  ["an answer of another type", { ...legal, responseBody: { ...label, id: "1" } }, "response 201/id must be integer"],
  ["an error without a message", { ...legal, status: 401, responseBody: { error: "no" } }, "the answer 401 has no message"],
])("not legal: %s", (_, exchange, said) => {
  const found = checkExchange(exchange);
  expect(found).toHaveLength(4);
  for (const one of found) expect(one.endsWith(said), one).toBe(true);
});

test("an operation that does not exist is told", () => {
  expect(checkExchange({ ...legal, path: "/repos/acme/gitops/label" })[0]).toBe(
    "api.github.com has no operation POST /repos/acme/gitops/label",
  );
});

test.each([
  ["a known mutation", { query: 'mutation { convertPullRequestToDraft(input: { pullRequestId: "x" }) { clientMutationId } }' }, []],
  [
    "an unknown mutation",
    { query: "mutation { deleteRepository { clientMutationId } }" },
    ["Field 'deleteRepository' doesn't exist on type 'Mutation'"],
  ],
  [
    "an unknown field of a pull request",
    { query: 'query { node(id: "x") { ... on PullRequest { colour } } }' },
    ["Field 'colour' doesn't exist on type 'PullRequest'"],
  ],
  ["an unknown field of the request", { query: "{ viewer { login } }", extra: 1 }, ["the request has a field extra"]],
  ["no document", {}, ["the request has no query"]],
])("GraphQL: %s", (_, requestBody, said) => {
  expect(checkExchange({ method: "POST", path: "/graphql", query: {}, requestBody, status: 200, responseBody: { data: {} } })).toEqual(
    said,
  );
});
