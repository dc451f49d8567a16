/**
 * Slack's limits in one table, by the `type` of a block, element or text; `option`, `option_group` and `confirm`
 * are known by where they stand. Source: docs.slack.dev/reference/block-kit and the comments of @slack/types 3.2.
 * A path's `*` stands for each item of a list.
 */
export type Limit = { chars: Range } | { items: Range } | { value: Range };
type Range = [least: number, most: number];

const chars = (least: number, most: number): Limit => ({ chars: [least, most] });
const items = (least: number, most: number): Limit => ({ items: [least, most] });
const value = (least: number, most: number): Limit => ({ value: [least, most] });
const any = Number.POSITIVE_INFINITY;

const options = { options: items(1, 100), option_groups: items(1, 100) };
const placeholder = { 'placeholder.text': chars(1, 150) };
const chosen = { initial_options: items(1, 100), max_selected_items: value(1, any) };
const people = { initial_users: items(1, any), initial_conversations: items(1, any), initial_channels: items(1, any) };

/** These fields mean the same wherever they stand. */
export const everywhere: Record<string, Limit> = { block_id: chars(1, 255), action_id: chars(1, 255) };

export const limits: Record<string, Record<string, Limit>> = {
  plain_text: { text: chars(1, 3000) },
  mrkdwn: { text: chars(1, 3000) },
  raw_text: { text: chars(1, any) },
  raw_number: { text: chars(1, any) },

  actions: { elements: items(1, 25) },
  alert: { 'text.text': chars(1, 3000) },
  card: {
    'title.text': chars(1, 150),
    'subtitle.text': chars(1, 150),
    'body.text': chars(1, 200),
    actions: items(1, 2),
  },
  carousel: { elements: items(1, 10) },
  container: { 'title.text': chars(1, 150), 'subtitle.text': chars(1, 150), child_blocks: items(1, 10) },
  context: { elements: items(1, 10), 'elements.*.alt_text': chars(1, 2000) },
  context_actions: { elements: items(1, 5) },
  data_table: {
    // The head and 1 to 100 rows.
    rows: items(2, 101),
    'rows.*': items(1, 20),
    caption: chars(1, any),
    page_size: value(1, 100),
    row_header_column_index: value(0, 19),
  },
  header: { 'text.text': chars(1, 150) },
  image: { alt_text: chars(1, 2000), image_url: chars(1, 3000), 'title.text': chars(1, 2000) },
  input: { 'label.text': chars(1, 2000), 'hint.text': chars(1, 2000) },
  markdown: { text: chars(1, 12_000) },
  plan: { title: chars(1, any) },
  section: { 'text.text': chars(1, 3000), fields: items(1, 10), 'fields.*.text': chars(1, 2000) },
  table: { rows: items(1, 100), 'rows.*': items(1, 20), column_settings: items(0, 20) },
  task_card: { task_id: chars(1, any), title: chars(1, any) },
  video: {
    alt_text: chars(1, any),
    'title.text': chars(1, 199),
    'description.text': chars(1, 199),
    author_name: chars(1, 49),
    provider_name: chars(1, any),
  },

  button: { 'text.text': chars(1, 75), value: chars(1, 2000), url: chars(1, 3000), accessibility_label: chars(1, 75) },
  icon_button: { 'text.text': chars(1, 75), value: chars(1, 2000), accessibility_label: chars(1, 75) },
  workflow_button: { 'text.text': chars(1, 75), accessibility_label: chars(1, 75) },
  feedback_buttons: {
    'positive_button.text.text': chars(1, 75),
    'positive_button.value': chars(1, 2000),
    'negative_button.text.text': chars(1, 75),
    'negative_button.value': chars(1, 2000),
  },
  overflow: { options: items(1, 5) },
  checkboxes: { options: items(1, 10), initial_options: items(1, 10) },
  radio_buttons: { options: items(1, 10) },
  static_select: { ...options, ...placeholder },
  multi_static_select: { ...options, ...placeholder, ...chosen },
  external_select: { ...placeholder, min_query_length: value(0, any) },
  multi_external_select: { ...placeholder, ...chosen, min_query_length: value(0, any) },
  users_select: placeholder,
  multi_users_select: { ...placeholder, ...chosen, ...people },
  conversations_select: placeholder,
  multi_conversations_select: { ...placeholder, ...chosen, ...people },
  channels_select: placeholder,
  multi_channels_select: { ...placeholder, ...chosen, ...people },
  datepicker: placeholder,
  timepicker: placeholder,
  plain_text_input: {
    ...placeholder,
    initial_value: chars(0, 3000),
    min_length: value(0, 3000),
    max_length: value(1, 3000),
  },
  email_text_input: placeholder,
  url_text_input: placeholder,
  number_input: placeholder,
  rich_text_input: { ...placeholder, min_lines: value(1, 100), max_lines: value(1, 100) },
  file_input: { filetypes: items(1, any), max_files: value(1, 10) },

  option: {
    'text.text': chars(1, 75),
    value: chars(1, 150),
    'description.text': chars(1, 75),
    url: chars(1, 3000),
  },
  option_group: { 'label.text': chars(1, 75), options: items(1, 100) },
  confirm: {
    'title.text': chars(1, 100),
    'text.text': chars(1, 300),
    'confirm.text': chars(1, 30),
    'deny.text': chars(1, 30),
  },

  modal: {
    'title.text': chars(1, 24),
    'submit.text': chars(1, 24),
    'close.text': chars(1, 24),
    private_metadata: chars(0, 3000),
    callback_id: chars(0, 255),
    external_id: chars(0, 255),
    blocks: items(1, 100),
  },
  home: {
    private_metadata: chars(0, 3000),
    callback_id: chars(0, 255),
    external_id: chars(0, 255),
    blocks: items(1, 100),
  },
};

/** Sums over a whole message or view. */
export const totals = {
  messageBlocks: 50,
  markdown: 12_000,
  /** All cells of a table or data_table. */
  tableText: 10_000,
};

/** What may not stand where. `file` comes only from Slack itself. */
export const notIn = {
  message: ['alert', 'file'],
  modal: ['card', 'carousel', 'container', 'context_actions', 'file', 'markdown', 'plan', 'table', 'task_card'],
  home: ['alert', 'context_actions', 'file', 'markdown', 'plan', 'table', 'task_card'],
};
export type Surface = keyof typeof notIn;
