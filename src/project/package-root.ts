/** The folder this package is installed in. */
export const packageRoot = new URL("../../", import.meta.url);
