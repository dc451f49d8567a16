import { composeTemplate } from './compose/compose-template.ts';
import type { Fields, Letter } from './compose/letter.ts';
import type { SmtpSettings } from './config.ts';
import type { Delivery } from './delivery.ts';
import { openLane } from './lane.ts';

/** One letter to one person, over a connection of its own. For single mails; a run has lanes. */
export async function sendLetter(smtp: SmtpSettings, letter: Letter, person: Fields): Promise<Delivery> {
  const copy = (await composeTemplate(letter))(person);
  const lane = openLane(smtp);
  try {
    return await lane.deliver({ from: letter.from.address, to: person.email, body: async () => copy });
  } finally {
    await lane.close();
  }
}
