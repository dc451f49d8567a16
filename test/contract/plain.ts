/** What is told apart by nature from run to run, and what each platform writes in its own way, is called the same. */
export function plain(words: string): string[] {
  return words
    .replace(/<!date\^[^>]*>|\{\{DATE\([^)]*\)\}\} \{\{TIME\([^)]*\)\}\}|\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '(moment)')
    .replace(/\(moment\) \(\d\d:\d\d UTC\)/g, '(moment)')
    .replace(/, \d\d:\d\d UTC\)\.$/gm, '). ((moment))')
    .replace(/ for (?:Acme Capital|example\.com)\./g, ' for (company).')
    .replace(/<#\w+>|a channel in Teams/g, '(channel)')
    .replace(/\b[0-9a-f]{12}\b/g, '(hash)')
    .replace(/\b[0-9a-f]{8}\b/g, '(id)')
    .replace(/\/muster|@Muster/g, '(command)')
    .replace(/\b\d+ ms\b|\b\d+(?:\.\d+)? s\b|\d+ per second|about \d+ \w+ left/g, '(time)')
    .replace(/[▓░]+ ?/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
