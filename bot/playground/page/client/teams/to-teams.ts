import { tryInTeams } from '../act.ts';
import { button } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { whileBusy } from '../blocks/button.ts';
import { makeComposer, type Where } from '../composer/composer.ts';
import { type Store, teamsOf } from '../store.ts';
import { readUploads } from '../upload.ts';
import { teamsWords } from './commands.ts';

/** Where one writes in Teams: to the bot alone, or a post to a channel, or a reply to one. */
export function teamsComposer(store: Store, words: { send: string; attach: string }) {
  const mention = button(
    { class: 'tool', 'aria-label': 'Mention Muster', title: 'Mention Muster' },
    () => composer.insert('@Muster '),
    '@',
  );
  // The manifest offers it below the box where one writes.
  const onboard = button(
    { class: 'tool', 'aria-label': 'Bulk onboard', title: 'Bulk onboard' },
    () => void bulkOnboard(),
    icon('spark'),
  );
  const composer = makeComposer(
    {
      words,
      suggest: teamsWords(() => {
        const { place, ...page } = store.get();
        const { people = [], conversations = [] } = teamsOf({ place, ...page })?.snapshot ?? {};
        const talk = conversations.find(({ id }) => place?.kind === 'talk' && id === place.id);
        return { bot: 'Muster', people, isPersonal: talk?.kind === 'personal' };
      }),
      deliver: ({ channel, threadTs }, { text, files }) =>
        tryInTeams(store, async () => ({
          act: 'type',
          conversation: channel,
          ...(threadTs && { root: threadTs }),
          text,
          files: await readUploads(files),
        })),
      refuse: (trouble) => store.change({ trouble }),
    },
    mention,
    onboard,
  );
  let there: Where | undefined;
  return {
    ...composer,
    mention,
    moveTo(where: Where) {
      there = where;
      composer.moveTo(where);
    },
  };

  async function bulkOnboard() {
    if (!there) return;
    const { channel, threadTs } = there;
    const at = { conversation: channel, ...(threadTs && { root: threadTs }) };
    await whileBusy(
      onboard,
      async () => void (await tryInTeams(store, { act: 'compose', ...at, commandId: 'import' })),
    );
  }
}
