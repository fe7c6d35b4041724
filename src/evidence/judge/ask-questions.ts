import type { Fetched, MetricsSource, SeriesData, Span } from "../metrics-source.ts";
import { fetchRange } from "../prometheus/fetch-range.ts";
import type { Answers, Question } from "./question.ts";

/** Questions that are under way at once. */
const together = 4;

/** Asks all questions about a span; each gets an answer or a problem of its own. */
export async function askQuestions(source: MetricsSource, questions: readonly Question[], span: Span): Promise<Answers> {
  const answers = new Map<string, Fetched<readonly SeriesData[]>>();
  const waiting = [...questions];
  const work = async (): Promise<void> => {
    for (let question = waiting.shift(); question !== undefined; question = waiting.shift()) {
      answers.set(question.id, await ask(source, question, span));
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return answers;
}

async function ask(source: MetricsSource, { kind, expression }: Question, span: Span): Promise<Fetched<readonly SeriesData[]>> {
  if (kind === "range") return fetchRange(source, expression, span);
  const answer = await source.query(expression, span.end);
  if (answer.kind === "problem") return answer;
  return answer.value.type === "vector"
    ? { kind: "ok", value: answer.value.series }
    : { kind: "problem", fault: "bad-answer", words: `${source.name} answers with a ${answer.value.type} where series were asked for` };
}
