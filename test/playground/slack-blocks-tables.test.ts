import { describe } from 'vitest';
import { cell, dataTable, holdsInMessages, long, many, more, noMore, rich, table } from './slack-block-samples.ts';

describe('a table', () => {
  holdsInMessages([
    [
      '100 table rows',
      [table(many(100, () => [cell('x')]))],
      [table(many(101, () => [cell('x')]))],
      `${noMore(100)} [json-pointer:/blocks/0/rows]`,
    ],
    [
      '20 table columns',
      [table([many(20, () => cell('x'))])],
      [table([many(21, () => cell('x'))])],
      `${noMore(20)} [json-pointer:/blocks/0/rows/0]`,
    ],
    [
      'a text in each cell',
      [table([[cell('-')]])],
      [table([[cell('')]])],
      `${more} [json-pointer:/blocks/0/rows/0/0/text]`,
    ],
    [
      '10,000 in a table',
      [table([[cell(long(9000)), rich(long(1000))]])],
      [table([[cell(long(9000)), rich(long(1001))]])],
      'cells must be less than 10001 characters in all [json-pointer:/blocks/0]',
    ],
    [
      'one table',
      [table([[cell('x')]])],
      [table([[cell('x')]]), dataTable([[cell('x')], [cell('y')]])],
      'only_one_table_allowed [json-pointer:/blocks]',
    ],
    [
      '101 data table rows',
      [dataTable(many(101, () => [cell('x')]))],
      [dataTable(many(102, () => [cell('x')]))],
      `${noMore(101)} [json-pointer:/blocks/0/rows]`,
    ],
    [
      'a data table with data',
      [dataTable([[cell('x')], [cell('y')]])],
      [dataTable([[cell('x')]])],
      'no fewer than 2 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'plain heads',
      [dataTable([[cell('x')], [rich('y')]])],
      [dataTable([[rich('x')], [cell('y')]])],
      'header cells must be raw_text [json-pointer:/blocks/0]',
    ],
    [
      'as many cells in each row',
      [dataTable([[cell('x')], [cell('y')]])],
      [dataTable([[cell('x')], [cell('y'), cell('z')]])],
      'all rows must have the same number of cells [json-pointer:/blocks/0]',
    ],
    [
      'a page of 100',
      [dataTable([[cell('x')], [cell('y')]], { page_size: 100 })],
      [dataTable([[cell('x')], [cell('y')]], { page_size: 101 })],
      'must be 100 or less [json-pointer:/blocks/0/page_size]',
    ],
    [
      'a caption',
      [dataTable([[cell('x')], [cell('y')]])],
      [{ type: 'data_table', rows: [[cell('x')], [cell('y')]] }],
      'missing required field: caption [json-pointer:/blocks/0]',
    ],
  ]);
});
