/** A text with its formatting understood. Both Slack's mrkdwn and Markdown become this. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; inside: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; inside: Inline[] }
  | { kind: 'person'; id: string }
  | { kind: 'channel'; id: string; name?: string }
  | { kind: 'group'; name: string }
  | { kind: 'date'; seconds: number; format: string; url?: string; fallback: string };

export type Passage =
  | { kind: 'paragraph'; inside: Inline[] }
  | { kind: 'heading'; level: number; inside: Inline[] }
  | { kind: 'pre'; text: string }
  | { kind: 'quote'; inside: Passage[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'rule' };
