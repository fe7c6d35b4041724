import { Environment, ParseError, type ASTNode } from "@marcbachmann/cel-js";
import { remembering } from "../../../base/remembering.ts";
import { CompileFault } from "./fault.ts";

const environment = new Environment({
  enableOptionalTypes: true,
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: 20_000, maxDepth: 250, maxListElements: 1000, maxMapEntries: 1000, maxCallArguments: 32 },
});

/**
 * Reads an expression into its tree. Macros stay calls; names are not looked up
 * yet, so that the tree is the same for every Kubernetes version, and is kept.
 */
export const parseExpression = remembering(parse, 1000);

function parse(text: string): ASTNode {
  try {
    return environment.parse(text).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new CompileFault(`syntax error: ${error.summary}`, error.range?.start);
  }
}
