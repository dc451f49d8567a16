/** Muster cannot start, and the message is the sentence that tells whoever runs it what to mend. */
export class StartError extends Error {
  override name = 'StartError';
}
