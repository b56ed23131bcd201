import HelpPanel from '@cloudscape-design/components/help-panel';
import type { AnswerName } from '../../shared/finding.ts';
import { words } from '../../shared/words/en.ts';

/** The short lesson that belongs to one question. */
export function LessonPanel({ answer }: { readonly answer: AnswerName }) {
  const lesson = words.wizard.lessons[answer];
  return (
    <HelpPanel header={<h2>{lesson.title}</h2>}>
      {lesson.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </HelpPanel>
  );
}
