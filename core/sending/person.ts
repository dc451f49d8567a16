/** An invitation as it was claimed. */
export type Claimed = {
  id: string;
  position: number;
  email: string;
  name: string | null;
  phone: string | null;
  language: string | null;
  timeZone: string | null;
  attempt: number;
  tokenVersion: number;
  expiresAt: Date;
};

/** Somebody who is to be mailed now, with the token of their private link. */
export type Person = Claimed & { token: string };

export type Chunk = { after: number; most: number; ttlHours: number };
