/** A checked list that nobody decides about is discarded after so long: it holds people, and stands in the way of erasing them. */
export const UNDECIDED_DAYS = 7;
