/** Which import, for work that no operator stands behind. */
export type ImportRef = { companyId: string; importId: string };
