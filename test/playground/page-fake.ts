import type { Mail, Mailbox, SlackSide } from '#bot/playground/page/needs.ts';
import type { Channel, Hands, Message, OpenView, Person, Snapshot, Upload } from '#bot/playground/slack/types.ts';

const person = (id: string, name: string, about: string): Person => ({
  id,
  name,
  about,
  email: `${id.toLowerCase()}@example.com`,
  isAdmin: false,
  isOwner: false,
  isGuest: false,
});

export const ASKER = person('U1', 'Maya Lindqvist', 'asks for runs');
export const APPROVER = person('U2', 'Theo Marchetti', 'approves them');
export const ONLOOKER = person('U3', 'Ines Okafor', 'only looks on');
export const BOT = { id: 'U9', name: 'Muster' };
export const GENERAL = 'C1';

export type Call = { name: keyof Hands; args: unknown[] };

/** Stands for the Slack double under the page: shows what a test puts in, and writes down what the page asks for. */
export class FakeSlack implements SlackSide {
  readonly people = [ASKER, APPROVER, ONLOOKER];
  readonly calls: Call[] = [];
  readonly files = new Map<string, Upload>();
  messages: Message[] = [];
  modals = new Map<string, OpenView>();
  complaints: string[] = [];
  choices: { label: string; value: string }[] = [];
  /** What happens on a call, before it is acknowledged. */
  answer: (call: Call) => Promise<void> | void = () => undefined;

  readonly #listeners = new Set<() => void>();
  #clock = Math.floor(Date.now() / 1000) - 3600;

  readonly hands: Hands = {
    type: async (who, where, text, uploads = []) => {
      await this.#called('type', [who, where, text, uploads]);
      if (!text.startsWith('/'))
        this.post({ ...where, user: who, text, files: uploads.map((upload) => this.keep(upload)) });
    },
    press: (...args) => this.#called('press', args),
    shortcut: (...args) => this.#called('shortcut', args),
    submit: (...args) => this.#called('submit', args),
    close: async (who, viewId) => {
      await this.#called('close', [who, viewId]);
      this.modals.delete(who);
      this.changed();
    },
    options: async (...args) => {
      await this.#called('options', args);
      return this.choices.filter(({ label }) => label.toLowerCase().includes(args[3].toLowerCase()));
    },
    openHome: (who) => this.#called('openHome', [who]),
  };

  post(message: Partial<Message>): Message {
    this.#clock += 20;
    const whole: Message = {
      channel: GENERAL,
      ts: `${this.#clock}.000100`,
      user: BOT.id,
      text: '',
      edited: false,
      ...message,
    };
    this.messages.push(whole);
    this.changed();
    return whole;
  }

  edit(ts: string, change: Partial<Message>): void {
    this.messages = this.messages.map((message) => (message.ts === ts ? { ...message, ...change } : message));
    this.changed();
  }

  keep(upload: Upload) {
    const id = `F${this.files.size + 1}`;
    this.files.set(id, upload);
    return { id, name: upload.name, size: upload.content.length };
  }

  open(who: Person, view: OpenView | undefined): void {
    if (view) this.modals.set(who.id, view);
    else this.modals.delete(who.id);
    this.changed();
  }

  changed(): void {
    for (const heard of this.#listeners) heard();
  }

  snapshot(who: string): Snapshot {
    const me = this.people.find(({ id }) => id === who) ?? ASKER;
    const modal = this.modals.get(me.id);
    const channels: Channel[] = [
      { id: GENERAL, name: 'onboarding', kind: 'channel' },
      { id: 'C2', name: 'approvals', kind: 'channel' },
      { id: `D${me.id}`, name: BOT.name, kind: 'direct' },
    ];
    const seen = (message: Message) =>
      channels.some(({ id }) => id === message.channel) && (message.onlyFor === undefined || message.onlyFor === me.id);
    return {
      me,
      people: this.people,
      bot: BOT,
      channels,
      messages: this.messages.filter(seen),
      ...(modal && { modal }),
      complaints: this.complaints,
    };
  }

  subscribe(heard: () => void): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  file(fileId: string): Upload | undefined {
    return this.files.get(fileId);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  async #called(name: keyof Hands, args: unknown[]): Promise<void> {
    const call = { name, args };
    this.calls.push(call);
    this.complaints = [];
    await this.answer(call);
    this.changed();
  }
}

export class FakeMailbox implements Mailbox {
  readonly mails: Mail[] = [];
  readonly #listeners = new Set<() => void>();

  receive(mail: Partial<Mail>): Mail {
    const id = String(this.mails.length + 1);
    const whole: Mail = {
      id,
      to: `person${id}@example.com`,
      from: 'Muster <muster@example.com>',
      subject: 'Link your phone',
      date: new Date().toISOString(),
      text: 'Hello',
      ...mail,
    };
    this.mails.push(whole);
    for (const heard of this.#listeners) heard();
    return whole;
  }

  list = () => this.mails;

  subscribe(heard: () => void): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }
}
