import { z } from "zod";
import { readBody } from "../read-body.ts";
import { notFound, refusal } from "../refusal.ts";
import { nodeId } from "../shapes/node-id.ts";
import { repositoryUrl } from "../shapes/repository.ts";
import { base64Lines } from "../shapes/base64-lines.ts";
import type { Route } from "../world.ts";

const NewBlob = z.object({ content: z.string(), encoding: z.string().default("utf-8") });
const root = "/repos/{owner}/{repo}/git/blobs";

/** Blobs of the Git database. @see https://docs.github.com/rest/git/blobs */
export const gitBlobs: readonly Route[] = [
  {
    method: "GET",
    path: `${root}/{sha}`,
    needs: [["contents", "read"]],
    async handle(world, { params }) {
      const sha = params["sha"] ?? "";
      const blob = /^[0-9a-f]{40}$/.test(sha) ? await world.repository.objects.read(sha) : undefined;
      if (blob?.type !== "blob") throw notFound();
      const url = `${repositoryUrl(world)}/git/blobs/${sha}`;
      const content = base64Lines(blob.content);
      return { status: 200, body: { sha, node_id: nodeId("B", sha), size: blob.content.length, url, content, encoding: "base64" } };
    },
  },
  {
    method: "POST",
    path: root,
    needs: [["contents", "write"]],
    async handle(world, call) {
      const { content, encoding } = readBody(call, NewBlob);
      if (encoding !== "utf-8" && encoding !== "base64") throw refusal(422, "Invalid encoding");
      if (encoding === "base64" && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content)) throw refusal(422, "content is not valid Base64");
      const sha = await world.repository.objects.write("blob", Buffer.from(content, encoding === "base64" ? "base64" : "utf8"));
      const url = `${repositoryUrl(world)}/git/blobs/${sha}`;
      return { status: 201, body: { sha, url }, headers: { location: url } };
    },
  },
];
