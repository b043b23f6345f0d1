/** OpenAPI security of routes for signed-in callers. */
export const SIGNED_IN = [{ bearer: [] }];
