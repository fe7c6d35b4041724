import { z } from "zod";
import { answeredJson, describeAnswer } from "../../../base/answered-json.ts";
import { redact } from "../../../base/redact.ts";
import { ForgeFault, type ForgeFaultKind } from "../../forge-fault.ts";
import type { Permission } from "../required-permissions.ts";
import { permissionHint } from "./permission-hint.ts";
import type { Outcome, Question, Refusal } from "./question.ts";
import { rateLimit } from "./rate-limit.ts";
import type { TransportAnswer } from "./transport.ts";

/** What an answer is, before it is decided what follows. */
export type Reading<Value> =
  | Outcome<Value>
  /** The forge asks us to wait; nothing was done. */
  | { readonly kind: "limited"; readonly seconds: number; readonly words: string }
  /** The forge sends us elsewhere. */
  | { readonly kind: "elsewhere"; readonly url: URL }
  /** `again`: it may be otherwise next time. */
  | { readonly kind: "failure"; readonly fault: ForgeFault; readonly again: boolean };

/** What is needed to read an answer and to tell of it. */
export interface Reader {
  /** Host and port, as people know it. */
  readonly host: string;
  readonly origin: string;
  /** Method of the request. */
  readonly method: string;
  readonly secrets: readonly string[];
  /** The forge's own time, Unix seconds. */
  readonly now: number;
}

/** GitHub's errors. @see https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
const ErrorBody = z.object({
  message: z.string(),
  errors: z
    .array(
      z.union([
        z.string(),
        z.object({
          message: z.string().optional(),
          resource: z.string().optional(),
          field: z.string().optional(),
          code: z.string().optional(),
        }),
      ]),
    )
    .optional()
    .catch(undefined),
});
const GraphErrors = z.object({ errors: z.array(z.object({ type: z.string().optional(), message: z.string() })) });

/**
 * Reads an answer into a shape. Whatever is not exactly an answer or a refusal
 * of GitHub's is a failure: a login page, cut or foreign JSON, an answer too
 * large.
 */
export function readAnswer<Shape extends z.ZodType>(
  answer: TransportAnswer,
  { to, effect, needs, shape }: Pick<Question<Shape>, "to" | "effect" | "needs" | "shape">,
  reader: Reader,
): Reading<z.output<Shape>> {
  const { host, secrets } = reader;
  const { status, header, text } = answer;
  const failure = (kind: ForgeFaultKind, why: string, again: boolean, hint?: string): Reading<never> => ({
    kind: "failure",
    again,
    fault: new ForgeFault(`Cannot ${to}: ${host} ${why}`, { kind, status, ...(hint === undefined ? {} : { hint }) }),
  });
  const garbled = (what: string, again: boolean): Reading<never> =>
    failure("garbled", `does not answer as GitHub does (status ${status}, ${what})${answeredBy(answer, secrets)}`, again, proxyHint);

  if (text === undefined) return failure("garbled", "answers with more than is read", false, proxyHint);
  const body = answeredJson(text);
  const words = redact(wordsOf(body), secrets);
  // GitHub's edge tells of a limit by a page.
  const wait = rateLimit(answer, status >= 400 && words === "" ? text.slice(0, 2000) : words, reader.now);
  if (wait !== undefined) return { kind: "limited", seconds: wait, words };
  if (status >= 500 || status === 408) {
    return failure(effect === "change" ? "unclear" : "temporary", `answers with status ${status}${words === "" ? "" : `: ${words}`}`, true);
  }
  if (status >= 300 && status < 400) {
    const target = sameOrigin(header("location"), reader.origin);
    if (![301, 307, 308].includes(status) || target === undefined) return garbled("it sends us elsewhere", false);
    if (reader.method === "GET") return { kind: "elsewhere", url: target };
    return failure("invalid", "knows the repository by another name now", false, "git remote set-url origin <its new address>");
  }
  if (status >= 400) {
    if (!ErrorBody.safeParse(body).success) return garbled(describeAnswer(text), false);
    return { kind: "refusal", refusal: refused(answer, { to, needs, words }, reader) };
  }
  if (status === 204) {
    const empty = shape.safeParse(undefined);
    return empty.success ? { kind: "answer", value: empty.data, next: undefined } : garbled("nothing", false);
  }
  const value = shape.safeParse(body);
  if (value.success) return { kind: "answer", value: value.data, next: nextPage(header("link"), reader.origin) };
  if (body === undefined) return garbled(describeAnswer(text), !/^\s*</.test(text));
  return garbled(`another shape: ${value.error.issues[0]?.path.join(".") ?? "body"}`, false);
}

const proxyHint = "a proxy or a login page may stand in between: check the address, HTTPS_PROXY and NO_PROXY";

function refused(
  answer: TransportAnswer,
  { to, needs, words }: { to: string; needs: Permission; words: string },
  { host }: Reader,
): Refusal {
  const { status } = answer;
  const kind = status === 401 || status === 403 ? "unauthorized" : status === 404 || status === 410 ? "missing" : "invalid";
  const hint = kind === "invalid" ? undefined : permissionHint(answer, needs);
  const fault = new ForgeFault(`Cannot ${to}: ${host} answers with status ${status}: ${words}`, {
    kind,
    status,
    ...(hint === undefined ? {} : { hint }),
  });
  return { status, words, fault };
}

function wordsOf(body: unknown): string {
  const error = ErrorBody.safeParse(body).data;
  if (error !== undefined) {
    const details = (error.errors ?? []).map((one) =>
      typeof one === "string" ? one : (one.message ?? [one.resource, one.field, one.code].filter((part) => part !== undefined).join(" ")),
    );
    return [error.message, ...details].join("; ");
  }
  return (GraphErrors.safeParse(body).data?.errors ?? [])
    .map(({ type, message }) => (type === "RATE_LIMITED" ? `rate limit: ${message}` : message))
    .join("; ");
}

/** @see https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api#using-link-headers */
function nextPage(link: string | undefined, origin: string): string | undefined {
  return sameOrigin(/<([^<>]+)>\s*;[^,]*\brel="next"/.exec(link ?? "")?.[1], origin)?.href;
}

/** An address of the same server; a token is sent nowhere else. */
function sameOrigin(address: string | undefined, origin: string): URL | undefined {
  if (address === undefined || !URL.canParse(address, origin)) return undefined;
  const url = new URL(address, origin);
  return url.origin === origin ? url : undefined;
}

function answeredBy({ header }: TransportAnswer, secrets: readonly string[]): string {
  const name = header("via") ?? header("server");
  return name === undefined || /^github/i.test(name) ? "" : `; it was answered by ${redact(name, secrets)}`;
}
