import { z } from "zod";
import type { Forge, Review, Reviewers } from "../../forge.ts";
import type { Connection } from "../connection/connection.ts";
import type { Outcome } from "../connection/question.ts";
import { Account, ghost, PullShape } from "../shapes/pull-shape.ts";
import { resolveLater } from "./resolve-later.ts";

/** @see https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request */
const ReviewShape = z.object({
  user: Account,
  state: z.string().transform((state, context): Review["state"] => {
    const known = states[state.toLowerCase()];
    if (known !== undefined) return known;
    context.addIssue({ code: "custom", message: "expected the state of a review" });
    return z.NEVER;
  }),
  commit_id: z.string().nullish(),
});

const states: Readonly<Record<string, Review["state"]>> = {
  approved: "approved",
  changes_requested: "changes-requested",
  commented: "commented",
  dismissed: "dismissed",
  pending: "pending",
};

export function reviewOperations(connection: Connection): Pick<Forge, "reviews" | "requestReviews"> {
  const { owner, repo } = connection;

  async function request(number: number, { people, teams }: Reviewers): Promise<Outcome<unknown>> {
    return resolveLater(connection, {
      to: `ask for reviews of #${number}`,
      effect: "change",
      needs: "pull_requests: write",
      request: ({ rest }) =>
        rest.pulls.requestReviewers({
          owner,
          repo,
          pull_number: number,
          ...(people.length === 0 ? {} : { reviewers: [...people] }),
          ...(teams.length === 0 ? {} : { team_reviewers: [...teams] }),
        }),
      shape: z.object({ number: z.literal(number) }),
    });
  }

  async function authorOf(number: number): Promise<string> {
    const { user } = await connection.ask({
      to: `find out whose pull request #${number} is`,
      effect: "none",
      needs: "pull_requests: read",
      request: ({ rest }) => rest.pulls.get({ owner, repo, pull_number: number }),
      shape: PullShape,
    });
    return user?.login ?? ghost;
  }

  /** Asks one after the other, and answers who could not be asked. */
  async function requestEach(number: number, { people, teams }: Reviewers): Promise<Reviewers> {
    const left: { readonly people: string[]; readonly teams: string[] } = { people: [], teams: [] };
    for (const person of people) if (!(await requestOne(number, { people: [person], teams: [] }))) left.people.push(person);
    for (const team of teams) if (!(await requestOne(number, { people: [], teams: [team] }))) left.teams.push(team);
    return left;
  }

  async function requestOne(number: number, one: Reviewers): Promise<boolean> {
    const outcome = await request(number, one);
    if (outcome.kind === "answer") return true;
    if (outcome.refusal.status !== 422) throw outcome.refusal.fault;
    return false;
  }

  return {
    async reviews(number) {
      const pages = await connection.pages({
        to: `read the reviews of #${number}`,
        effect: "none",
        needs: "pull_requests: read",
        request: ({ rest }) => rest.pulls.listReviews({ owner, repo, pull_number: number, per_page: 100 }),
        shape: z.array(ReviewShape),
      });
      return pages
        .flat()
        .map(({ user, state, commit_id: commit }) => ({ author: user?.login ?? ghost, state, commit: commit ?? undefined }));
    },

    async requestReviews(number, reviewers) {
      if (isEmpty(reviewers)) return nobody;
      const outcome = await request(number, reviewers);
      if (outcome.kind === "answer") return nobody;
      const { status, words, fault } = outcome.refusal;
      if (status !== 422) throw fault;
      // One who cannot be asked makes the forge ask none. It does not say who.
      if (!/from pull request author/i.test(words)) return requestEach(number, reviewers);
      const author = (await authorOf(number)).toLowerCase();
      const dropped = reviewers.people.filter((person) => person.toLowerCase() === author);
      const others = { ...reviewers, people: reviewers.people.filter((person) => !dropped.includes(person)) };
      const left = isEmpty(others) || (await request(number, others)).kind === "answer" ? nobody : await requestEach(number, others);
      return { ...left, people: [...dropped, ...left.people] };
    },
  };
}

const nobody: Reviewers = { people: [], teams: [] };

function isEmpty({ people, teams }: Reviewers): boolean {
  return people.length === 0 && teams.length === 0;
}
