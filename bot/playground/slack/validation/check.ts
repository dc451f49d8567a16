import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { CheckedView } from '../modals.ts';
import { asMessage, type Finding } from './finding.ts';
import { blockLimits, optionLimits, viewLimits } from './limits.ts';
import { placement } from './placement.ts';
import { blocksStructure, optionsStructure, viewStructure } from './structure.ts';

export type Verdict<Value> = { ok: true; value: Value } | { ok: false; messages: string[] };

/** Would Slack take these blocks in a message? `at` is where they stand in the call. */
export function checkBlocks(value: unknown, at = '/blocks'): Verdict<KnownBlock[]> {
  const checked = blocksStructure(value);
  if (!checked.ok) return refused(checked.findings, at);

  return verdict(checked.value, [...blockLimits(checked.value), ...placement(checked.value, 'message')], at);
}

export function checkView(value: unknown, at = '/view'): Verdict<CheckedView> {
  const checked = viewStructure(value);
  if (!checked.ok) return refused(checked.findings, at);

  const view = checked.value;
  const inBlocks = [...blockLimits(view.blocks), ...placement(view.blocks, view.type)];
  const findings = inBlocks.map((one) => ({ ...one, at: `/blocks${one.at}` }));
  return verdict(view, [...viewLimits(view), ...findings], at);
}

/** The option lists that a bot answers for an external select. */
export function checkOptions(lists: unknown[]): Verdict<PlainTextOption[]> {
  const options: PlainTextOption[] = [];
  const findings: Finding[] = [];

  for (const list of lists) {
    const checked = optionsStructure(list);
    if (checked.ok) options.push(...checked.value);
    findings.push(...(checked.ok ? optionLimits(checked.value) : checked.findings));
  }
  return verdict(options, findings, '/options');
}

function verdict<Value>(value: Value, findings: Finding[], at: string): Verdict<Value> {
  return findings.length === 0 ? { ok: true, value } : refused(findings, at);
}

function refused(findings: Finding[], at: string): { ok: false; messages: string[] } {
  return { ok: false, messages: [...new Set(findings.map((one) => asMessage({ ...one, at: `${at}${one.at}` })))] };
}
