/** Who does something: a chat user of a company, recognised, and where they do it. What they may do is asked of the database each time. */
export type Operator = { companyId: string; id: string; name: string; place?: Place };

/** What a button or a command names: a run or an import of the operator's own company, and the card that it was pressed on. */
export type CardRef = { id: string; version: number };

/** Where somebody spoke to us, and where the answer goes on being told. */
export type Place = { platform: string; workspaceId: string; conversation: string; root?: string };

/** Who decided, so that each platform can mention them in its own way. */
export type Actor = { name: string; users: { platform: string; userId: string }[] };
