import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { CheckedView } from '../modals.ts';
import { asMessage, type Finding, finding } from './finding.ts';
import { measure } from './measure.ts';
import { placement } from './placement.ts';
import { blockRules, valuesOf } from './rules.ts';
import { blocksStructure, optionsStructure, viewStructure } from './structure.ts';

export type Verdict<Value> = { ok: true; value: Value } | { ok: false; messages: string[] };

/** An option list for an external select has at most 100 options. */
const mostOptions = 100;

/** Would Slack take these blocks in a message? `at` is where they stand in the call. */
export function checkBlocks(value: unknown, at = '/blocks'): Verdict<KnownBlock[]> {
  const checked = blocksStructure(value);
  if (!checked.ok) return refused(checked.findings, at);

  const blocks = checked.value;
  return verdict(blocks, [...measure(blocks), ...blockRules(blocks), ...placement(blocks, 'message')], at);
}

export function checkView(value: unknown, at = '/view'): Verdict<CheckedView> {
  const checked = viewStructure(value);
  if (!checked.ok) return refused(checked.findings, at);

  const view = checked.value;
  const inBlocks = [...blockRules(view.blocks), ...placement(view.blocks, view.type)];
  const findings = inBlocks.map((one) => ({ ...one, at: `/blocks${one.at}` }));
  return verdict(view, [...measure(view), ...unsubmittable(view), ...findings], at);
}

/** The option lists that a bot answers for an external select. */
export function checkOptions(lists: unknown[]): Verdict<PlainTextOption[]> {
  const options: PlainTextOption[] = [];
  const findings: Finding[] = [];

  for (const list of lists) {
    const checked = optionsStructure(list);
    if (!checked.ok) findings.push(...checked.findings);
    else {
      options.push(...checked.value);
      findings.push(
        ...measure(checked.value, '', 'option'),
        ...valuesOf(checked.value).map((words) => finding('', words)),
      );
      if (checked.value.length > mostOptions) findings.push(finding('', `no more than ${mostOptions} items allowed`));
    }
  }
  return verdict(options, findings, '/options');
}

/** A dialog with something to fill in needs a button to send it. */
function unsubmittable(view: CheckedView): Finding[] {
  const hasInput = view.blocks.some((block) => block.type === 'input');
  return view.type === 'modal' && hasInput && !view.submit ? [finding('', 'missing required field: submit')] : [];
}

function verdict<Value>(value: Value, findings: Finding[], at: string): Verdict<Value> {
  return findings.length === 0 ? { ok: true, value } : refused(findings, at);
}

function refused(findings: Finding[], at: string): { ok: false; messages: string[] } {
  return { ok: false, messages: [...new Set(findings.map((one) => asMessage({ ...one, at: `${at}${one.at}` })))] };
}
