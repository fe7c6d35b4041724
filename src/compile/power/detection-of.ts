import type { Detection, DetectionInput } from "./detection.ts";
import { eventDetection } from "./event-detection.ts";
import { meanDetection, quantileDetection } from "./latency-detection.ts";
import { shareDetection } from "./share-detection.ts";

/** What requests can tell of the limit, by the kind of its signal. */
export function detectionOf(input: DetectionInput): Detection {
  const { signal } = input;
  switch (signal.kind) {
    case "ratio":
      return shareDetection(input);
    case "quantile":
      return quantileDetection(input, signal.quantile);
    case "mean":
      return meanDetection(input, input.metrics[signal.histogram.metric]?.unit === "seconds");
    case "increase":
    case "rate":
      return eventDetection(input);
    case "level":
    case "quotient":
      return { assumes: "", detects: () => undefined, needs: () => undefined, unknown: "a level does not rest on requests" };
  }
}
