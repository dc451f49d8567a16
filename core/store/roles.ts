/** The role of everybody whose list names none; each company is founded with it. */
export const DEFAULT_ROLE_KEY = 'member';
