import type { Reply } from "./world.ts";

/** One entry of `errors` in a 422. */
export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: "missing" | "missing_field" | "invalid" | "already_exists" | "unprocessable" | "custom";
  readonly message?: string;
}

const replies = new WeakMap<Error, Reply>();
const documentation = "https://docs.github.com/rest";

/** The body of an error as GitHub writes it. */
export function errorBody(status: number, message: string, errors?: readonly (FieldError | string)[]): object {
  return { message, ...(errors === undefined ? {} : { errors }), documentation_url: documentation, status: String(status) };
}

/** An error that a route throws to answer a call with a refusal. */
export function refusal(status: number, message: string, errors?: readonly (FieldError | string)[]): Error {
  const error = new Error(message);
  replies.set(error, { status, body: errorBody(status, message, errors) });
  return error;
}

/** 422 "Validation Failed" with the fields that failed. */
export function invalid(...errors: readonly FieldError[]): Error {
  return refusal(422, "Validation Failed", errors);
}

/** 404, as GitHub answers for what is not there and for what the caller may not see. */
export function notFound(): Error {
  return refusal(404, "Not Found");
}

/** What a thrown error answers, or undefined for a defect. */
export function replyOf(error: unknown): Reply | undefined {
  return error instanceof Error ? replies.get(error) : undefined;
}
