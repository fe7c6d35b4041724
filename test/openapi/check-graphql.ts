import { checkSelection } from "../../src/sandbox/forge/graphql/check-selection.ts";
import { readDocument } from "../../src/sandbox/forge/graphql/read-document.ts";
import type { Observed } from "../../src/sandbox/forge/observed.ts";
import { isRecord } from "./is-record.ts";

/** What is not legal in an exchange of GraphQL, as sentences. */
export function checkGraphql({ requestBody, responseBody, status }: Observed): readonly string[] {
  if (!isRecord(requestBody) || typeof requestBody["query"] !== "string") return ["the request has no query"];
  const unknown = Object.keys(requestBody).filter((key) => !["query", "variables", "operationName"].includes(key));
  const variables = isRecord(requestBody["variables"]) ? requestBody["variables"] : {};
  const said = unknown.map((key) => `the request has a field ${key}`);
  try {
    const { type, selection } = readDocument(requestBody["query"], variables);
    said.push(...checkSelection(type === "mutation" ? "Mutation" : "Query", selection));
  } catch (error) {
    said.push(error instanceof Error ? error.message : "the document cannot be read");
  }
  if (status === 200 && !(isRecord(responseBody) && ("data" in responseBody || "errors" in responseBody)))
    said.push("the answer has neither data nor errors");
  return said;
}
