/** What goes wrong with a request to Teams. */
export type Fault = {
  status?: number;
  code?: string;
  /** Seconds. */
  retryAfter?: number;
  /** It is done all the same. */
  takesEffect?: boolean;
  dropConnection?: boolean;
  delayMs?: number;
};

export type Door = 'token' | 'keys' | 'post' | 'put' | 'delete' | 'open' | 'member' | 'download' | 'upload';

export type Faults = {
  /** The next requests at this door, one fault each. */
  next(door: Door, ...faults: Fault[]): void;
};

export type FaultBox = { faults: Faults; take(door: Door): Fault | undefined };

export function makeFaultBox(): FaultBox {
  const planned = new Map<Door, Fault[]>();
  return {
    faults: { next: (door, ...faults) => void planned.set(door, [...(planned.get(door) ?? []), ...faults]) },
    take: (door) => planned.get(door)?.shift(),
  };
}
