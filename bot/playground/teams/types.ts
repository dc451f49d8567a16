/** What the Teams double shows to people: the same shapes serve the playground page and the tests. */
export type Person = {
  /** Their Entra id. */
  id: string;
  /** What Teams calls them to this bot. */
  mri: string;
  name: string;
  /** One line about who this is, for the person at the playground. */
  about: string;
  email?: string;
  userPrincipalName?: string;
  userRole: 'user' | 'guest' | 'anonymous';
  /** Where they are at home; the tenant itself unless told. */
  tenantId?: string;
};

export type Conversation = {
  id: string;
  name: string;
  kind: 'personal' | 'channel' | 'groupChat';
  /** Who talks with the bot there alone. */
  personId?: string;
  /** The bot was never added, or is there no more. */
  withoutBot?: boolean;
};

export type Card = { type: 'AdaptiveCard'; body?: object[]; actions?: object[] } & Record<string, unknown>;

export type ShownFile = { id: string; name: string; size: number };

/** Whether a file may be put into somebody's OneDrive. */
export type Consent = { name: string; sizeInBytes: number; acceptContext: unknown; declineContext: unknown };

export type Message = {
  id: string;
  conversation: string;
  /** Set on what stands in the thread of another message. */
  root?: string;
  /** A person's Entra id, or `bot`. */
  from: string;
  text: string;
  /** What a notification says. */
  summary?: string;
  cards: Card[];
  consent?: Consent;
  files: ShownFile[];
  /** Only this person sees it. */
  onlyFor?: string;
  channelData?: Record<string, unknown>;
  edited: boolean;
  /** Its card stands as it has shown itself anew to who looks. */
  shownAnew?: boolean;
};

/** `page`: the address of a page that stands in it in place of a card. */
export type Dialog = { title: string; card: Card; page?: string };

/** Everything that one person sees right now. */
export type Snapshot = {
  me: Person;
  people: Person[];
  conversations: Conversation[];
  /** Oldest first. Where a card shows itself anew to this person, it stands as they see it. */
  messages: Message[];
  dialog?: Dialog;
  /** What the bot has answered on a card or in a dialog, newest last. */
  notices: string[];
  /** What Teams itself shows where an answer was late, empty or wrong. */
  complaints: string[];
};

export type Upload = { name: string; content: Uint8Array };
export type Where = { conversation: string; root?: string };
export type Inputs = Record<string, string>;

/** What a person can do. Each promise ends when Teams has its answer. */
export type Hands = {
  /** "@Muster …" mentions the bot, "@Full Name" a person. In channels the bot hears only what mentions it. */
  type(person: string, where: Where, text: string, uploads?: Upload[]): Promise<void>;
  /** Presses the button of this verb. It may have gone meanwhile from a screen that is not up to date: then with what it carried. */
  press(person: string, messageId: string, verb: string, late?: { data: object }): Promise<void>;
  /** Presses a button in the open dialog, with what was filled in. Of several with this verb the one that carries `data`. */
  submit(person: string, inputs: Inputs, verb?: string, data?: object): Promise<void>;
  /** Sends off what was filled in on a card in the conversation with the bot. */
  fill(person: string, messageId: string, inputs: Inputs): Promise<void>;
  close(person: string): void;
  /** Chooses a command of the app below the box where they write. */
  compose(person: string, where: Where, commandId: string): Promise<void>;
  /** Says whether a file that the bot holds out may be kept. */
  consent(person: string, messageId: string, action: 'accept' | 'decline'): Promise<void>;
  /** What a picker offers for these letters. */
  search(person: string, where: Where, dataset: string, typed: string): Promise<{ title: string; value: string }[]>;
  /** Looks at a card that shows itself anew to them. */
  look(person: string, messageId: string): Promise<void>;
  install(person: string, conversation: string): Promise<void>;
  uninstall(person: string, conversation: string): Promise<void>;
};
