import type { Fetched, MetricsSource } from "../metrics-source.ts";

/** The server's own time, in Unix seconds: a window ends when it says that it is now, whatever our clock says. */
export async function serverTime(source: MetricsSource): Promise<Fetched<number>> {
  const answer = await source.query("time()");
  if (answer.kind === "problem") return answer;
  if (answer.value.type === "scalar" && Number.isFinite(answer.value.point[1])) return { kind: "ok", value: answer.value.point[1] };
  return { kind: "problem", fault: "bad-answer", words: `${source.name} does not tell its time as a number` };
}
