/** So many get their mail before a run that is tried goes on: a letter that is wrong is seen by them, and by nobody else. */
export const FIRST_FEW = 5;
