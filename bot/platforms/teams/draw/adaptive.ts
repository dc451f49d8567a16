/** As much of Adaptive Cards as we draw. https://adaptivecards.io/explorer, version 1.5. */
export type AdaptiveCard = {
  type: 'AdaptiveCard';
  version: '1.5';
  body: Element[];
  actions?: Action[];
  refresh?: { action: Execute; userIds: string[] };
  msteams?: { width?: 'Full'; entities?: Mention[] };
};

export type Mention = { type: 'mention'; text: string; mentioned: { id: string; name: string } };

type Spaced = { spacing?: 'None' | 'Small' | 'Medium'; separator?: true };

type Look = { size?: 'Small' | 'Large'; weight?: 'Bolder'; isSubtle?: true; color?: 'Attention' };

export type TextBlock = Spaced & Look & { type: 'TextBlock'; text: string; wrap: true; style?: 'heading' };

export type TextRun = Look & { type: 'TextRun'; text: string; italic?: true; fontType?: 'Monospace' };

export type RichTextBlock = Spaced & { type: 'RichTextBlock'; inlines: TextRun[] };

export type Element =
  | TextBlock
  | RichTextBlock
  | (Spaced & { type: 'FactSet'; facts: { title: string; value: string }[] })
  | (Spaced & { type: 'Container'; items: Element[] })
  | (Spaced & { type: 'ColumnSet'; columns: Column[] })
  | (Spaced & { type: 'ActionSet'; actions: Action[] })
  | (Spaced & { type: 'ProgressBar'; value: number; max: number; fallback: TextBlock })
  | (Spaced & {
      type: 'Table';
      firstRowAsHeaders: true;
      columns: { width: number }[];
      rows: { type: 'TableRow'; cells: { type: 'TableCell'; items: Element[] }[] }[];
    })
  | InputElement;

type Column = { type: 'Column'; width: 'stretch' | 'auto'; verticalContentAlignment?: 'Center'; items: Element[] };

type Labelled = { id: string; label?: string; isRequired?: true; errorMessage?: string };
type Choice = { title: string; value: string };
/** Whatever is offered for the letters typed so far. */
type Query = { type: 'Data.Query'; dataset: string };

export type InputElement =
  | (Labelled & { type: 'Input.Text'; isMultiline?: true; maxLength: number; value?: string })
  | (Labelled & { type: 'Input.Toggle'; title: string; value: 'true' | 'false' })
  | (Labelled & { type: 'Input.Date' | 'Input.Time'; value: string })
  | (Labelled & {
      type: 'Input.ChoiceSet';
      style: 'compact' | 'filtered';
      choices: Choice[];
      'choices.data'?: Query;
      isMultiSelect?: true;
      placeholder?: string;
      value?: string;
    });

type Pressed = { title: string; style?: 'positive' | 'destructive'; tooltip?: string; isEnabled?: false };

export type Execute = Pressed & { type: 'Action.Execute'; verb: string; data: object };

export type Action =
  | Execute
  | (Pressed & { type: 'Action.Submit'; data: object })
  | (Pressed & { type: 'Action.OpenUrl'; url: string })
  | (Pressed & { type: 'Action.ShowCard'; card: Pick<AdaptiveCard, 'type' | 'version' | 'body' | 'actions'> });
