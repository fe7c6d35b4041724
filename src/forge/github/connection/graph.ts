import { z } from "zod";
import { redact } from "../../../base/redact.ts";
import { ForgeFault } from "../../forge-fault.ts";
import type { Permission } from "../required-permissions.ts";
import type { Connection } from "./connection.ts";
import type { Outcome, Question } from "./question.ts";

/** A question that only GraphQL answers. */
export interface GraphQuestion<Shape extends z.ZodType> {
  readonly to: string;
  readonly effect: Question<Shape>["effect"];
  readonly needs: Permission;
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Of `data`. */
  readonly shape: Shape;
}

const Envelope = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).optional(),
});

/** Asks by GraphQL; an error in its answer is a refusal. */
export async function attemptGraph<Shape extends z.ZodType>(
  connection: Connection,
  { to, effect, needs, query, variables, shape }: GraphQuestion<Shape>,
): Promise<Outcome<z.output<Shape>>> {
  // GitHub Enterprise Server has it beside the other API, not below.
  const baseUrl = connection.baseUrl.replace(/\/api\/v3\/?$/, "/api");
  const outcome = await connection.attempt({
    to,
    effect,
    needs,
    request: (octokit) => octokit.request({ method: "POST", baseUrl, url: "/graphql", query, variables }),
    shape: Envelope,
  });
  if (outcome.kind === "refusal") return outcome;
  const { data, errors = [] } = outcome.value;
  if (errors.length > 0) {
    const words = redact(errors.map(({ message }) => message).join("; "), connection.secrets());
    const types = new Set(errors.map(({ type }) => type));
    const kind =
      types.has("FORBIDDEN") || types.has("INSUFFICIENT_SCOPES") ? "unauthorized" : types.has("NOT_FOUND") ? "missing" : "invalid";
    const fault = new ForgeFault(`Cannot ${to}: ${words}`, {
      kind,
      ...(kind === "invalid" ? {} : { hint: `give the token the permission "${needs}"` }),
    });
    return { kind: "refusal", refusal: { status: 200, words, fault } };
  }
  const value = shape.safeParse(data);
  if (!value.success) throw new ForgeFault(`Cannot ${to}: the answer has another shape than GitHub's`, { kind: "garbled" });
  return { kind: "answer", value: value.data, next: undefined };
}

/** Asks by GraphQL. Throws a {@link ForgeFault} where the forge refuses. */
export async function graph<Shape extends z.ZodType>(connection: Connection, question: GraphQuestion<Shape>): Promise<z.output<Shape>> {
  const outcome = await attemptGraph(connection, question);
  if (outcome.kind === "refusal") throw outcome.refusal.fault;
  return outcome.value;
}

/** Whether a server is too old to know what it was asked for, such as merge queues. */
export function isUnknownField(words: string): boolean {
  return /field '\w+' (doesn't|does not) exist|doesn't accept argument|is not defined by type|isn't a defined/i.test(words);
}
