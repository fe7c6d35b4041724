import { invalid } from "../refusal.ts";
import { letterCount } from "../letter-count.ts";

/** Letters that a body may have at most; the OpenAPI description does not tell. */
export const mostBody = 65_536;
const mostTitle = 256;

/** Refuses a title that is blank or longer than 256 letters. */
export function checkTitle(title: string): void {
  if (title.trim() === "") throw invalid({ resource: "PullRequest", code: "missing_field", field: "title" });
  if (letterCount(title) <= mostTitle) return;
  throw invalid({
    resource: "PullRequest",
    code: "custom",
    field: "title",
    message: `title is too long (maximum is ${mostTitle} characters)`,
  });
}

/** Refuses a body longer than 65,536 letters. */
export function checkBody(body: string | null, resource: string): void {
  if (body === null || letterCount(body) <= mostBody) return;
  throw invalid({ resource, code: "custom", field: "body", message: `body is too long (maximum is ${mostBody} characters)` });
}
