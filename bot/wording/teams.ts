/** What only Teams has to say beside its cards. */
export const teamsWords = {
  answeredInChat: 'I have answered you in our chat.',
  cannotWriteToYou: 'I have an answer for you alone, and I cannot write to you. Add me to your chats, then ask again.',
  heldOut: (name: string) => `Here is ${name}. Say where it may be kept.`,
  declined: (name: string) => `${name} was not handed over. Ask for it again whenever you like.`,
  notTaken: (name: string) => `Teams did not take ${name}. Ask for it once more.`,
} as const;
