import { account } from "./account.ts";
import { apps } from "./apps.ts";
import { checkRuns } from "./check-runs.ts";
import { issues } from "./issues.ts";
import { reviews } from "./reviews.ts";
import { graphql } from "./graphql.ts";
import type { Route } from "../world.ts";
import { comments } from "./comments.ts";
import { commits } from "./commits.ts";
import { contents } from "./contents.ts";
import { deployments } from "./deployments.ts";
import { gitBlobs } from "./git-blobs.ts";
import { gitCommits } from "./git-commits.ts";
import { gitRefs } from "./git-refs.ts";
import { gitTrees } from "./git-trees.ts";
import { labels } from "./labels.ts";
import { merges } from "./merges.ts";
import { pulls } from "./pulls.ts";
import { repository } from "./repository.ts";
import { reviewers } from "./reviewers.ts";
import { statuses } from "./statuses.ts";

/** Every operation that the forge serves. Where two fit, the first does. */
export const routes: readonly Route[] = [
  ...account,
  ...apps,
  ...repository,
  ...graphql,
  ...gitRefs,
  ...gitCommits,
  ...gitTrees,
  ...gitBlobs,
  ...contents,
  ...statuses,
  ...checkRuns,
  ...commits,
  ...merges,
  ...reviewers,
  ...reviews,
  ...pulls,
  ...labels,
  ...comments,
  ...issues,
  ...deployments,
];
