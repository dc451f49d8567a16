/** What stands for words that may name somebody, in a channel in which nobody may be named. */
export const forAllWords = {
  list: 'a list',
  colleague: 'a colleague',
  inbox: 'one inbox',
  reason: 'the reason is not shown in this channel',
};
