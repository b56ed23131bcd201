import HelpPanel from '@cloudscape-design/components/help-panel';
import { words } from '../../shared/words/en.ts';
import type { LessonName } from '../../shared/words/en/lessons.ts';
import { useInStore } from './in-store.ts';

/** The short lesson that belongs to one question, or one screen. */
export function LessonPanel({ answer }: { readonly answer: LessonName }) {
  const said = useInStore();
  const lesson = words.wizard.lessons[answer];
  return (
    <HelpPanel header={<h2>{lesson.title}</h2>}>
      {lesson.paragraphs.map((paragraph) => (
        <p key={paragraph}>{said(paragraph)}</p>
      ))}
    </HelpPanel>
  );
}
