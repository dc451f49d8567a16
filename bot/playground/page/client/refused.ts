/** Something that was not done, with a sentence for the person. */
export class Refused extends Error {}
