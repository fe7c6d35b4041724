import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import type { App } from "../forge-options.ts";
import { refusal } from "../refusal.ts";
import type { World } from "../world.ts";

const Header = z.object({ alg: z.string() });
const Claims = z.object({ iat: z.number(), exp: z.number(), iss: z.union([z.string(), z.number()]) });
/** Seconds that an App's token may live. */
const longest = 600;

/** The App that signed a JWT; 401 in GitHub's words for each way in which it is not valid. */
export function verifyJwt(world: World, jwt: string): App {
  const { app } = world.settings;
  const undecoded = refusal(401, "A JSON web token could not be decoded");
  const [head = "", body = "", signature = ""] = jwt.split(".");
  const header = Header.safeParse(decoded(head));
  if (app === undefined || header.data?.alg !== "RS256") throw undecoded;
  const signed = verify("RSA-SHA256", Buffer.from(`${head}.${body}`), createPublicKey(app.publicKey), Buffer.from(signature, "base64url"));
  const claims = Claims.safeParse(decoded(body));
  if (!signed || !claims.success) throw undecoded;
  const { iat, exp, iss } = claims.data;
  const now = Math.floor(world.now() / 1000);
  if (![String(app.id), app.clientId].includes(String(iss))) throw refusal(404, "Integration not found");
  if (exp <= now)
    throw refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > now + longest) throw refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  if (iat > now + 60)
    throw refusal(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  return app;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
