import { z } from 'zod';
import type { SettingKey } from '../settings/settings.ts';

/** The steps in which an owner sets a company up, in their order. */
export const SetupStep = z.enum(['name', 'logo', 'country', 'sender', 'approvers', 'channels']);
export type SetupStep = z.infer<typeof SetupStep>;

/** The settings that a step asks for. Who approves is granted, not set. */
export const settingsOf: Record<SetupStep, SettingKey[]> = {
  name: ['company.name'],
  logo: ['company.logo'],
  country: ['company.country'],
  sender: ['mail.from'],
  approvers: [],
  channels: ['approval.channel', 'channel.summaries'],
};

/** Undefined after the last one. */
export function stepAfter(step: SetupStep): SetupStep | undefined {
  return SetupStep.options[SetupStep.options.indexOf(step) + 1];
}
