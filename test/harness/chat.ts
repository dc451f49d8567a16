import { setTimeout as pause } from 'node:timers/promises';
import type { InputBlock } from '@slack/types';
import type { Hands, Message, OpenView, Snapshot, Upload } from '#bot/playground/slack/types.ts';

/** People at a Slack: in this process or behind the playground's HTTP. */
export type SlackSide = { hands: Hands; snapshot(person: string): Promise<Snapshot> | Snapshot };

export const rosa = 'U0ROSA';
export const adam = 'U0ADAM';
export const olga = 'U0OLGA';
export const onboarding = 'C0ONBOARD';

export type Chat = ReturnType<typeof makeChat>;

/** What a journey does and sees, in the words of somebody who sits at it. */
export function makeChat({ hands, snapshot }: SlackSide) {
  return {
    hands,
    type: (person: string, text: string, channel = onboarding) => hands.type(person, { channel }, text),
    press: (person: string, { channel, ts }: Message, verb: string) => hands.press(person, { channel, ts }, verb),

    /** The message that has all of these words in it, once there is one. */
    async message(person: string, ...words: string[]): Promise<Message> {
      return until(`a message with ${words.join(', ')}`, async () =>
        (await snapshot(person)).messages.findLast((message) => words.every((word) => said(message).includes(word))),
      );
    },

    /** The message with the file of this beginning of a name, once it is there. */
    async file(person: string, name: string): Promise<{ id: string; message: Message }> {
      return until(`a file called ${name}…`, async () => {
        const message = (await snapshot(person)).messages.findLast(({ files }) =>
          files?.some((file) => file.name.startsWith(name)),
        );
        const file = message?.files?.[0];
        return message && file && { id: file.id, message };
      });
    },

    /** The modal of this title, once it is open. */
    async modal(person: string, title: string): Promise<OpenView> {
      return until(`a modal called ${title}`, async () => {
        const { modal } = await snapshot(person);
        return modal?.view.type === 'modal' && modal.view.title.text === title ? modal : undefined;
      });
    },

    async snapshot(person: string): Promise<Snapshot> {
      return snapshot(person);
    },

    /** Brings in a list through the dialog. */
    async importList(person: string, file: Upload, channel = onboarding): Promise<void> {
      await this.type(person, '/muster import', channel);
      const { id } = await this.modal(person, 'Import a list');
      await hands.submit(person, id, { add_numbers: ['yes'], login_mail: [] }, { file: [file] });
    },

    /** From the card of an applied import to the card of a drafted run. */
    async inviteFrom(person: string, card: Message, fileName: string): Promise<Message> {
      await this.press(person, card, 'invite');
      const { id, view } = await this.modal(person, 'Invite people');
      await hands.submit(person, id, { source: chosen(view.blocks), units: [], sub_units: [], channel: 'whatsapp' });
      return this.message(person, 'to WhatsApp?', '"send"', fileName);
    },

    /** Everything from the list to the run that is sent off: its card. */
    async sendList(person: string, file: Upload, channel = onboarding): Promise<Message> {
      const { name } = file;
      await this.importList(person, file, channel);
      await this.press(person, await this.message(person, 'Check this list', name, '"apply"'), 'apply');
      const draft = await this.inviteFrom(person, await this.message(person, 'List imported', name), name);
      await this.press(person, draft, 'send');
      return draft;
    },
  };
}

/** All the words of a message: its text, its blocks, its buttons. */
export const said = (message: Message): string => `${message.text} ${JSON.stringify(message.blocks ?? [])}`;

/** The numbers after their labels, as a reader finds them: { Invite: 12, … } */
export function numbersOf(message: Message): Record<string, number> {
  const found = [...said(message).matchAll(/\*([A-Z][a-z]+)\* ([\d,]+)/g)];
  return Object.fromEntries(found.map(([, label = '', number = '']) => [label, Number(number.replaceAll(',', ''))]));
}

/** The list that the form for inviting has chosen already. */
export function chosen(blocks: OpenView['view']['blocks']): string {
  const inputs = blocks.filter((block): block is InputBlock => block.type === 'input');
  const element = inputs.find((block) => block.block_id === 'source')?.element;
  return (element?.type === 'external_select' && element.initial_option?.value) || '';
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(30);
  }
  throw new Error(`There never was ${what}`);
}
