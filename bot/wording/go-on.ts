/** Resume, on the card of a run that was tried. */
export const goOnLabel = 'Send the rest';
