import { goesDown } from "./taken-back.ts";
import type { Rule } from "./rule.ts";

/** Another image has come since the ramp began: what was measured is not of it. */
export const imageChanged: Rule = ({ context }) => {
  const { rollout, ledger, positions, position } = context;
  const last = ledger.at(-1);
  const [from, first] = [position.stage.name, positions[0]?.stage.name];
  const image = context.waitingImage ?? rollout.image;
  if (image === undefined || last?.image === undefined || last.image.digest === image.digest) return undefined;
  if (first === undefined || position.index === 0) return undefined;
  const isLast = position.index === positions.length - 1;
  const changed = `The image is now ${image.tag}, and the ramp that stands at ${from} is of ${last.image.tag}`;
  switch (rollout.whenChanged) {
    case "restart":
      return { kind: "restart", move: { from, to: first }, sentence: `${changed}: begin again at ${first}.` };
    case "queue":
      if (!isLast && !goesDown(context, last)) return undefined;
      return {
        kind: "restart",
        move: { from, to: first },
        sentence: `${changed}, which ${isLast ? "is done" : "was taken back"}: begin again at ${first}.`,
      };
    case "refuse":
      if (isLast) return undefined;
      return {
        kind: "needs-person",
        sentence: `${changed}: set the image back, or have somebody go back to ${first} and begin again from there.`,
      };
  }
};
