import type { z } from "zod";
import type { Fetched, SourceFault, SourceProblem } from "../metrics-source.ts";
import { usualRetry } from "./connection-problem.ts";
import { answeredJson, describeAnswer } from "../../base/answered-json.ts";
import { redact } from "../../base/redact.ts";
import { Envelope } from "./shapes.ts";
import type { TransportResponse } from "./transport.ts";

/** Bytes of one answer that are read at most. */
export const largestAnswer = 32 * 1_048_576;

const longestWait = 3600;

/** What is needed to read an answer and to tell of it. */
export interface Reader {
  readonly host: string;
  readonly secrets: readonly string[];
  /** Bytes that are read at most. */
  readonly cap: number;
}

/**
 * Reads an answer into a shape. Every answer that is not exactly that becomes a
 * problem: another status, a redirect, a login page, cut or foreign JSON, an
 * answer too large, or one of which a part is missing.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview
 */
export async function readAnswer<Shape extends z.ZodType>(
  response: TransportResponse,
  shape: Shape,
  reader: Reader,
): Promise<Fetched<z.output<Shape>>> {
  const { host, cap } = reader;
  const { status } = response;
  if (status >= 300 && status < 400) {
    return problem("redirected", `${host} sends us elsewhere (status ${status}), which is not followed; a login may stand in front of it`);
  }
  const text = await response.text(cap);
  if (text === undefined) return problem("too-large", `${host} answers with more than ${Math.floor(cap / 1024)} KiB`);
  const answer = Envelope.safeParse(answeredJson(text)).data;
  if (status === 401 || status === 403) {
    return problem("unauthorized", `${host} refuses our credentials (status ${status})${said(answer?.error, reader)}`);
  }
  if (status === 429 || status >= 500) return busy(response, answer?.errorType, answer?.error, reader);
  if (answer === undefined)
    return problem("bad-answer", `${host} does not answer as a Prometheus does (status ${status}, ${describeAnswer(text)})`);
  if (answer.status === "error" || status !== 200) {
    return late(answer.errorType, answer.error)
      ? problem("timeout", `the query took too long for ${host}${said(answer.error, reader)}`, usualRetry)
      : problem("bad-query", `${host} refuses the query (status ${status})${said(answer.error, reader)}`);
  }
  const missing = answer.warnings?.find((warning) => !/^PromQL (warning|info)/i.test(warning));
  if (missing !== undefined) return problem("partial", `${host} could not reach all of its data${said(missing, reader)}`, usualRetry);
  const data = shape.safeParse(answer.data);
  return data.success
    ? { kind: "ok", value: data.data }
    : problem("bad-answer", `${host} answers in another shape than a Prometheus (${data.error.issues[0]?.path.join(".") ?? "data"})`);
}

function busy(response: TransportResponse, errorType: string | undefined, error: string | undefined, reader: Reader): SourceProblem {
  const { host } = reader;
  if (late(errorType, error)) return problem("timeout", `the query took too long for ${host}${said(error, reader)}`, usualRetry);
  const seconds = Number.parseInt(response.header("retry-after") ?? "", 10);
  const wait = Number.isNaN(seconds) || seconds < 1 ? usualRetry : Math.min(seconds, longestWait);
  return problem("overloaded", `${host} cannot answer now (status ${response.status})${said(error, reader)}`, wait);
}

/** A deadline is told as 503 `timeout`, or as 422 `execution` with words about time. */
function late(errorType: string | undefined, error: string | undefined): boolean {
  return errorType === "timeout" || errorType === "canceled" || /timed out|timeout|deadline exceeded/i.test(error ?? "");
}

function problem(fault: SourceFault, words: string, retryAfter?: number): SourceProblem {
  return { kind: "problem", fault, words, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

function said(error: string | undefined, { secrets }: Reader): string {
  return error === undefined || error === "" ? "" : `: ${redact(error, secrets)}`;
}
