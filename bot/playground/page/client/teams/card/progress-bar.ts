import { CardElement, NumProperty, Versions } from 'adaptivecards';
import { h } from '../../base/dom.ts';

/** Of Teams alone: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/progress-bar */
export class ProgressBar extends CardElement {
  static readonly valueProperty = new NumProperty(Versions.v1_0, 'value');
  static readonly maxProperty = new NumProperty(Versions.v1_0, 'max', 100);

  getJsonTypeName(): string {
    return 'ProgressBar';
  }

  protected internalRender(): HTMLElement {
    const value = Number(this.getValue(ProgressBar.valueProperty) ?? 0);
    const max = Number(this.getValue(ProgressBar.maxProperty) ?? 100) || 100;
    const share = Math.min(1, Math.max(0, value / max));
    const filled = h('div', { class: 'teams-progress-done' });
    filled.style.width = `${share * 100}%`;
    return h(
      'div',
      {
        ...{ class: 'teams-progress', role: 'progressbar', 'aria-label': 'Progress' },
        ...{ 'aria-valuenow': value, 'aria-valuemin': 0, 'aria-valuemax': max },
      },
      filled,
    );
  }
}
