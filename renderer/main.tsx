import '@cloudscape-design/global-styles/index.css';
import './screen.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { ProblemHelpContext } from './components/problem-help.ts';
import { PROBLEM_HELP } from './problem-help.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <ProblemHelpContext value={PROBLEM_HELP}>
      <App />
    </ProblemHelpContext>
  </StrictMode>,
);
