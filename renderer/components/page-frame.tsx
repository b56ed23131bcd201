import { useContext, useEffect, type ReactNode } from 'react';
import AppLayout, { type AppLayoutProps } from '@cloudscape-design/components/app-layout';
import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { words } from '../../shared/words/en.ts';
import { NoticesContext } from './notices-context.ts';

type PageFrameProps = Pick<
  AppLayoutProps,
  | 'splitPanel'
  | 'splitPanelOpen'
  | 'splitPanelSize'
  | 'onSplitPanelToggle'
  | 'onSplitPanelResize'
  | 'splitPanelPreferences'
> & {
  readonly content: ReactNode;
  readonly contentType?: AppLayoutProps.ContentType;
  readonly flashes: readonly FlashbarProps.MessageDefinition[];
  /** The lesson that belongs to this page; null where there is none. */
  readonly lesson: ReactNode;
  readonly isLessonOpen: boolean;
  readonly onLesson: (isOpen: boolean) => void;
};

/** What stands around every screen, under the bar that says who one is. */
export function PageFrame({ flashes, lesson, isLessonOpen, onLesson, ...page }: PageFrameProps) {
  const notices = useContext(NoticesContext);
  useFocusAfterLesson(isLessonOpen);
  return (
    <AppLayout
      {...page}
      headerSelector="#identity-bar"
      navigationHide
      toolsHide={lesson === null || !isLessonOpen}
      toolsOpen={isLessonOpen}
      onToolsChange={({ detail }) => onLesson(detail.open)}
      tools={lesson}
      notifications={<Flashbar items={[...flashes, ...notices]} />}
      ariaLabels={{
        tools: words.app.help.panel,
        toolsToggle: words.app.help.open,
        toolsClose: words.app.help.close,
        notifications: words.app.layout.notifications,
      }}
    />
  );
}

/** A lesson that is closed leaves nothing behind, so the focus goes to what opened it. */
function useFocusAfterLesson(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [isOpen]);
}
