type Rule = { secret: RegExp; shown: string };

const rules: Rule[] = [
  // Slack: xoxb-…, xoxp-…, xapp-1-…, xoxe.xoxp-… (https://docs.slack.dev/authentication/tokens)
  { secret: /\b(?:xox[a-z]|xapp)[-.][\w.-]+/g, shown: '[slack token]' },
  // Incoming webhooks and response URLs let anybody post who knows them.
  { secret: /(hooks\.slack\.com\/)[\w/-]+/g, shown: '$1[secret]' },
  { secret: /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, shown: '$1 [secret]' },
  { secret: /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, shown: '[token]' },
  { secret: /(\b[a-z][a-z\d+.-]*:\/\/[^\s:/@"]*:)[^\s@"]+@/gi, shown: '$1[secret]@' },
  { secret: /(\/link\/)[\w-]+/g, shown: '$1[token]' },
  // "password":"…", and the same inside a text that was quoted once more.
  {
    secret:
      /(\\*"[\w-]*(?:password|passwd|secret|token|authorization|cookie|signature|api_?key|secret_key)\\*"\s*:\s*\\*")[^"\\]+/gi,
    shown: '$1[secret]',
  },
  { secret: /\b([\w-]*(?:password|secret|token|signature|tempauth)=)[^\s&"\\;]+/gi, shown: '$1[secret]' },
];

// Whoever sends us a long address must not hold us up with looking for secrets in it.
const LONGEST_LINE = 8_000;

/** Blots out what must not be read in a log. Works on the finished line, so that no way of logging goes around it. */
export function hideSecrets(line: string): string {
  if (line.length > LONGEST_LINE) return hideSecrets(`${line.slice(0, LONGEST_LINE - 20)}…[cut]"}\n`);
  return rules.reduce((text, { secret, shown }) => text.replace(secret, shown), line);
}
