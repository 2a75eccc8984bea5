import type { ApiProblem } from '../../api/problem.ts';
import { Alert } from '../../components/basic.tsx';
import { useTexts } from '../../language/language.tsx';
import { statisticsTexts } from './words.ts';

/** What was asked can't be answered; the server says which part of it. */
export function Wrong({ problem }: { problem: ApiProblem }) {
  const t = useTexts(statisticsTexts);
  return (
    <Alert type="error" title={t.wrong} live>
      <p>{t.wrongHelp}</p>
      <ul lang="en">
        {(problem.body.errors ?? []).map(({ parameter, detail }) => (
          <li key={`${parameter} ${detail}`}>
            <code>{parameter}</code>: {detail}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
