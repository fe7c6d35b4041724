import type { Fetched, MetricsSource } from "../../evidence/metrics-source.ts";

/**
 * Several sources as one. An expression is answered by the one source that
 * understands it; where several do, nobody can say whose requests are meant.
 */
export function mergedSource(name: string, sources: readonly MetricsSource[]): MetricsSource {
  const one = async <Value>(expression: string, ask: (source: MetricsSource) => Promise<Fetched<Value>>): Promise<Fetched<Value>> => {
    const answers = await Promise.all(sources.map(async (source) => ({ source, answer: await ask(source) })));
    const understood = answers.filter(({ answer }) => answer.kind === "ok");
    const [found, ...more] = understood;
    if (found === undefined) return answers[0]?.answer ?? nobody(name);
    if (more.length === 0 || expression === "time()") return found.answer;
    const who = understood.map(({ source }) => source.name).join(", ");
    return {
      kind: "problem",
      fault: "bad-query",
      words: `${who} all answer this expression: ask below /<environment> or /<environment>/<rollout>`,
    };
  };
  const all = async <Value>(ask: (source: MetricsSource) => Promise<Fetched<readonly Value[]>>): Promise<Fetched<readonly Value[]>> => {
    const values: Value[] = [];
    for (const source of sources) {
      const answer = await ask(source);
      if (answer.kind === "problem") return answer;
      values.push(...answer.value);
    }
    return { kind: "ok", value: values };
  };
  return {
    name,
    query: (expression, at) => one(expression, (source) => source.query(expression, at)),
    queryRange: (expression, span) => one(expression, (source) => source.queryRange(expression, span)),
    alerts: () => all((source) => source.alerts()),
    rules: () => all((source) => source.rules()),
    buildInfo: async () => (await sources[0]?.buildInfo()) ?? nobody(name),
  };
}

function nobody(name: string): Fetched<never> {
  return { kind: "problem", fault: "bad-query", words: `${name} plays nothing` };
}
