/** After so long a platform is asked again who is in a group, if it has not said by itself that something changed. */
export const FRESH_MINUTES = 5;

/** So long after its platform told of it does a membership count: a platform that is away for a while takes nothing from anybody. */
export const TRUST_MINUTES = 15;
