/** Whether output is broken on purpose: each part must then turn red. */
export const broken = process.env["RAMPART_BROKEN"] === "1";
