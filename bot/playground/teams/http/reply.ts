export type Reply = {
  status: number;
  headers?: Record<string, string>;
  answer?: object;
  bytes?: Uint8Array;
  dropped?: boolean;
  delayMs?: number;
};

export const problem = (status: number, code: string, message = code): Reply => ({
  status,
  answer: { error: { code, message } },
});
