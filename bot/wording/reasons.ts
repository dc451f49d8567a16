import type { Reason } from '#core/reason.ts';

/** Why a person is not invited, and what helps. The same words in card, details and file. */
export const reasons: Record<Reason, { sentence: string; fix: string }> = {
  USER_ARCHIVED: { sentence: 'The person is archived', fix: 'Take them off the list, or bring them back first.' },
  USER_NOT_FOUND: {
    sentence: 'The person has not been created',
    fix: 'Import them first, with their row mended if it was wrong; then invite them again.',
  },
  EMAIL_MISSING: { sentence: 'There is no e-mail address', fix: 'Add the address and import the list again.' },
  EMAIL_INVALID: {
    sentence: 'The e-mail address cannot be right',
    fix: 'Correct the address and import the list again.',
  },
  EMAIL_REJECTED: { sentence: 'The mail server refused the address', fix: 'Check the address with the person.' },
  EMAIL_BOUNCED: { sentence: 'The mail came back', fix: 'Check the address with the person.' },
  PHONE_NOT_PROVISIONED: {
    sentence: 'There is no corporate phone number for the person',
    fix: 'Put the number on the list, import it with “Add to corporate numbers” on, and invite them again.',
  },
  PHONE_INVALID: { sentence: 'The phone number cannot be right', fix: 'Correct the number and import the list again.' },
  ROLE_NOT_PERMITTED: { sentence: 'The role may not link this channel', fix: 'Give the person another role.' },
  MAIL_SERVER_FAILED: {
    sentence: 'The mail server did not take the mail',
    fix: 'Retry; if it stays so, ask who runs the mail server.',
  },
  ALREADY_LINKED: { sentence: 'Already linked', fix: 'Nothing to do.' },
  INVITED_RECENTLY: { sentence: 'Has a valid invitation already', fix: 'Wait until it expires.' },
  DUPLICATE_ROW: { sentence: 'Stands on the list twice', fix: 'Nothing to do: the first row counts.' },
};

export function reasonSentence(reason: Reason): string {
  return `${reasons[reason].sentence}.`;
}
