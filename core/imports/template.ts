import { stringify } from 'csv-stringify/sync';
import { Column } from './columns.ts';
import { samplePeople } from './sample-people.ts';

/** A CSV with every column we know and two people who do not exist. */
export function template(): string {
  return stringify(samplePeople, { header: true, columns: Column.options, record_delimiter: 'windows' });
}
