import { z } from 'zod';
import type { Hands } from '../types.ts';
import { personOf, type World } from '../world.ts';
import { compose } from './compose.ts';
import { consent } from './consent.ts';
import { submit } from './dialog.ts';
import { fill } from './fill.ts';
import { install, uninstall } from './installing.ts';
import { cardsFor, execute, messageOf, press } from './press.ts';
import { search } from './search.ts';
import { type } from './type.ts';

/** What people can do in Teams, each as Teams would tell the bot of it. */
export function makeHands(world: World): Hands {
  return {
    type: (person, where, text, uploads = []) => type(world, { person, where, text, uploads }),
    press: (person, messageId, verb, late) => press(world, { person, messageId, verb, late }),
    submit: (person, inputs, verb, data) => submit(world, { person, inputs, verb, data }),
    fill: (person, messageId, inputs) => fill(world, { person, messageId, inputs }),
    close(person) {
      world.dialogs.delete(person);
      world.changed();
    },
    compose: (person, where, commandId) => compose(world, { person, where, commandId }),
    consent: (person, messageId, action) => consent(world, { person, messageId, action }),
    search: (person, where, dataset, typed) => search(world, { person, where, dataset, typed }),
    look: (person, messageId) => look(world, person, messageId),
    install: (person, conversation) => install(world, { person, conversation }),
    uninstall: (person, conversation) => uninstall(world, { person, conversation }),
  };
}

const Refresh = z.object({
  action: z.object({ verb: z.string(), data: z.looseObject({}).default({}) }),
  userIds: z.array(z.string()),
});

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards: only for whom it names. */
async function look(world: World, person: string, messageId: string): Promise<void> {
  const message = messageOf(world, messageId);
  for (const card of cardsFor(world, person, message)) {
    const { data: refresh } = Refresh.safeParse(card['refresh']);
    if (!refresh?.userIds.includes(personOf(world, person).mri)) continue;
    const { verb, data } = refresh.action;
    const action = { type: 'Action.Execute' as const, verb, data };
    await execute(world, { person, message, action, trigger: 'automatic' });
  }
}
