import { Ajv, type ValidateFunction } from "ajv";
import type { Observed } from "../../src/sandbox/forge/observed.ts";
import { checkGraphql } from "./check-graphql.ts";
import { type Description, type OpenApiSchema, type Operation, readDescriptions } from "./descriptions.ts";
import { findOperation } from "./find-operation.ts";
import { isRecord } from "./is-record.ts";
import { type Compiler, createCompiler } from "./create-compiler.ts";

/** Statuses that any operation may answer, though few descriptions name them; their body is the common error. */
const common = new Set([301, 304, 307, 400, 401, 403, 404, 429, 500, 502, 503]);
const formats = {
  // GitHub writes an empty text where there is no address.
  uri: /^$|^[a-z][a-z\d+.-]*:\/\/\S*$/i,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  timestamp: true,
  email: /^\S+@\S+$/,
  "repo.nwo": /^[\w.-]+\/[\w.-]+$/,
  binary: true,
  hostname: /^[\w.-]+$/,
  int64: true,
  int32: true,
} as const;
const settings = { strict: false, allErrors: true, formats, validateSchema: false, code: { optimize: false } } as const;
const bodies = createCompiler(new Ajv(settings));
const queries = createCompiler(new Ajv({ ...settings, coerceTypes: true }));
const descriptions = readDescriptions();

/** Names of the descriptions that exchanges are judged by. */
export const editions: readonly string[] = descriptions.map(({ name }) => name);

/**
 * What is not legal in an exchange by any of GitHub's descriptions, as
 * sentences: an operation that does not exist, a query parameter or a field of
 * the body that is not listed, a status that is not documented, a response of
 * another shape. Exchanges of GraphQL are judged by the forge's list of fields.
 */
export function checkExchange(exchange: Observed): readonly string[] {
  const { method } = exchange;
  // What was renamed is asked for by its number, which no description tells of.
  const path = exchange.path.replace(/^\/repositories\/\d+/, "/repos/owner/name");
  if (path === "/graphql") return checkGraphql(exchange);
  return descriptions.flatMap((description) => {
    const operation = findOperation(description, method, path);
    if (operation === undefined) return [`${description.name} has no operation ${method} ${exchange.path}`];
    const said = [
      ...queryProblems(description, operation, exchange),
      ...requestProblems(description, operation, exchange),
      ...responseProblems(description, operation, exchange),
    ];
    return said.map((one) => `${description.name}, ${operation.id}: ${one}`);
  });
}

/** For the forge's `observe`: throws when an exchange is not legal. */
export function expectLegal(exchange: Observed): void {
  const problems = checkExchange(exchange);
  if (problems.length > 0) throw new Error(`${exchange.method} ${exchange.path} (${exchange.status})\n${problems.join("\n")}`);
}

function queryProblems(description: Description, { id, query }: Operation, exchange: Observed): readonly string[] {
  const properties = Object.fromEntries(Object.entries(query).map(([name, { schema }]) => [name, schema]));
  const required = Object.entries(query).flatMap(([name, one]) => (one.required ? [name] : []));
  const schema = { type: "object", properties, required, additionalProperties: false };
  return problems(validator(queries, description, `${id} query`, schema, false), { ...exchange.query }, "query");
}

function requestProblems(description: Description, { id, body }: Operation, { requestBody }: Observed): readonly string[] {
  if (body === undefined) {
    const empty = requestBody === undefined || (isRecord(requestBody) && Object.keys(requestBody).length === 0);
    return empty ? [] : ["the request has a body, and none is described"];
  }
  if (requestBody === undefined) return body.required ? ["the request lacks its body"] : [];
  return problems(validator(bodies, description, `${id} body`, body.schema, true), requestBody, "request");
}

function responseProblems(description: Description, { id, responses }: Operation, { status, responseBody }: Observed): readonly string[] {
  const schema = responses[String(status)];
  if (schema === undefined) {
    if (!common.has(status)) return [`the status ${status} is not documented`];
    const told = responseBody === undefined || (isRecord(responseBody) && typeof responseBody["message"] === "string");
    return told ? [] : [`the answer ${status} has no message`];
  }
  if (schema === null) {
    // Where a description is silent about a body, errors have one all the same.
    return status < 300 && responseBody !== undefined ? [`the answer ${status} has a body, and none is described`] : [];
  }
  return problems(validator(bodies, description, `${id} ${status}`, schema, false), responseBody, `response ${status}`);
}

const made = new Map<string, ValidateFunction>();

function validator(compiler: Compiler, description: Description, what: string, schema: OpenApiSchema, closed: boolean): ValidateFunction {
  const place = `${description.name} ${what}`;
  const validate = made.get(place) ?? compiler.compile(description, schema, closed);
  made.set(place, validate);
  return validate;
}

function problems(validate: ValidateFunction, value: unknown, part: string): readonly string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const more = "additionalProperty" in params ? `: ${String(params["additionalProperty"])}` : "";
    return `${part}${instancePath} ${message ?? "is not valid"}${more}`;
  });
}
