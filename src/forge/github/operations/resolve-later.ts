import type { z } from "zod";
import type { Connection } from "../connection/connection.ts";
import type { Outcome, Question } from "../connection/question.ts";

/** How often a new pull request is addressed until the forge finds it everywhere. */
const mostTries = 4;

/**
 * Asks again for a while where the forge does not find what it has just made:
 * "Could not resolve to a node". Nothing was done then.
 */
export async function resolveLater<Shape extends z.ZodType>(
  connection: Connection,
  question: Question<Shape>,
): Promise<Outcome<z.output<Shape>>> {
  for (let look = 1; ; look += 1) {
    const outcome = await connection.attempt(question);
    if (outcome.kind === "answer" || look >= mostTries || !/could not resolve to a node/i.test(outcome.refusal.words)) return outcome;
    await connection.sleep(1000 * look);
  }
}
