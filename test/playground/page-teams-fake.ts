import Fastify from 'fastify';
import type { TeamsSide } from '#bot/playground/page/needs.ts';
import { playgroundPage } from '#bot/playground/page/routes.ts';
import type { Conversation, Dialog, Hands, Message, Person, Snapshot } from '#bot/playground/teams/types.ts';
import { APPROVER, ASKER, FakeMailbox, FakeSlack, ONLOOKER } from './page-fake.ts';

const colleagues: Person[] = [ASKER, APPROVER, ONLOOKER].map(({ id, name, about, email }) => ({
  ...{ id: `entra-${id}`, mri: `29:${id}`, name, about, email },
  userRole: 'user',
}));
export const [asker = '', approver = ''] = colleagues.map(({ id }) => id);

export const CHANNEL: Conversation = { id: '19:onboarding', name: 'onboarding', kind: 'channel' };
export const chatOf = (person: string) => `a:${person}`;

export type TeamsCall = { name: keyof Hands; args: unknown[] };

/** Stands for the Teams double under the page: shows what a test puts in, and writes down what the page asks for. */
export class FakeTeams implements TeamsSide {
  readonly team = { name: 'Northwind Bank' };
  readonly calls: TeamsCall[] = [];
  readonly files = new Map<string, { name: string; content: Uint8Array }>();
  messages: Message[] = [];
  dialogs = new Map<string, Dialog>();
  notices = new Map<string, string[]>();
  complaints = new Map<string, string[]>();
  ready = true;
  /** What happens on a call, before it is done. */
  answer: (call: TeamsCall) => Promise<void> | void = () => undefined;
  found: { title: string; value: string }[] = [];

  readonly #listeners = new Set<() => void>();
  #clock = Date.now() - 3_600_000;

  readonly hands: Hands = {
    type: (...args) => this.#called('type', args),
    press: (...args) => this.#called('press', args),
    submit: (...args) => this.#called('submit', args),
    fill: (...args) => this.#called('fill', args),
    compose: (...args) => this.#called('compose', args),
    close: (person) => {
      this.dialogs.delete(person);
      this.changed();
    },
    consent: (...args) => this.#called('consent', args),
    look: (...args) => this.#called('look', args),
    install: (...args) => this.#called('install', args),
    uninstall: (...args) => this.#called('uninstall', args),
    search: async (...args) => {
      await this.#called('search', args);
      return this.found.filter(({ title }) => title.toLowerCase().includes(args[3].toLowerCase()));
    },
  };

  post(message: Partial<Message>): Message {
    this.#clock += 20_000;
    const fresh = { id: String(this.#clock), from: 'bot', text: '', cards: [], files: [], edited: false };
    const whole: Message = { ...fresh, conversation: chatOf(asker), ...message };
    this.messages.push(whole);
    this.changed();
    return whole;
  }

  say(kind: 'notices' | 'complaints', person: string, words: string): void {
    this[kind].set(person, [...(this[kind].get(person) ?? []), words]);
  }

  snapshot(person: string): Snapshot {
    const me = colleagues.find(({ id }) => id === person);
    if (!me) throw new Error(`There is no person ${person}`);
    const own: Conversation = { id: chatOf(person), name: 'Muster', kind: 'personal', personId: person };
    const dialog = this.dialogs.get(person);
    return {
      ...{ me, people: colleagues, conversations: [CHANNEL, own] },
      messages: this.messages.filter(
        ({ conversation, onlyFor }) => [CHANNEL.id, own.id].includes(conversation) && (!onlyFor || onlyFor === person),
      ),
      ...(dialog && { dialog }),
      notices: this.notices.get(person) ?? [],
      complaints: this.complaints.get(person) ?? [],
    };
  }

  subscribe(heard: () => void): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  changed(): void {
    for (const heard of this.#listeners) heard();
  }

  file = (id: string) => this.files.get(id);
  personAt = (email: string) => colleagues.find((one) => one.email === email)?.id;
  isReady = () => this.ready;
  begin = async () => {};

  async #called(name: keyof Hands, args: unknown[]): Promise<void> {
    const call = { name, args };
    this.calls.push(call);
    await this.answer(call);
    this.changed();
  }
}

/** A playground page over fakes of both chats, listening on a free port. */
export async function makeTeamsPageWorld() {
  const slack = new FakeSlack();
  const teams = new FakeTeams();
  const app = Fastify({ forceCloseConnections: true });
  const workspace = { name: 'Northwind Bank', firstPerson: ASKER.id };
  await app.register(playgroundPage({ slack, teams, mailbox: new FakeMailbox(), workspace }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { slack, teams, url, close: () => app.close() };
}
