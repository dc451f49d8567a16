/** What is wrong, and where (a JSON pointer). */
export type Finding = { at: string; words: string };

export const finding = (at: string, words: string): Finding => ({ at, words });

/** Slack's own form: `[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]`. */
export const asMessage = ({ at, words }: Finding): string => `[ERROR] ${words} [json-pointer:${at}]`;
