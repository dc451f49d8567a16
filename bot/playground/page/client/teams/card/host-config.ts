import type { HostConfig } from 'adaptivecards';

type Config = ConstructorParameters<typeof HostConfig>[0];

const colour = (name: string, subtle = name) => ({
  default: `var(--${name})`,
  subtle: `var(--${subtle})`,
  highlightColors: { default: 'var(--warning-soft)', subtle: 'var(--warning-soft)' },
});

const foregroundColors = {
  default: colour('words', 'faint'),
  dark: colour('words', 'faint'),
  light: colour('faint'),
  accent: colour('accent-ink'),
  good: colour('success-ink'),
  attention: colour('danger-ink'),
  warning: colour('warning-ink'),
};

const container = (background: string) => ({ backgroundColor: `var(--${background})`, foregroundColors });

const label = { size: 'Default', weight: 'Bolder', color: 'Default', isSubtle: false };

const font = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
});

/** Close to what Teams shows. The colours are the page's own, which know light and dark. */
export const teamsLook: Config = {
  supportsInteractivity: true,
  fontTypes: { default: font('var(--font)'), monospace: font('var(--mono)') },
  spacing: { small: 4, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: {
    default: container('raised'),
    emphasis: container('sunken'),
    accent: container('accent-soft'),
    good: container('success-soft'),
    attention: container('danger-soft'),
    warning: container('warning-soft'),
  },
  actions: {
    maxActions: 6,
    buttonSpacing: 8,
    spacing: 'Default',
    showCard: { actionMode: 'Inline', inlineTopMargin: 10, style: 'emphasis' },
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { color: 'Default', size: 'Default', isSubtle: false, weight: 'Bolder', wrap: true, maxWidth: 160 },
    value: { color: 'Default', size: 'Default', isSubtle: false, weight: 'Default', wrap: true },
    spacing: 16,
  },
  table: { cellSpacing: 8 },
  inputs: {
    label: {
      inputSpacing: 'Small',
      requiredInputs: { ...label, suffix: ' *', suffixColor: 'Attention' },
      optionalInputs: label,
    },
    errorMessage: { size: 'Small', color: 'Attention', weight: 'Default' },
  },
};
