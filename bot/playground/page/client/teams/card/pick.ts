import { ChoiceSetInput, type SerializationContext } from 'adaptivecards';
import { searchPick } from '../../fields/search-pick.ts';

export type Search = (dataset: string, typed: string) => Promise<{ label: string; value: string }[]>;

/** A choice of what the bot offers for the letters typed so far. Any other choice is Microsoft's own. */
export function pickInput(search: Search): typeof ChoiceSetInput {
  return class extends ChoiceSetInput {
    #dataset: string | undefined;
    #pick: ReturnType<typeof searchPick> | undefined;

    protected override internalParse(source: Record<string, unknown>, context: SerializationContext): void {
      super.internalParse(source, context);
      const query = source['choices.data'];
      const dataset = typeof query === 'object' && query !== null && 'dataset' in query ? query.dataset : undefined;
      this.#dataset = typeof dataset === 'string' ? dataset : undefined;
    }

    protected override internalRender(): HTMLElement | undefined {
      const dataset = this.#dataset;
      if (dataset === undefined) return super.internalRender();
      const known = this.choices.flatMap(({ title = '', value = '' }) => (value ? [{ label: title, value }] : []));
      this.#pick = searchPick({
        isMulti: this.isMultiSelect,
        least: 0,
        placeholder: this.placeholder ?? 'Type to search',
        options: async (typed) => {
          const own = known.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
          const found = await search(dataset, typed);
          return [...own, ...found.filter(({ value }) => !own.some((one) => one.value === value))];
        },
        initial: known.filter(({ value }) => this.defaultValue?.split(',').includes(value)),
      });
      this.#pick.onChange(() => this.valueChanged());
      return this.#pick.element;
    }

    override focus(): void {
      if (this.#pick) this.#pick.control.focus();
      else super.focus();
    }

    override isSet(): boolean {
      return this.#pick ? this.#pick.read().length > 0 : super.isSet();
    }

    override get value(): string | undefined {
      return this.#pick ? this.#pick.read().join(',') || undefined : super.value;
    }

    protected override updateInputControlAriaLabelledBy(): void {
      const ids = this.getAllLabelIds().join(' ');
      if (this.#pick && ids) this.#pick.control.setAttribute('aria-labelledby', ids);
      else super.updateInputControlAriaLabelledBy();
    }
  };
}
