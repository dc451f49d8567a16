/** Whom to ask, as letters name them. */
export const contactOf = (name: string, email: string | null | undefined) => (email ? `${name} (${email})` : name);
