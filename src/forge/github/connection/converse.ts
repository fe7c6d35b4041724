import type { z } from "zod";
import { ForgeFault } from "../../forge-fault.ts";
import type { Credentials } from "../token/credentials.ts";
import { brokenConnection } from "./broken-connection.ts";
import type { BuiltRequest } from "./build-request.ts";
import type { Line } from "./line.ts";
import type { Outcome, Question } from "./question.ts";
import { readAnswer, type Reading } from "./read-answer.ts";
import type { TransportAnswer } from "./transport.ts";

/** Longest that is waited for a limit to end, in seconds. */
const longestRest = 60;

/** How often what may be asked again is asked at most. */
const mostAttempts = 3;

/** How many redirects are followed at most. */
const mostHops = 3;

/**
 * Asks until there is an answer, or it is clear what to make of there being
 * none. Only what changes nothing when it is asked again is asked again; of
 * everything else the caller is told that the outcome is unclear. A request
 * that was put off by a limit or an expired token has done nothing, so these
 * are tried once more whatever they do.
 */
export async function converse<Shape extends z.ZodType>(
  line: Line,
  credentials: Credentials,
  question: Question<Shape>,
  written: BuiltRequest,
): Promise<Outcome<z.output<Shape>>> {
  let request = written;
  let attempts = 1;
  let hops = 0;
  let rested = false;
  let renewed = false;
  for (;;) {
    const reading = await ask(line, credentials, question, request);
    switch (reading.kind) {
      case "answer":
        return reading;
      case "refusal":
        if (reading.refusal.status !== 401 || renewed || !credentials.renew()) return reading;
        renewed = true;
        break;
      case "elsewhere":
        hops += 1;
        if (hops > mostHops) {
          throw new ForgeFault(`Cannot ${question.to}: ${line.host} sends us from one address to the next`, { kind: "garbled" });
        }
        request = { ...request, url: reading.url };
        break;
      case "limited":
        if (rested || reading.seconds > longestRest) throw limited(line, question.to, reading);
        rested = true;
        await line.rest(reading.seconds);
        break;
      case "failure":
        if (!reading.again || question.effect === "change" || attempts >= mostAttempts) throw reading.fault;
        await line.sleep(1000 * 2 ** (attempts - 1));
        attempts += 1;
    }
  }
}

async function ask<Shape extends z.ZodType>(
  line: Line,
  credentials: Credentials,
  question: Question<Shape>,
  request: BuiltRequest,
): Promise<Reading<z.output<Shape>>> {
  const { to, effect } = question;
  const authorization = await credentials.authorization();
  let answer: TransportAnswer;
  try {
    answer = await line.send(request, authorization, to);
  } catch (error) {
    const { kind, words, hint } = brokenConnection(error, line.timeout);
    const fault = new ForgeFault(`Cannot ${to}: ${line.host} ${words}`, {
      kind: kind === "untrusted" ? "garbled" : kind === "lost" && effect === "change" ? "unclear" : "temporary",
      ...(hint === undefined ? {} : { hint }),
    });
    return { kind: "failure", fault, again: kind !== "untrusted" };
  }
  const secrets = [...line.secrets, ...credentials.secrets()];
  return readAnswer(answer, question, { host: line.host, origin: request.url.origin, method: request.method, secrets, now: line.now() });
}

function limited(line: Line, to: string, { seconds, words }: { readonly seconds: number; readonly words: string }): ForgeFault {
  return new ForgeFault(`Cannot ${to}: ${line.host} asks us to wait for ${seconds} s${words === "" ? "" : `: ${words}`}`, {
    kind: "limited",
    retryAt: Math.ceil(line.now()) + seconds,
    hint: "run it again then; what was done so far is kept",
  });
}
