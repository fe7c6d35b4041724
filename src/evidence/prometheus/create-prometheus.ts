import type { z } from "zod";
import type { Fetched, InstantResult, MetricsSource, SeriesData } from "../metrics-source.ts";
import { connectionProblem } from "./connection-problem.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Access } from "./read-access.ts";
import { largestAnswer, readAnswer } from "./read-answer.ts";
import { AlertsData, BuildData, InstantData, RangeData, RulesData } from "./shapes.ts";

/** How long a question may take, in milliseconds, where nobody says. */
export const usualTimeout = 30_000;

/** Longest address that is asked by GET; what is longer goes by POST. */
const longestAddress = 4000;

/** Limits of what is waited for and read. */
export interface Limits {
  /** Milliseconds for one question. */
  readonly timeout?: number;
  /** Bytes of one answer. */
  readonly cap?: number;
}

/**
 * A Prometheus, or what speaks like one (Thanos, Mimir), as a source. It asks
 * only the endpoint it is given, follows no redirect, and shows no credential.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export function createPrometheus({ name, address }: Endpoint, { headers, transport, secrets }: Access, limits: Limits = {}): MetricsSource {
  const timeout = limits.timeout ?? usualTimeout;
  const reader = { host: name, secrets, cap: limits.cap ?? largestAnswer };

  async function ask<Shape extends z.ZodType>(
    path: string,
    shape: Shape,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<Fetched<z.output<Shape>>> {
    const url = address(path);
    const form = new URLSearchParams(parameters).toString();
    const long = url.href.length + form.length > longestAddress;
    if (!long) url.search = form;
    const accept = { ...headers, Accept: "application/json" };
    try {
      const response = await transport({
        url,
        method: long ? "POST" : "GET",
        headers: long ? { ...accept, "Content-Type": "application/x-www-form-urlencoded" } : accept,
        body: long ? form : undefined,
        timeout,
      });
      return await readAnswer(response, shape, reader);
    } catch (error) {
      return connectionProblem(error, name, timeout);
    }
  }

  return {
    name,
    async query(expression, at) {
      const answer = await ask("query", InstantData, { query: expression, ...(at === undefined ? {} : { time: stamp(at) }), ...whole });
      return mapped(answer, instantResult);
    },
    async queryRange(expression, { start, end, step }) {
      const answer = await ask("query_range", RangeData, {
        query: expression,
        start: stamp(start),
        end: stamp(end),
        step: stamp(step),
        ...whole,
      });
      return mapped(answer, ({ result }) => result.map(({ metric, values }): SeriesData => ({ labels: metric, points: values })));
    },
    async alerts() {
      return mapped(await ask("alerts", AlertsData), ({ alerts }) =>
        alerts.flatMap(({ labels, state }) => (state === "inactive" ? [] : [{ labels, state }])),
      );
    },
    async rules() {
      return mapped(await ask("rules", RulesData), ({ groups }) =>
        groups.flatMap(({ name: group, rules }) => rules.map((rule) => ({ ...rule, group, lastError: rule.lastError }))),
      );
    },
    async buildInfo() {
      return ask("status/buildinfo", BuildData);
    },
  };
}

/**
 * Thanos must not leave out a store that is down, and must fold replicas;
 * others do not know the parameters.
 * @see https://thanos.io/tip/components/query.md/#partial-response
 */
const whole = { partial_response: "false", dedup: "true" } as const;

/** Seconds without an exponent or float noise. */
function stamp(time: number): string {
  return String(Math.round(time * 1000) / 1000);
}

function instantResult(data: z.output<typeof InstantData>): InstantResult {
  switch (data.resultType) {
    case "vector":
      return { type: "vector", series: data.result.map(({ metric, value }) => ({ labels: metric, points: [value] })) };
    case "scalar":
      return { type: "scalar", point: data.result };
    case "matrix":
    case "string":
      return { type: data.resultType };
  }
}

function mapped<From, To>(answer: Fetched<From>, change: (value: From) => To): Fetched<To> {
  return answer.kind === "ok" ? { kind: "ok", value: change(answer.value) } : answer;
}
