import { z } from "zod";
import { VariableName, ref } from "./name.ts";
import { Duration } from "./quantity.ts";
import { Code, Source, Text } from "./text.ts";

/** An address that may carry `{host}` and, for a probe of every instance, `{instance}` and `{port}`. */
export const UrlTemplate = z.string().regex(/^https?:\/\/[^\s<>"`]+$/, {
  error: "expected an http or https address, with {host}, {port} and {instance} as the only placeholders",
});

/** Request headers by name. */
const Headers = z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string()).default({});

const common = {
  title: Text,
  /** What a good answer proves. */
  proves: Text,
  /** Run once, or for every instance the stage has reached. */
  every: z.enum(["rollout", "instance"]).default("rollout"),
  timeout: Duration.prefault("10s"),
  sources: z.array(Source).default([]),
};

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What a UTC timestamp looks like, as a regular expression that jq and JavaScript read alike. */
export const utcTime = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?Z$";

/** Seconds that a timestamp may lie ahead of the reader's clock before it counts as not yet come. */
export const clockSkew = 300;

/** One assertion about a value at a path (`session.session_id`, `targets`) of JSON. */
export const Assertion = z.strictObject({
  path: z.string().regex(/^[\w$-]+(\.[\w$-]+|\[\d+\])*$/, { error: "expected a path such as services.operator_api.session" }),
  expect: z.union([
    z.strictObject({ equals: Scalar }),
    z.strictObject({ oneOf: z.array(Scalar).min(1) }),
    z.strictObject({ includes: z.array(z.string()).min(1) }),
    z.strictObject({ exists: z.literal(true) }),
    z.strictObject({ empty: z.literal(true) }),
    z.strictObject({ atLeast: z.number() }),
    z.strictObject({ greaterThan: z.number() }),
    /** A UTC timestamp at most so old, and not ahead of now by more than {@link clockSkew}. */
    z.strictObject({ within: Duration }),
    /** A UTC timestamp. */
    z.strictObject({ format: z.enum(["iso-8601"]) }),
  ]),
});
export type Assertion = z.output<typeof Assertion>;

/** A check that is run, not queried; its answer is kept as a receipt. */
export const Probe = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("http"),
    ...common,
    method: z.enum(["GET", "HEAD", "POST", "PUT", "DELETE"]).default("GET"),
    url: UrlTemplate,
    headers: Headers,
    /** Environment variable that holds the bearer token; the token itself is never written down. */
    bearerToken: VariableName.optional(),
    body: Code.optional(),
    /** Where the runbook's command keeps the answer for a look at it. */
    saveTo: z.string().optional(),
    expect: z.strictObject({
      /** Any of these; a 400 can be what proves that a route exists. */
      status: z.array(z.int().min(100).max(599)).min(1),
      bodyIncludes: Text.optional(),
    }),
  }),
  /** @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports */
  z.strictObject({
    kind: z.literal("json-rpc"),
    ...common,
    url: UrlTemplate,
    transport: z.enum(["streamable-http", "sse"]).default("streamable-http"),
    method: z.string().regex(/^[\w/$.-]+$/),
    params: z.record(z.string(), z.json()).default({}),
    /** Beside those of the transport: a cookie or header that routes the request. */
    headers: Headers,
    bearerToken: VariableName.optional(),
    expect: z.array(Assertion).default([]),
  }),
  z.strictObject({
    kind: z.literal("command"),
    ...common,
    command: Code,
    /** Variables the command reads, with an example or a description of each. */
    variables: z.record(VariableName, Text).default({}),
    expect: z
      .strictObject({ exit: z.int().min(0).max(255).default(0), outputIncludes: Text.optional(), json: z.array(Assertion).default([]) })
      .prefault({}),
  }),
  z.strictObject({
    kind: z.literal("sql"),
    ...common,
    /** Environment variable that holds the connection string. */
    connection: VariableName,
    query: Code,
    expect: z.strictObject({
      /** Fewest rows that meet `where`. */
      rows: z.int().min(0),
      where: z.strictObject({ column: z.string(), greaterThan: z.number() }).optional(),
    }),
  }),
  z.strictObject({
    kind: z.literal("receipt"),
    ...common,
    file: z.string().regex(/^(?!\/)[\w./-]+$/, { error: "expected a relative path" }),
    format: z.enum(["json", "jsonl"]),
    /** For `jsonl`: the last line of each value of this field is judged; each of these values must be there. */
    latestPer: z.strictObject({ field: z.string(), values: z.array(z.string()).min(1) }).optional(),
    expect: z.array(Assertion).min(1),
    /** Written by this procedure or command. */
    writtenBy: ref("procedure").optional(),
  }),
]);
export type Probe = z.output<typeof Probe>;
