import { answerLine } from '../wording.ts';
import { all, data } from './page.ts';

/** Wires the questions: the answer that is chosen or typed stands in the line to copy. */
export function startQuestions(): void {
  for (const question of all(HTMLElement, '[data-question]')) {
    const args = JSON.parse(question.dataset['question'] ?? '[]') as readonly string[];
    const other = question.querySelector<HTMLInputElement>('[data-other]');
    const line = question.querySelector('.command code');
    const copy = question.querySelector<HTMLElement>('.command [data-copy]');
    if (other === null || line === null || copy === null) continue;
    question.addEventListener('input', (event) => {
      const choices = all(HTMLInputElement, '[type="radio"]', question);
      const own = choices.find(({ value }) => value === '');
      if (event.target === other && own !== undefined) own.checked = true;
      const chosen = choices.find(({ checked }) => checked)?.value ?? '';
      const result = chosen === '' ? other.value.trim() : chosen;
      const text = answerLine(data.run, data.signature.name, args, result);
      line.replaceChildren(text);
      copy.dataset['copy'] = text;
    });
  }
}
