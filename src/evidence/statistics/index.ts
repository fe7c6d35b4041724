/** What judging reckons with. The functions are kept in base, where power before the ramp needs them too. */
export * from "../../base/statistics/index.ts";
